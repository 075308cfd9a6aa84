import { machines } from '../../../shared/cases/machines.ts'
import { heldOf } from '../attachments/queries.ts'
import { actsOf, type CaseFile, filesBetween, papersOf, type StoredAct } from '../case/queries.ts'
import type { ReaderHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { isBetween, otherAgency, ownAgencyName } from './peer-parties.ts'

const beforeOpened = { zh: '起草中', en: 'being drafted' }

/** What may be shown of a case: nothing that stays in the office that did it. */
export const actsToShow = (db: ReadDb, { rid, kind }: CaseFile): StoredAct[] => actsOf(db, rid).filter(({ act }) => machines[kind].acts[act]?.internal !== true)

/** They go with what was issued and not delivered, unless others are chosen. */
export const issuedPapers = (acts: readonly StoredAct[]): ReadonlySet<string> =>
  new Set(acts.flatMap(({ status, statement }) => (status === 'issued' ? statement.papers.map(({ sha256 }) => sha256) : [])))

export const isDraft = ({ status }: StoredAct): boolean => status === 'draft' || status === 'returned'

const atOnce = 100

export const fileFacts = ({ id, kind, number, head }: CaseFile) => ({ id, kind, number, title: head.title })

export const ferryViewHandlers: ReaderHandlers<'ferry.casesFor'> = {
  'ferry.casesFor': ({ to, text }, { db }) => {
    const us = ownAgencyName(db)
    const them = otherAgency(db, to).party.agency.name
    const found = filesBetween(db).filter(({ head, number }) => isBetween(head, us, them) && (number.includes(text) || head.title.includes(text)))
    return {
      agency: them,
      total: found.length,
      cases: found.slice(0, atOnce).map((file) => {
        const acts = actsToShow(db, file)
        const issued = issuedPapers(acts)
        return {
          ...fileFacts(file),
          state: machines[file.kind].states[file.state]?.words ?? beforeOpened,
          closed: file.closed,
          acts: acts.filter(({ status }) => status === 'counted').length,
          issued: acts.filter(({ status }) => status === 'issued').length,
          drafts: acts
            .filter((act) => isDraft(act) && act.party === file.party)
            .map(({ id, act, statement }) => ({
              id,
              words: machines[file.kind].acts[act]?.words ?? { zh: act, en: act },
              officer: statement.officer,
              madeAt: statement.madeAt,
            })),
          papers: papersOf(db, file.rid).flatMap(({ sha256, name }) => {
            const held = heldOf(db, sha256)
            return held === undefined ? [] : [{ sha256, name, bytes: held.bytes, issued: issued.has(sha256) }]
          }),
        }
      }),
    }
  },
}
