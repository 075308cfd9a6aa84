import type { KeyAlgorithm } from '../../../shared/signing/algorithms.ts'
import { bits, der, explicit, integer, octets, oid, sequence, time, yes } from './der-write.ts'
import { writeName } from './names.ts'
import { oids, signatureOid } from './oids.ts'

/** Signs bytes with the key the structure speaks of. */
type Sign = (data: Buffer) => Promise<Buffer>

/** Who a certificate or request names. */
export type Holder = { agency: string; name: string }

type Key = { algorithm: KeyAlgorithm; publicKey: string }

const algorithmIdentifier = (algorithm: KeyAlgorithm): Buffer => sequence(oid(signatureOid[algorithm]))

const signed = async (algorithm: KeyAlgorithm, tbs: Buffer, sign: Sign): Promise<Buffer> => sequence(tbs, algorithmIdentifier(algorithm), bits(await sign(tbs)))

/** A request for a certificate (PKCS#10, RFC 2986; of SM2 as GM/T 0015 has it): `openssl req -verify` takes it. */
export const writeRequest = ({ algorithm, publicKey }: Key, { agency, name }: Holder, sign: Sign): Promise<Buffer> =>
  signed(algorithm, sequence(integer(0), writeName(agency, name), Buffer.from(publicKey, 'base64'), explicit(0)), sign)

/** RFC 5280 4.1.2.5: no day on which it ends is meant. */
const never = '9999-12-31T23:59:59.000Z'

/**
 * The certificate a key gives itself, so that CMS can name its signer before an authority has certified anybody. It
 * proves no identity, therefore neither does it run out.
 */
export const writeSelfSigned = ({ algorithm, publicKey }: Key, { agency, name }: Holder, at: string, serial: Uint8Array, sign: Sign): Promise<Buffer> => {
  const subject = writeName(agency, name)
  // digitalSignature and nonRepudiation: the first two bits, six of the octet unused.
  const usage = sequence(oid(oids.keyUsage), yes(), octets(der(0x03, Buffer.from([6, 0xc0]))))
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(serial),
    algorithmIdentifier(algorithm),
    subject,
    sequence(time(at), time(never)),
    subject,
    Buffer.from(publicKey, 'base64'),
    explicit(3, sequence(usage)),
  )
  return signed(algorithm, tbs, sign)
}
