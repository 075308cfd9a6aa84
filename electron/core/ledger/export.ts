import { writeFile } from 'node:fs/promises'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { type Language, Refusal } from '../../../shared/errors.ts'
import { ledgerOf, statesOf } from '../../../shared/ledgers/ledgers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext } from '../context.ts'
import { renderDocument } from '../documents/render-document.ts'
import { readProfile } from '../profile/stored-profile.ts'
import type { Stamp } from '../sheets/types.ts'
import { readLedger, writeRecorded, written } from '../transfer/export.ts'
import { readLaw } from '../work/law.ts'
import { type Asked, refuseUnknown } from './anchors.ts'
import { ledgerPaper, mostRows } from './paper.ts'

/** What was asked for, as it stands under the title. */
const aboutOf = ({ kind, by, from, until, state, other }: Asked, language: Language): string => {
  const { days } = ledgerOf(kind)
  const day = (days.find((one) => one.by === by) ?? days[0])?.words[language] ?? ''
  const zh = language === 'zh'
  const period =
    from === undefined && until === undefined
      ? ''
      : zh
        ? `${day}：${from ?? '最早'}至${until ?? '今'}`
        : `${day}: ${from ?? 'the first'} to ${until ?? 'today'}`
  const standing = statesOf(kind).find((one) => one.state === state)?.words[language] ?? ''
  const parts = [
    period,
    standing === '' ? '' : zh ? `状态：${standing}` : `state: ${standing}`,
    other === '' ? '' : zh ? `对方单位含“${other}”` : `other agency with "${other}"`,
  ].filter((part) => part !== '')
  return parts.join(zh ? '；' : '; ')
}

type Wanted = { asked: Asked; lang: Language; about: string; stamp: Stamp; format: 'pdf' | 'docx' }

/** A paper's rows are read by the writing process, and the paper is made by another. */
const writePaperTo = async (path: string, { asked, lang, about, stamp, format }: Wanted, context: AsideContext) => {
  const most = mostRows(asked.kind, format)
  const { location } = context.vault
  const job = { what: 'ledger' as const, path, stamp, extensions: [], location, asked, language: lang, format: 'paper' as const, about, most, now: stamp.at }
  const { total, rows, sealed } = await readLedger(job, context)
  if (total > most) throw new Refusal('ledger.tooLong', { rows: total, most })
  const facts = { kind: asked.kind, lang, about, on: stamp.on, profile: readProfile(context.db), law: readLaw(context.db, stamp.at), rows, sealed }
  const { agency, user, on, purpose } = stamp
  const made = await renderDocument({ ...ledgerPaper(facts), stamp: { agency, user, on, purpose } }, format, context)
  await writeFile(path, made.bytes)
  return { entries: total, bytes: made.bytes.length, sha256: made.sha256 }
}

export const exportLedger = async (input: Parsed<'ledger.export'>, context: AsideContext): Promise<Output<'ledger.export'>> => {
  const { secrecy, file, format, purpose, lang, ...asked } = input
  askSecrecy(secrecy)
  refuseMarks([purpose, asked.other])
  refuseUnknown(asked, ledgerOf(asked.kind).days)
  const about = aboutOf(asked, lang)
  const { location } = context.vault
  const { entries, bytes, sha256 } = await writeRecorded(
    {
      what: `ledger ${asked.kind}, ${format}`,
      handle: file,
      purpose,
      write: (path, stamp) =>
        format === 'pdf' || format === 'docx'
          ? writePaperTo(path, { asked, lang, about, stamp, format }, context)
          : written({ what: 'ledger', path, stamp, extensions: [], location, asked, language: lang, format, about, most: 0, now: stamp.at }, context),
      note: (answer) => `${answer.entries} lines`,
    },
    context,
  )
  return { rows: entries, sha256, bytes }
}
