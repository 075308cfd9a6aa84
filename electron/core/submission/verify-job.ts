import { Refusal } from '../../../shared/errors.ts'
import type { Words } from '../../../shared/regulations/pack.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { type FigureRef, namedIndicators, refKey } from '../../../shared/submissions/template.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { readUpTo } from '../read-up-to.ts'
import { readBundle } from '../signing/bundle.ts'
import { readTrust } from '../signing/certificates.ts'
import { verifyBundle } from '../signing/verify.ts'
import { computeFigures } from '../statistics/compute.ts'
import { rowsDigest } from './freeze-job.ts'
import { mostTwinBytes, readTwin } from './taking.ts'
import { type Digests, digestsOf } from './write-twin.ts'

export type Problem = { figure: FigureRef | null; words: Words }
export type Verified = Digests & {
  document: Pick<SubmissionDocument, 'id' | 'version' | 'agency' | 'period'>
  problems: Problem[]
  verdict: BundleVerdict | null
}

/** Whether every computed figure follows from the rows that are with it, and the rows are those that were frozen. */
export const problemsIn = (document: SubmissionDocument): Problem[] => {
  const problems: Problem[] = []
  if (rowsDigest(document.rows) !== document.computed.rowsSha256) {
    problems.push({ figure: null, words: { zh: '所附的行不是冻结时的行。', en: 'The rows are not those that were frozen.' } })
  }
  const indicators = namedIndicators(document.template).filter(({ formula }) => formula.kind !== 'manual')
  const again = new Map(computeFigures(indicators, document).map((figure) => [refKey(figure), figure]))
  const told = new Map(document.figures.filter(({ origin }) => origin === 'computed').map((figure) => [refKey(figure), figure]))
  for (const key of new Set([...again.keys(), ...told.keys()])) {
    const [now, was] = [again.get(key), told.get(key)]
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

const isZip = (data: Buffer): boolean => data.subarray(0, 2).toString('latin1') === 'PK'

/** An exported JSON, or the bundle it was signed in. */
export const verifyFile = async (db: ReadDb, path: string, name: string, now: string): Promise<Verified> => {
  const data = await readUpTo(path, name, (size) => {
    if (size > mostTwinBytes) throw new Refusal('submission.fileForm', { name, why: `> ${mostTwinBytes >> 20} MiB` })
  })
  let bytes = data
  let verdict: BundleVerdict | null = null
  if (isZip(data)) {
    const { bundle, findings } = await readBundle(data, name)
    verdict = verifyBundle(bundle, findings, { trust: readTrust(db), now, received: null, sha256: sha256Hex(data) })
    const twin = [...bundle.files].find(([file]) => file.endsWith('.json'))?.[1]
    if (twin === undefined) throw new Refusal('submission.fileForm', { name, why: '报送.json' })
    bytes = twin
  }
  const document = readTwin(bytes, name)
  const { id, version, agency, period } = document
  return { document: { id, version, agency, period }, problems: problemsIn(document), verdict, ...digestsOf(bytes) }
}
