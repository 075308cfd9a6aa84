import { Refusal } from '../../../shared/errors.ts'
import { type VerdictName, verdictsSchema } from '../../../shared/platform-api/schemas.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { applyVerdict, type Outcome } from './apply-verdicts.ts'
import { deliver, evidenceOf } from './evidence.ts'
import { type Outgoing, outgoing } from './outbox.ts'
import { jsonOf, refusedCode } from './session.ts'
import { applyingIn, type Run, sayCases, saySubmissions, takesKind, turn } from './turn.ts'

export const changesPerPost = 200
/** An entry that meets a newer version again and again waits for the next run. */
export const againAtMost = 4

/** Sends frozen changes as they were written down. Returns the entries the platform does not know any more. */
export const post = async (going: Run, all: readonly Outgoing[]): Promise<Set<string>> => {
  // What the platform knows nothing of waits: it would refuse it for good.
  const waiting = all.filter(({ kind }) => takesKind(going, kind))
  const unknown = new Set<string>()
  let size = changesPerPost
  for (let at = 0; at < waiting.length; ) {
    const part = waiting.slice(at, at + size)
    await deliverEvidence(going, part)
    try {
      await postPart(going, part, unknown)
    } catch (error) {
      if (refusedCode(error) !== 'request.tooLarge' || size === 1) throw error
      size = Math.ceil(size / 2)
      continue
    }
    at += part.length
    going.context.progress('push', at, waiting.length)
  }
  return unknown
}

/** Papers come before what names them. */
const deliverEvidence = ({ context, session }: Run, part: readonly Outgoing[]): Promise<void> => {
  const digests = part.flatMap(({ kind, changeId }) =>
    kind === 'submit' || kind === 'act' || kind === 'report' ? evidenceOf(context.db, changeId).map(({ sha256 }) => sha256) : [],
  )
  let done = 0
  return deliver(context.db, session, [...new Set(digests)], (bytes) => {
    done += bytes
    context.progress('evidence', done, 0)
  })
}

const postPart = async (going: Run, part: readonly Outgoing[], unknown: Set<string>): Promise<void> => {
  const { context, platform, session } = going
  // A platform put back to a backup since it greeted takes none of it, where it says that it looks.
  const greeted = session.info.takes.includes('epoch') ? `"epoch":${session.info.platform.epoch},` : ''
  const answer = await session
    .ask('POST', 'v1/changes', { body: `{${greeted}"changes":[${part.map(({ body }) => body).join(',')}]}` })
    .catch((error: unknown) => {
      throw refusedCode(error) === 'epoch.changed' ? new Refusal('sync.badAnswer', { why: 'epoch' }) : error
    })
  const { verdicts, epoch } = jsonOf(verdictsSchema, answer, 'verdicts')
  // Put back to a backup meanwhile: its numbers mean something else now, and the next run asks.
  if (epoch !== session.info.platform.epoch) throw new Refusal('sync.badAnswer', { why: 'epoch' })
  const counted = await turn(
    context,
    async (inside, breathe) => {
      const applying = applyingIn(inside, platform.agencyId)
      const found: { name: VerdictName; id: string; kind: Outgoing['kind']; outcome: Outcome }[] = []
      for (const [place, verdict] of verdicts.entries()) {
        await breathe()
        // By the change's id; by its place only where it was too broken to have one, and so can only have been refused.
        const placeless = verdict.verdict === 'rejected' ? part[place] : undefined
        const sent = verdict.changeId === null ? placeless : part.find(({ changeId }) => changeId === verdict.changeId)
        const out = sent === undefined ? undefined : outgoing(inside.db, sent.changeId)
        if (out === undefined) continue
        const outcome = applyVerdict(applying, out, verdict, platform.allowed === 'forgotten')
        found.push({ name: verdict.verdict, id: out.id, kind: out.kind, outcome })
      }
      return found
    },
    (found) => ({ note: `reported ${part.length}, answered ${found.length}`, digest: sha256Hex(answer.body) }),
  )
  // Its state, or what it was merged with: a list that is open shows it.
  const moved = counted.flatMap(({ id, outcome, kind }) => (kind !== 'act' && kind !== 'report' && (outcome === 'free' || outcome === 'again') ? [id] : []))
  if (moved.length > 0) context.ports.emit('changed', { noun: 'catalogue', ids: moved.length > 100 ? [] : moved })
  if (counted.some(({ kind }) => kind === 'act')) sayCases(context)
  if (counted.some(({ kind }) => kind === 'report')) saySubmissions(context)
  for (const { name, id, outcome } of counted) {
    going.verdicts[name]++
    if (outcome === 'free') going.pushed++
    if (outcome === 'unknown') unknown.add(id)
    if (outcome === 'again') going.again.set(id, (going.again.get(id) ?? 0) + 1)
    else if (outcome === 'later' || outcome === 'unknown') going.again.set(id, againAtMost)
  }
}
