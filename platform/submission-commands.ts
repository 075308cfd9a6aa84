import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { momentSchema } from '../shared/moments.ts'
import type { Database } from './database/database.ts'
import { Refused } from './problems.ts'
import { answerSubmission, type Owing, owingAgencies, submissionList, submissionPaper, submissionWhole, type Wanted } from './store/submission-desk.ts'
import { isSubmission } from './store/submissions.ts'

type Values = Readonly<Record<string, string>>

const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
const momentWords = (at: string): string => {
  const china = new Date(Date.parse(at) + 8 * 3_600_000).toISOString()
  return `${dayWords(china.slice(0, 10))}${Number(china.slice(11, 13))}时${china.slice(14, 16) === '00' ? '' : `${china.slice(14, 16)}分`}`
}

/** Names and a day, nothing else (practice P2). */
const reminder = ({ missing, returned }: Owing, { from = '', until = '' }: Wanted, by: string | null): string => {
  const named = [
    ...(missing.length === 0 ? [] : [`尚未收到：${missing.join('、')}。`]),
    ...(returned.length === 0 ? [] : [`退回后尚未重新报送：${returned.join('、')}。`]),
  ]
  if (named.length === 0) return ''
  return `请${by === null ? '尽快' : `于${momentWords(by)}前`}报送${dayWords(from)}至${dayWords(until)}的统计报表。${named.join('')}`
}

const listed = async (db: Database, values: Values) => {
  const by = values.by === undefined ? null : momentSchema.safeParse(new Date(values.by).toJSON() ?? '')
  if (by?.success === false) throw new Refused('request.invalid', `--by ${values.by}`)
  const days = [values.from, values.until]
  if (days.some((day) => day !== undefined && !z.iso.date().safeParse(day).success)) throw new Refused('request.invalid', '--from --until')
  const { kind, from, until, template } = values
  const which: Wanted = { kind, from, until, template }
  const submissions = (await submissionList(db, which)).map((one) => ({ ...one, ...(by === null ? {} : { inTime: one.firstReceivedAt <= by.data }) }))
  // Who has not submitted is a question about one period.
  if (from === undefined || until === undefined) return { submissions }
  const owing = await owingAgencies(db, which)
  return { submissions, ...owing, reminder: reminder(owing, which, by?.data ?? null) }
}

/** The desk's commands for submissions; null: it is another command, or of something else. Throws a Refused. */
export const atSubmissionDesk = async (
  db: Database,
  command: string,
  values: Values,
  files: readonly string[],
  now: Date,
): Promise<Record<string, unknown> | null> => {
  if (command === 'review submissions') return listed(db, values)
  const { id = '', reason = '', number = '', reviewer = '主管部门' } = values
  const isId = z.uuid().safeParse(id).success
  if (command === 'review submission') {
    if (!isId) throw new Refused('submission.unknown', id)
    return submissionWhole(db, id)
  }
  if (!['review accept', 'review return', 'review paper'].includes(command) || !isId || !(await isSubmission(db, id))) return null
  if (command === 'review paper') {
    const [file] = files
    if (file === undefined) throw new Refused('package.file', '--file')
    const body = await submissionPaper(db, id, values.sha256 ?? '')
    await writeFile(file, body, { flag: 'wx' })
    return { file, bytes: body.length }
  }
  const outcome = command === 'review accept' ? 'accepted' : 'returned'
  const of = values.version === undefined ? null : Number(values.version)
  return answerSubmission(db, id, { outcome, reason, number, by: reviewer, of }, now)
}
