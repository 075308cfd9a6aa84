import { randomUUID } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { attachmentBytes } from '../shared/attachments.ts'
import type { Consent } from '../shared/cases/act.ts'
import type { Database } from './database/database.ts'
import { Refused } from './problems.ts'
import { actAsDepartment, type DeskAct, deskCase, deskPaper, deskQueue } from './store/desk.ts'

type Values = Readonly<Record<string, string>>
type Said = { act: string; fields: (last: (...acts: readonly string[]) => string) => Record<string, unknown> }

const text = (values: Values, name: string): string => values[name] ?? ''

/** What each command of the desk says, in the words of the machines. */
const says: Readonly<Record<string, (values: Values) => Said>> = {
  consent: (values) => ({ act: 'consentExtension', fields: () => ({ n: Number(text(values, 'days')) }) }),
  coordinate: (values) => ({ act: 'coordinate', fields: () => ({ outcome: text(values, 'outcome') }) }),
  fail: (values) => ({ act: 'failCoordination', fields: () => ({ outcome: text(values, 'outcome') }) }),
  decide: (values) => ({ act: 'decide', fields: () => ({ decision: text(values, 'decision'), by: text(values, 'by'), with: text(values, 'with') }) }),
  feedback: (values) => ({ act: 'feedback', fields: () => ({ result: text(values, 'result') }) }),
  opinion: (values) => ({ act: 'opinion', fields: () => ({ opinion: text(values, 'opinion') }) }),
  answer: (values) => ({ act: 'answer', fields: () => ({ result: text(values, 'result') }) }),
  order: (values) => ({ act: 'order', fields: () => ({ matter: text(values, 'matter'), by: text(values, 'on'), orderedBy: text(values, 'by') }) }),
  accept: (values) => ({ act: 'accept', fields: (last) => ({ to: last('rectify'), opinion: text(values, 'opinion') }) }),
  again: (values) => ({ act: 'again', fields: (last) => ({ to: last('rectify'), matter: text(values, 'matter'), by: text(values, 'on') }) }),
  message: (values) => ({ act: 'message', fields: () => ({ text: text(values, 'text') }) }),
}

export const isDeskCommand = (command: string): boolean => {
  const [word, name = ''] = command.split(' ')
  return word === 'review' && (name === 'cases' || name === 'case' || name === 'paper' || Object.hasOwn(says, name))
}

const papersIn = async (files: readonly string[]): Promise<DeskAct['papers']> => {
  const papers = []
  for (const file of files) {
    try {
      if ((await stat(file)).size > attachmentBytes) throw new Refused('request.tooLarge', file)
      papers.push({ name: basename(file), body: await readFile(file) })
    } catch (error) {
      throw error instanceof Refused ? error : new Refused('package.file', file)
    }
  }
  return papers
}

const dayInChina = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** One command of the department's desk. Throws a Refused. */
export const atDesk = async (db: Database, command: string, values: Values, files: readonly string[], now: Date): Promise<Record<string, unknown>> => {
  const name = command.slice('review '.length)
  if (name === 'cases') return { cases: await deskQueue(db) }
  const id = text(values, 'id')
  const opens = name === 'order' && id === ''
  if (!opens && !z.uuid().safeParse(id).success) throw new Refused('case.unknown', id)
  if (name === 'case') return deskCase(db, id)
  if (name === 'paper') {
    const [file] = files
    if (file === undefined) throw new Refused('package.file', '--file')
    const body = await deskPaper(db, id, text(values, 'sha256'))
    await writeFile(file, body, { flag: 'wx' })
    return { file, bytes: body.length }
  }
  const said = says[name]?.(values)
  if (said === undefined) throw new Refused('request.notFound', name)
  const consents: Consent[] = values.consent === undefined ? [] : [{ need: 'headConsent', by: values.consent, on: dayInChina(now), evidence: '' }]
  return actAsDepartment(
    db,
    {
      ...said,
      caseId: opens ? null : id,
      head: opens ? { kind: 'complaint', title: text(values, 'title') || '责令限期整改', respondent: text(values, 'agency') } : null,
      officer: text(values, 'officer') || '主管部门',
      number: text(values, 'number'),
      note: text(values, 'note'),
      consents,
      papers: await papersIn(files),
    },
    randomUUID(),
    now,
  )
}
