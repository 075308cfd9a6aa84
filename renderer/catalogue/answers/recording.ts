import type { Answer } from '../../../shared/contract/answers.ts'
import { answersFor, type Life, mayRecord } from '../../../shared/entry-life.ts'
import { may, useSession } from '../../app/session.tsx'
import { useOnPlatform } from '../../sync/use-sync-state.ts'

/** What can be recorded or decided of entries. */
export const whats = ['check', 'assess', 'approval', 'agree', 'submit', 'answer', 'review'] as const
export type What = (typeof whats)[number]

/** These entries, each at the version that was seen; `life` where it is one entry's. */
export type Recording = { what: What; entries: ReadonlyMap<string, number>; life: Life | null; assessment?: Extract<Answer['kind'], `${string}Assessed`> }

export type DialogProps = { recording: Recording; onClose(): void; onDone(): void }

const callOf = {
  check: 'catalogue.markChecked',
  assess: 'catalogue.recordAssessment',
  approval: 'catalogue.approval',
  agree: 'catalogue.agree',
  submit: 'sync.submit',
  answer: 'catalogue.submit',
  review: 'catalogue.recordReview',
} as const satisfies Record<What, string>

const fits: Readonly<Record<What, (life: Life) => boolean>> = {
  check: (life) => mayRecord('checked', life),
  assess: () => true,
  approval: ({ status }) => status === 'checked' || status === 'agreed',
  agree: (life) => mayRecord('agreed', life) || mayRecord('declined', life),
  // One entry's is in its own section, beside its papers.
  submit: () => false,
  answer: (life) => answersFor(life).length > 0,
  review: () => true,
}

/** What this session may do with an entry in this state; null: with several, in whatever state. */
export const useWhats = (life: Life | null): What[] => {
  const session = useSession()
  const onPlatform = useOnPlatform()
  return whats.filter((what) => may(session, callOf[what]) && (life === null || fits[what](life)) && (what !== 'submit' || onPlatform))
}

export const listed = (entries: ReadonlyMap<string, number>): { id: string; base: number }[] => [...entries].map(([id, base]) => ({ id, base }))
