import type { EntryStatus } from '../../../shared/catalogue.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { type NewAnswer, putAnswer } from '../catalogue/answers/queries.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { WriteDb } from '../db/open.ts'

const inAgency = ['checked', 'secrecyAssessed', 'privacyAssessed', 'agreed'] as const
type Kind = (typeof inAgency)[number] | 'submitted' | 'returned' | 'published'

const trails: Readonly<Record<EntryStatus, readonly Kind[]>> = {
  draft: [],
  checked: ['checked'],
  agreed: inAgency,
  submitted: [...inAgency, 'submitted'],
  returned: [...inAgency, 'submitted', 'returned'],
  published: [...inAgency, 'submitted', 'published'],
  withdrawn: [],
}

const evidence = '示例'

/** What an invented office would have on record of an entry in this state. */
export const putSampleTrail = (db: WriteDb, rid: number, status: EntryStatus, stamp: Stamp): void => {
  const on = dayInChina(stamp.at)
  for (const kind of trails[status]) {
    const made = { id: stamp.newId(), version: 1, number: '', reason: '', evidence, recordedBy: stamp.author, recordedAt: stamp.at }
    putAnswer(db, rid, { ...made, ...particular(kind, on, stamp.at) })
  }
}

type Particular<A> = A extends NewAnswer
  ? Omit<A, 'id' | 'version' | 'number' | 'evidence' | 'recordedBy' | 'recordedAt' | 'reason'> & { reason?: string }
  : never

const particular = (kind: Kind, on: string, at: string): Particular<NewAnswer> => {
  if (kind === 'checked') return { kind }
  if (kind === 'agreed') return { kind, source: '屏幕', agreedBy: '王建华', agreedOn: on, hash: '' }
  if (kind === 'secrecyAssessed' || kind === 'privacyAssessed') {
    return { kind, conclusion: '通过', reviewedOn: on, handledBy: '李文静', officeHead: '', leader: '' }
  }
  return { kind, receivedAt: at, source: '平台', publishedOn: null, ...(kind === 'returned' ? { reason: '摘要未说明统计口径' } : {}) }
}
