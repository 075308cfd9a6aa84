import { webcrypto } from 'node:crypto'
import { Integer, OctetString, Utf8String } from 'asn1js'
import { AltName, AttributeTypeAndValue, BasicConstraints, Certificate, CryptoEngine, Extension, GeneralName, GeneralSubtree, NameConstraints } from 'pkijs'

/** A certificate with its key, in PEM: what a server shows, or an authority that signs others. */
export type Issued = { cert: string; key: string }
type Authority = Issued & { certificate: Certificate; keys: CryptoKeyPair }

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto })
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
const dayMs = 86_400_000

const pem = (label: string, der: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${(
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END ${label}-----\n`

const named = (certificate: Certificate, which: 'subject' | 'issuer', name: string): void => {
  certificate[which].typesAndValues.push(new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) }))
}

let serial = 1
const made = async (
  name: string,
  { by, days = [-1, 30], extensions }: { by?: Authority | undefined; days?: readonly [number, number]; extensions: Extension[] },
): Promise<Authority> => {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as unknown as CryptoKeyPair
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ value: serial++ })
  named(certificate, 'subject', name)
  if (by === undefined) named(certificate, 'issuer', name)
  else certificate.issuer = by.certificate.subject
  certificate.notBefore.value = new Date(Date.now() + days[0] * dayMs)
  certificate.notAfter.value = new Date(Date.now() + days[1] * dayMs)
  certificate.extensions = extensions
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine)
  await certificate.sign((by?.keys ?? keys).privateKey, 'SHA-256', engine)
  return {
    certificate,
    keys,
    cert: pem('CERTIFICATE', certificate.toSchema(true).toBER()),
    key: pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as unknown as webcrypto.CryptoKey)),
  }
}

const dnsName = 2
const ipAddress = 7
const generalName = (host: string): GeneralName =>
  /^[\d.]+$/.test(host)
    ? new GeneralName({ type: ipAddress, value: new OctetString({ valueHex: Uint8Array.from(host.split('.').map(Number)).buffer }) })
    : new GeneralName({ type: dnsName, value: host })

/** An authority of an intranet's own. `only`: it may vouch for names below this one and no others. */
export const makeAuthority = (name: string, only?: string): Promise<Authority> =>
  made(name, {
    extensions: [
      new Extension({ extnID: '2.5.29.19', critical: true, extnValue: new BasicConstraints({ cA: true }).toSchema().toBER() }),
      ...(only === undefined
        ? []
        : [
            new Extension({
              extnID: '2.5.29.30',
              critical: true,
              extnValue: new NameConstraints({ permittedSubtrees: [new GeneralSubtree({ base: generalName(only) })] }).toSchema().toBER(),
            }),
          ]),
    ],
  })

/** A server's certificate for these hosts; `days` from and until, from now. */
export const issue = (by: Authority, hosts: readonly string[], days?: readonly [number, number]): Promise<Issued> =>
  made(hosts[0] ?? '', {
    by,
    ...(days === undefined ? {} : { days }),
    extensions: [new Extension({ extnID: '2.5.29.17', critical: false, extnValue: new AltName({ altNames: hosts.map(generalName) }).toSchema().toBER() })],
  })
