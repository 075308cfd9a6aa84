import type { AnswerKind } from '../../../shared/entry-life.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { Verdict } from '../../../shared/platform-api/schemas.ts'
import { applyVerdict } from '../sync/apply-verdicts.ts'
import { type Applying, applyingWith } from '../sync/applying.ts'
import { outgoingOf } from '../sync/outbox.ts'
import { readPlatform } from '../sync/platform.ts'
import { putShadow, shadowOf } from '../sync/shadow.ts'
import { handedAt } from './handover.ts'
import { dropRows } from './identity.ts'

const answers = (kind: AnswerKind): boolean => kind === 'returned' || kind === 'published'

export type HandAnswer = { kind: AnswerKind; receivedAt: string; number: string; reason: string; evidence: string; publishedOn: string | null }

/**
 * The department's answer that was entered by hand with its evidence, where the platform works by sheets alone: it answers
 * what was handed over before it, as a listing would. A return sends the change to the tray, a publication confirms the text
 * that left. That it was submitted says only that it was handed in.
 */
export const takeHandAnswer = (applying: Pick<Applying, 'db' | 'stamp'>, id: string, said: HandAnswer): void => {
  const { db, stamp } = applying
  const platform = readPlatform(db)
  if (platform?.kind !== 'listing') return
  const whole: Applying = { ...applyingWith(db, stamp, platform.agencyId), evidence: said.evidence }
  const out = outgoingOf(db, id)
  const handed = out?.state === 'sent' ? handedAt(db, out.changeId) : null
  if (out !== undefined && handed !== null && dayInChina(handed) <= dayInChina(said.receivedAt) && out.kind === 'patch' && answers(said.kind)) {
    const version = (shadowOf(db, id)?.version ?? 0) + 1
    const common = { changeId: out.changeId, receivedAt: said.receivedAt, now: null, receiptId: stamp.newId() }
    const problem = { type: '', title: said.reason, status: 422, detail: said.evidence, code: 'listing.returned' }
    const verdict: Verdict =
      said.kind === 'returned' ? { ...common, verdict: 'rejected', version: null, problem } : { ...common, verdict: 'applied', version, problem: null }
    applyVerdict(whole, out, verdict, false)
    // What the sheet said before is not what stands there now.
    dropRows(db, id)
  }
  const shadow = shadowOf(db, id)
  if (shadow === undefined) return
  const publishedOn = said.kind === 'published' ? (said.publishedOn ?? shadow.state.publishedOn) : shadow.state.publishedOn
  const state = {
    ...shadow.state,
    status: said.kind,
    reason: said.kind === 'returned' ? said.reason : '',
    answeredAt: said.receivedAt,
    number: said.number,
    publishedOn,
  }
  if (said.publishedOn === null) putShadow(db, { ...shadow, state })
  // With its day it is another text than that of the version here that said the same.
  else putShadow(db, { ...shadow, state, content: { ...shadow.content, publishedOn: said.publishedOn }, localVersion: 0 })
}
