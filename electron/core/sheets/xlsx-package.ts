import { isDateFormat } from 'hucre'
import { broken } from './refuse.ts'
import type { ReadLimits } from './types.ts'
import { readPart, type XmlHandler, xmlScanner } from './xml.ts'
import { inflatePart, type ZipPart } from './zip.ts'

/** A worksheet's place in its package. */
export type WorkbookSheet = { name: string; hidden: boolean; part: ZipPart }

export type Workbook = {
  sheets: WorkbookSheet[]
  /** Days count from 1904 (old Macintosh files). */
  from1904: boolean
  sharedStrings: ZipPart | null
  styles: ZipPart | null
}

export type Package = { data: Buffer; parts: ReadonlyMap<string, ZipPart>; limits: ReadLimits; signal: AbortSignal | undefined }

type Relation = { id: string; type: string; target: string }

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1)

/** A target as the part it names; absolute ones start at the package's root (ECMA-376 part 2, 8.3). */
const resolve = (folder: string, target: string): string => {
  const path: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).replaceAll('\\', '/').split('/'))
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  return path.join('/').toLowerCase()
}

const readXml = async (pack: Package, part: ZipPart, handler: XmlHandler): Promise<void> => {
  await readPart(inflatePart(pack.data, part, pack.signal), xmlScanner(part.name, handler))
}

/** Parts that list and describe are small; one that is not would only fill memory. */
const describing = (pack: Package, name: string): ZipPart | null => {
  const part = pack.parts.get(name) ?? null
  if (part !== null && part.unpacked > 32 << 20) throw broken(part.name)
  return part
}

const relations = async (pack: Package, of: string): Promise<Relation[]> => {
  const folder = folderOf(of)
  const part = describing(pack, `${folder}_rels/${of.slice(folder.length)}.rels`)
  const found: Relation[] = []
  if (part !== null)
    await readXml(pack, part, {
      tags: ['Relationship'],
      open: (_, attributes) => {
        if (attributes.text('TargetMode') === 'External') return
        const type = attributes.text('Type') ?? ''
        found.push({
          id: attributes.text('Id') ?? '',
          type: type.slice(type.lastIndexOf('/') + 1),
          target: resolve(folder, attributes.text('Target') ?? ''),
        })
      },
    })
  return found
}

/** Where the package keeps its workbook; null when it is some other document. */
export const workbookPart = async (pack: Package): Promise<ZipPart | null> => {
  const named = (await relations(pack, '')).find(({ type }) => type === 'officeDocument')
  const name = named !== undefined && pack.parts.has(named.target) ? named.target : 'xl/workbook.xml'
  return name.startsWith('xl/') || name.endsWith('workbook.xml') ? describing(pack, name) : null
}

/** The sheets in their order. Chart and dialogue sheets have no cells and are left out. */
export const readWorkbook = async (pack: Package, part: ZipPart): Promise<Workbook> => {
  const related = await relations(pack, part.name)
  const workbook: Workbook = { sheets: [], from1904: false, sharedStrings: null, styles: null }
  let unrelated = 0
  await readXml(pack, part, {
    tags: ['workbookPr', 'sheet'],
    open: (tag, attributes) => {
      if (tag === 'workbookPr') workbook.from1904 = ['1', 'true'].includes(attributes.text('date1904') ?? '')
      if (tag !== 'sheet') return
      const id = attributes.text('id')
      const relation = related.find((candidate) => candidate.id === id)
      if (relation !== undefined && ['chartsheet', 'dialogsheet'].includes(relation.type)) return
      // Some programs forget the relation, but all name the part alike.
      const sheet = pack.parts.get(relation?.target ?? `xl/worksheets/sheet${++unrelated}.xml`)
      if (sheet !== undefined)
        workbook.sheets.push({ name: attributes.text('name') ?? '', hidden: (attributes.text('state') ?? 'visible') !== 'visible', part: sheet })
    },
  })
  for (const { type, target } of related) {
    if (type === 'sharedStrings') workbook.sharedStrings = pack.parts.get(target) ?? null
    if (type === 'styles') workbook.styles = describing(pack, target)
  }
  return workbook
}

/** Built-in formats that show a day or a time; 27-36 and 50-58 are those of East Asian editions (ECMA-376 part 1, 18.8.30). */
const isDateId = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** What a cell's format makes of a number. */
export type StyleKind = 'general' | 'number' | 'percent' | 'day' | 'text'

const kindOf = (id: number, code: string | undefined): StyleKind => {
  if (code === undefined ? isDateId(id) : isDateFormat(code)) return 'day'
  if (code === '@' || id === 49) return 'text'
  if (code === undefined ? id === 9 || id === 10 : code.replace(/"[^"]*"|\\./g, '').includes('%')) return 'percent'
  return id === 0 || code?.toLowerCase() === 'general' ? 'general' : 'number'
}

/** Of each cell style, by its number. */
export const readStyleKinds = async (pack: Package, part: ZipPart | null): Promise<StyleKind[]> => {
  const formats = new Map<number, string>()
  const styles: StyleKind[] = []
  let inside = false
  if (part !== null)
    await readXml(pack, part, {
      tags: ['numFmt', 'cellXfs', 'xf'],
      open: (tag, attributes) => {
        if (tag === 'numFmt') formats.set(Number(attributes.text('numFmtId')), attributes.text('formatCode') ?? '')
        else if (tag === 'cellXfs') inside = true
        else if (inside) {
          const id = Number(attributes.text('numFmtId') ?? 0)
          styles.push(kindOf(id, formats.get(id)))
        }
      },
      close: (tag) => {
        if (tag === 'cellXfs') inside = false
      },
    })
  return styles
}

/** For each cell style, whether its numbers are days. */
export const readDateStyles = async (pack: Package, part: ZipPart | null): Promise<boolean[]> =>
  (await readStyleKinds(pack, part)).map((kind) => kind === 'day')

/** Comments, text boxes and the document's properties, by the names that all programs give their parts. */
const asidePart = /(?:^|\/)(?:comments|threadedcomment|drawing)[^/]*\.xml$|^docprops\/[^/]+\.xml$/
/** Where one text ends and the next begins; the runs inside belong together. */
const asideEnds = [
  'p',
  'comment',
  'text',
  'title',
  'subject',
  'creator',
  'keywords',
  'description',
  'category',
  'contentStatus',
  'lpwstr',
  'Company',
  'Manager',
]

/** The texts that stand beside the cells: a classification mark is as often there (practice L1). */
export const readAsides = async (pack: Package): Promise<string[]> => {
  const texts: string[] = []
  for (const name of pack.parts.keys()) {
    const part = asidePart.test(name) ? describing(pack, name) : null
    if (part === null) continue
    const runs: string[] = []
    const end = () => {
      runs.push('\n')
    }
    await readXml(pack, part, { tags: asideEnds, open: end, close: end, text: (decode) => runs.push(decode()) })
    texts.push(runs.join(''))
  }
  return texts
}
