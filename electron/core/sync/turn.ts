import type { SyncQuestion } from '../../../shared/contract/sync.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { Change, VerdictName } from '../../../shared/platform-api/schemas.ts'
import type { AsideContext, Context } from '../context.ts'
import { type Applying, applyingWith, type Many } from './applying.ts'
import { logLine, type Platform, writeAsk } from './platform.ts'
import type { Session } from './session.ts'

/** So many may be gone at once, and so large a share, before a person is asked. */
const goneCount = 20
const goneShare = 0.1
export const tooManyGone = (gone: number, living: number): boolean => gone > goneCount && gone > living * goneShare

/** One run, while it goes. */
export type Run = {
  context: AsideContext
  platform: Platform
  session: Session
  /** Set while it goes: written into the reply. */
  pulled: number
  passedOver: number
  pushed: number
  verdicts: Record<VerdictName, number>
  gone: number
  created: number
  /** Before the run; counted when it matters. */
  living: number | null
  again: Map<string, number>
}

/** Whether the platform takes what is of this kind: what came into the contract later is not sent to one that does not say so. */
export const takesKind = ({ session }: Pick<Run, 'session'>, kind: Change['kind']): boolean =>
  kind === 'act' ? session.info.takes.includes('case') : kind !== 'report' || session.info.takes.includes('submission')

export const saySubmissions = ({ ports }: Pick<AsideContext, 'ports'>): void => {
  ports.emit('changed', { noun: 'submission', ids: [] })
}

/** Lists and cases that are open show what came. */
export const sayCases = ({ ports }: Pick<AsideContext, 'ports'>): void => {
  ports.emit('changed', { noun: 'case', ids: [] })
  ports.emit('changed', { noun: 'task', ids: [] })
}

export const turn = <T>(
  context: AsideContext,
  work: (inside: Context, breathe: () => Promise<void>) => Promise<T>,
  note: (value: T) => { note: string; digest?: string },
): Promise<T> =>
  context.inTurn((inside) =>
    inside.commitLong(
      (breathe) => work(inside, breathe),
      (value) => ({ entity: 'sync', ...note(value) }),
    ),
  )

export const applyingIn = ({ db, ports, user }: Context, agencyId: string, many?: Many): Applying =>
  applyingWith(db, { at: ports.now().toISOString(), author: user.name, newId: () => ports.newId() }, agencyId, many)

/** Stops, and says so, until a person has answered (lesson 9). */
export const stop = async (context: AsideContext, question: SyncQuestion, count: number): Promise<never> => {
  await turn(
    context,
    async ({ db, ports }) => {
      writeAsk(db, question, count)
      logLine(db, ports.now().toISOString(), 'asks', null, `${question} ${count}`)
    },
    () => ({ note: `asks ${question}, ${count}` }),
  )
  throw new Refusal(`sync.asks.${question}`, { count })
}
