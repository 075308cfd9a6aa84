import { canonicalJson } from '../../../shared/canonical.ts'
import type { Words } from '../../../shared/regulations/pack.ts'
import type { Subject } from '../../../shared/signing/statement.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import type { Indicator } from '../../../shared/statistics/indicator.ts'
import type { Fact, SourceName } from '../../../shared/statistics/sources.ts'
import type { SourceRow, SubmissionDocument } from '../../../shared/submissions/document.ts'
import { type FigureRef, namedIndicators, refKey } from '../../../shared/submissions/template.ts'
import { createSha256 } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { computeFigures } from '../statistics/compute.ts'
import { type Others, type Place, readHandedIn } from './handed-in.ts'
import { type Digests, digestsOf } from './pieces.ts'
import { readRowsFile, readTwin } from './read-document.ts'

export type Problem = { figure: FigureRef | null; words: Words }
export type Verified = Digests & {
  document: Pick<SubmissionDocument, 'id' | 'version' | 'agency' | 'period'>
  problems: Problem[]
  verdict: BundleVerdict | null
}

const about = (zh: string, en: string): Problem => ({ figure: null, words: { zh, en } })

/** Of a row what these indicators ask of it; a text that many rows say is held once. */
const lightener = (indicators: readonly Indicator[]) => {
  const asked = JSON.stringify(indicators)
  const texts = new Map<string, string>()
  const once = (fact: Fact): Fact => {
    if (typeof fact !== 'string') return fact
    const known = texts.get(fact)
    if (known === undefined) texts.set(fact, fact)
    return known ?? fact
  }
  return ({ facts, ...row }: SourceRow): SourceRow => ({
    ...row,
    ...{ id: '', label: '', ref: nowhere },
    facts: Object.fromEntries(Object.entries(facts).flatMap(([name, fact]) => (asked.includes(JSON.stringify(name)) ? [[name, once(fact)]] : []))),
  })
}
const nowhere: SourceRow['ref'] = { kind: 'task', id: '' }

type Rows = Partial<Record<SourceName, SourceRow[]>>

/** All rows with the document and beside it, in the order their digest is made in; `missing`: sources that are not whole here. */
const rowsWith = async (document: SubmissionDocument, others: Others, indicators: readonly Indicator[]) => {
  const problems: Problem[] = []
  const missing = new Set<SourceName>()
  const rows: Rows = {}
  const light = lightener(indicators)
  const hash = createSha256()
  const files = document.beside ?? []
  const sources = [...new Set([...(Object.keys(document.rows) as SourceName[]), ...files.map(({ source }) => source)])].sort()
  hash.update('{')
  for (const [at, source] of sources.entries()) {
    hash.update(`${at === 0 ? '' : ','}${JSON.stringify(source)}:[`)
    const kept: SourceRow[] = []
    const take = (row: SourceRow) => {
      hash.update(`${kept.length === 0 ? '' : ','}${canonicalJson(row)}`)
      kept.push(light(row))
    }
    for (const row of document.rows[source] ?? []) take(row)
    for (const file of files.filter((each) => each.source === source)) {
      const data = await others(file.sha256)
      if (data === null) {
        missing.add(source)
        problems.push(
          about(
            `“${file.name}”（${file.rows} 行）没有一并交来，由它算出的数未核算。`,
            `“${file.name}” (${file.rows} rows) was not handed in: figures that come of it were not computed again.`,
          ),
        )
      } else for await (const row of readRowsFile(data, file)) take(row)
    }
    hash.update(']')
    rows[source] = kept
  }
  hash.update('}')
  return { rows, missing, problems, rowsSha256: hash.hex() }
}

/** Whether every computed figure follows from the rows that are with it, and the rows are those that were frozen. */
const problemsIn = async (document: SubmissionDocument, others: Others): Promise<Problem[]> => {
  const counted = namedIndicators(document.template).filter(({ formula }) => formula.kind !== 'manual')
  const { rows, missing, problems, rowsSha256 } = await rowsWith(document, others, counted)
  if (missing.size === 0 && rowsSha256 !== document.computed.rowsSha256) {
    problems.push(about('所附的行不是冻结时的行。', 'The rows are not those that were frozen.'))
  }
  const indicators = counted.filter(({ formula }) => formula.kind !== 'manual' && !missing.has(formula.source))
  const known = new Set(indicators.map(({ id }) => id))
  const uncounted = new Set(counted.filter(({ id }) => !known.has(id)).map(({ id }) => id))
  const again = new Map(computeFigures(indicators, { rows }).map((figure) => [refKey(figure), figure]))
  const told = document.figures.filter(({ origin, indicator }) => origin === 'computed' && !uncounted.has(indicator))
  const said = new Map(told.map((figure) => [refKey(figure), figure]))
  for (const key of new Set([...again.keys(), ...said.keys()])) {
    const [now, was] = [again.get(key), said.get(key)]
    if (now?.value === was?.value && now?.over === was?.over && now?.under === was?.under) continue
    const { indicator, key: of } = (was ?? now) as FigureRef
    const name = indicators.find(({ id }) => id === indicator)?.words ?? { zh: indicator, en: indicator }
    problems.push({
      figure: { indicator, key: of },
      words: {
        zh: `“${name.zh}”写的是 ${was?.value ?? '无'}，按所附的行为 ${now?.value ?? '无'}。`,
        en: `“${name.en}” says ${was?.value ?? 'nothing'}; by its rows it is ${now?.value ?? 'nothing'}.`,
      },
    })
  }
  return problems
}

/** Whether what was signed is this text: a bundle may hold the signatures of another. */
export const signedIsThis = (subject: Subject | null, { id, version }: Pick<SubmissionDocument, 'id' | 'version'>, sha256: string): boolean =>
  subject?.kind === 'submission' && subject.id === id && subject.version === version && subject.content.sha256 === sha256

/** An exported JSON, or the bundle it was signed in, with the files of rows beside it. */
export const verifyFiles = async (db: ReadDb, file: Place, beside: readonly Place[], now: string): Promise<Verified> => {
  const { bytes, name, others, signed } = await readHandedIn(db, file, beside, now)
  const document = readTwin(bytes, name)
  const { id, version, agency, period, form } = document
  const digests = await digestsOf(bytes)
  const problems = await problemsIn(document, others)
  if (signed !== null && !signedIsThis(signed.subject, document, digests.sha256))
    problems.unshift(about('签名包中签署的不是其中的这份报送。', 'What was signed in the bundle is not the submission in it.'))
  if (signed !== null && form !== undefined && (await others(form.sha256)) === null)
    problems.push(about('签名包中没有这份报送所用的表样。', 'The bundle has not the form the submission was written in.'))
  return { document: { id, version, agency, period }, problems, verdict: signed?.verdict ?? null, ...digests }
}
