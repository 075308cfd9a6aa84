import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { asFailure } from '../failure.ts'
import type { TaskChannel } from '../tasks/channel.ts'
import { readBundle } from './bundle.ts'
import { readBundleFile } from './bundle-file.ts'
import type { Trust } from './chain.ts'
import { readCrl } from './crl.ts'
import { type Received, verifyBundle } from './verify.ts'
import { readCertificate, type X509 } from './x509.ts'

/** What certificates are judged by, as it crosses to another process: certificates and lists in their own form. */
type CarriedTrust = { authorities: { der: Uint8Array; licensed: boolean }[]; between: Uint8Array[]; crls: { spki: string; der: Uint8Array }[] }

export type VerifyJob = { path: string; name: string; trust: CarriedTrust; now: string; received: Received }
export type FromVerifyTask = { kind: 'verified'; verdict: BundleVerdict }

export const carryTrust = ({ authorities, between, crls }: Trust): CarriedTrust => ({
  authorities: authorities.map(({ certificate, licensed }) => ({ der: certificate.der, licensed })),
  between: between.map(({ der }) => der),
  crls: crls.map(({ spki, crl }) => ({ spki, der: crl.der })),
})

const certificateOf = (der: Uint8Array): X509 => {
  const certificate = readCertificate(der)
  if (certificate === null) throw new Error('a carried certificate can not be read')
  return certificate
}

const trustOf = ({ authorities, between, crls }: CarriedTrust): Trust => ({
  authorities: authorities.map(({ der, licensed }) => ({ certificate: certificateOf(der), licensed })),
  between: between.map(certificateOf),
  crls: crls.map(({ spki, der }) => {
    const crl = readCrl(der)
    if (crl === null) throw new Error('a carried list can not be read')
    return { spki, crl }
  }),
})

const judge = async ({ path, name, trust, now, received }: VerifyJob): Promise<FromVerifyTask> => {
  const data = await readBundleFile(path, name)
  const { bundle, findings } = await readBundle(data, name)
  return { kind: 'verified', verdict: verifyBundle(bundle, findings, { trust: trustOf(trust), now, received, sha256: sha256Hex(data) }) }
}

/** The process that verifies a bundle and ends: half a gigabyte is neither held nor hashed by the core (decisions M2). */
export const verifyTask = (channel: TaskChannel): void => {
  channel.onMessage((received) => {
    judge(received as VerifyJob).then(
      (verified) => {
        channel.send(verified)
      },
      (error: unknown) => {
        channel.send({ kind: 'failed', failure: asFailure(error) })
      },
    )
  })
}
