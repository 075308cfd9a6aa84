import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyAlgorithm } from '../../../shared/signing/algorithms.ts'
import type { TestUser } from '../vault/testing.ts'
import type { Authority, Issue } from './authority.fixture.ts'
import { type Desk, keySecret } from './desk.fixture.ts'

/** The administrator of this desk believes this authority. */
export const believe = async (desk: Desk, authority: Authority, licensed = false): Promise<void> => {
  await desk.as('sys')
  const given = { file: authority.file, licensed, evidence: licensed ? '国密局公布名录〔2026〕1号' : '' }
  await desk.value('signing.importAuthority', { ...given, fingerprint: authority.fingerprint })
}

export const requestOf = async (desk: Desk, keyId: string): Promise<string> => {
  const file = join(desk.temp, `${keyId}.csr`)
  await desk.value('signing.exportRequest', { keyId, file }, keySecret)
  return readFileSync(file, 'utf8')
}

/** A key of this user's with a certificate of the authority's. `chain`: what stands behind it in the file. */
export const certifiedKey = async (
  desk: Desk,
  user: TestUser,
  algorithm: KeyAlgorithm,
  authority: Authority,
  options: Issue = {},
  chain = '',
): Promise<{ keyId: string; pem: string }> => {
  const keyId = await desk.keyOf(user, algorithm)
  const pem = authority.issue(await requestOf(desk, keyId), options)
  await desk.value('signing.importCertificate', { keyId, file: desk.put(`${keyId}.pem`, pem + chain) })
  return { keyId, pem }
}
