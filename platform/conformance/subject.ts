import type { Verdict } from '../../shared/platform-api/schemas.ts'
import { enrolWith, newProbe, type Probe, pushTo } from './client.ts'

/** Two agencies; one that has no part in what they do; the competent department. */
export type Who = 0 | 1 | 'third' | 'department'

/** What the suite needs of a platform beside its address: devices of two agencies, and its administrator's acts. */
export type Subject = {
  base: string
  /** A fresh enrolment code for one of two agencies. */
  code(agency: 0 | 1): Promise<string>
  /** Of an agency beside the two, and of the department; null: there is none here. */
  third: (() => Promise<string>) | null
  department: (() => Promise<string>) | null
  /** null: can not be done from here; what needs it is skipped. */
  publish: ((id: string) => Promise<void>) | null
  revoke: ((deviceId: string) => Promise<void>) | null
  /** The department's answer to a submission: accepted, or returned with a reason. */
  answer: ((id: string, reason: string | null) => Promise<void>) | null
}
export type Check = { name: string; article: string; needs?: 'publish' | 'revoke' | 'third' | 'department' | 'answer'; run(subject: Subject): Promise<void> }
export type Result = { name: string; article: string; outcome: 'ok' | 'failed' | 'skipped'; why: string }

export type Enrolled = Probe & { agency: string }
/** An enrolled device of an agency, with its name. */
export const device = async (subject: Subject, who: Who): Promise<Enrolled> => {
  const probe = await newProbe(subject.base)
  const code = typeof who === 'number' ? await subject.code(who) : await subject[who]?.()
  if (code === undefined) throw new Error(`no code for ${who}`)
  const answer = await enrolWith(probe, code)
  expectThat(answer.status === 200, `enrolment answered ${answer.status}`)
  const { token, agency } = answer.json as { token: string; agency: { name: string } }
  return { ...probe, token, agency: agency.name }
}
export const expectThat = (truth: boolean, otherwise: string): void => {
  if (!truth) throw new Error(otherwise)
}
export const saysCode = (answer: { status: number; json: unknown }, status: number, what: string): void =>
  expectThat(answer.status === status, `${what}: answered ${answer.status} instead of ${status}`)

export const one = async (probe: Probe, change: unknown): Promise<Verdict> => {
  const [verdict] = (await pushTo(probe, [JSON.parse(JSON.stringify(change))])).verdicts
  if (verdict === undefined) throw new Error('no verdict')
  return verdict
}
export const verdictIs = (verdict: Verdict, wanted: string, what: string): void =>
  expectThat(verdict.verdict === wanted, `${what}: ${verdict.verdict} instead of ${wanted}`)
