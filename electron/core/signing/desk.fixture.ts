import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Input, Output } from '../../../shared/contract.ts'
import type { KeyAlgorithm } from '../../../shared/signing/algorithms.ts'
import type { Subject } from '../../../shared/signing/statement.ts'
import { makeTestCore, type TestCore, type TestOptions, type TestUser } from '../vault/testing.ts'

/** One agency with its vault, a clock of its own, and somebody who may sign for it. */
export type Desk = TestCore & {
  agency: string
  /** Sets the clock and signs in: at another time the vault has locked itself. */
  at(moment: string, user: TestUser): Promise<void>
  put(name: string, data: string | Uint8Array): string
  /** A key of this user's, who is signed in afterwards. */
  keyOf(user: TestUser, algorithm?: KeyAlgorithm): Promise<string>
  /** Previews and signs what the preview showed; the bundle's path. */
  sign(keyId: string, subject: Subject, files: readonly string[], out: string): Promise<Output<'signing.sign'> & { path: string }>
  countersign(keyId: string, bundle: string, out: string): Promise<Output<'signing.countersign'> & { path: string }>
  verify(file: string, received?: Input<'signing.verify'>['received']): Promise<Output<'signing.verify'>>
}

export const keySecret = { keyPassphrase: 'a passphrase of the key 17' }
export const newKeySecret = { newKeyPassphrase: keySecret.keyPassphrase }

export const civil = '澄湖市民政局'
export const police = '澄湖市公安局'

export const subjectOf = (over: Partial<Subject> = {}): Subject => ({
  kind: 'agreement',
  id: 'XY-2026-017',
  version: 1,
  signers: [
    { agency: civil, as: '甲方' },
    { agency: police, as: '乙方' },
  ],
  content: { 名称: '政务信息资源共享安全保密协议', 期限: '2026-12-01至2027-11-30', 条款: ['限定用途', '不得提供给第三方'] },
  ...over,
})

export const openSigningDesk = async (agency: string, options: TestOptions = {}): Promise<Desk> => {
  const clock = { now: '2026-11-27T02:00:00.000Z' }
  const one = await makeTestCore({ ...options, ports: { now: () => new Date(clock.now), ...options.ports } })
  const { value, temp } = one
  await one.as('sys')
  await value('profile.save', { patch: { agency } })
  const desk: Desk = {
    ...one,
    agency,
    at: async (moment, user) => {
      clock.now = moment
      await one.as(user)
    },
    put: (name, data) => {
      const path = join(temp, name)
      writeFileSync(path, data)
      return path
    },
    keyOf: async (user, algorithm = 'sm2') => {
      await one.as(user)
      return (await value('signing.createKey', { algorithm }, newKeySecret)).key.id
    },
    sign: async (keyId, subject, files, out) => {
      const { shown } = await value('signing.preview', { keyId, subject, files: [...files] })
      const path = join(temp, out)
      return { ...(await value('signing.sign', { keyId, subject, files: [...files], shown, secrecy: '不涉密', file: path }, keySecret)), path }
    },
    countersign: async (keyId, bundle, out) => {
      const { shown } = await value('signing.preview', { keyId, bundle })
      const path = join(temp, out)
      return { ...(await value('signing.countersign', { keyId, bundle, shown, secrecy: '不涉密', file: path }, keySecret)), path }
    },
    verify: (file, received) => value('signing.verify', { file, ...(received === undefined ? {} : { received }) }),
  }
  return desk
}

/** The head may sign agreements this year. */
export const authorise = async (desk: Desk, user: TestUser, over: Partial<Input<'signing.recordAuthorisation'>> = {}): Promise<string> => {
  await desk.as('keeper')
  const given = {
    user,
    number: '澄民授〔2026〕3号',
    authorisedBy: '王局长',
    title: '授权代表',
    scope: ['agreement'],
    fromOn: '2026-01-01',
    untilOn: '2026-12-31',
  }
  return (await desk.value('signing.recordAuthorisation', { ...given, ...over })).authorisation.id
}
