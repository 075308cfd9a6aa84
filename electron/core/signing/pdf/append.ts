import { sha256Hex } from '../../crypto/hash.ts'
import { arrayInside, type Dictionary, dictionaryOf, type Reference, readReference, readStructure, type Structure } from './objects.ts'

/** What a PDF's own signature dictionary says; everything else of the revision follows from the file. */
export type Appearance = { name: string; at: string; reserve: number }

/** The file with an appended revision whose `Contents` is zeros. The signature is over all of it but `from`–`to`. */
export type Prepared = { bytes: Buffer; from: number; to: number }

/** A text string as UTF-16BE (ISO 32000-1, 7.9.2.2), in hex: nothing in it can end it. */
const textString = (text: string): string => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`

const pdfTime = (moment: string): string => `(D:${moment.slice(0, 19).replaceAll(/[-:T]/g, '')}Z)`

const deepestTree = 40

/** The first page, by way of the page tree. */
const firstPage = (text: string, structure: Structure, catalog: Dictionary): { reference: Reference; page: Dictionary } | null => {
  let reference = readReference(catalog.entries.get('Pages'))
  for (let depth = 0; depth < deepestTree; depth++) {
    const node = dictionaryOf(text, structure, reference)
    if (node === null || reference === null) return null
    if (node.entries.get('Type') === '/Page') return { reference, page: node }
    const kids = arrayInside(text, structure, node.entries.get('Kids'))
    reference = readReference(/^\d+ \d+ R/.exec(kids ?? '')?.[0])
  }
  return null
}

const withEntries = ({ entries }: Dictionary, more: Readonly<Record<string, string>>): string =>
  `<<\n${[...entries, ...Object.entries(more)]
    .filter(([key, value], index, all) => all.findLastIndex(([other]) => other === key) === index && value !== '')
    .map(([key, value]) => `/${key} ${value}`)
    .join('\n')}\n>>`

const pad = (value: number): string => String(value).padEnd(10, ' ')

/**
 * Appends the revision a signature stands in (ISO 32000-1, 7.5.6 and 12.8): the catalogue with a form of one invisible
 * field, the first page with its widget, the dictionary with room for `reserve` bytes. The file before it is untouched,
 * and the same input gives the same bytes, so a verifier writes it again and compares. null: the PDF has a form already,
 * is signed or encrypted, or is not of the plain form documents made here have.
 */
export const appendSignature = (pdf: Buffer, { name, at, reserve }: Appearance): Prepared | null => {
  const text = pdf.toString('latin1')
  const structure = readStructure(text)
  const rootReference = readReference(structure?.root)
  if (structure === null || rootReference === null) return null
  const catalog = dictionaryOf(text, structure, rootReference)
  if (catalog === null || catalog.entries.has('AcroForm') || catalog.entries.has('Perms')) return null
  const first = firstPage(text, structure, catalog)
  const annotations = first === null ? null : arrayInside(text, structure, first.page.entries.get('Annots'))
  if (first === null || annotations === null) return null

  const [widget, value] = [structure.size, structure.size + 1]
  const parts: string[] = [text.endsWith('\n') ? '' : '\n']
  let length = pdf.length + (parts[0] ?? '').length
  const places: { number: number; generation: number; at: number }[] = []
  const put = ({ number, generation }: Reference, body: string) => {
    const written = `${number} ${generation} obj\n${body}\nendobj\n`
    places.push({ number, generation, at: length })
    parts.push(written)
    length += written.length
  }
  put(rootReference, withEntries(catalog, { AcroForm: `<< /SigFlags 3 /Fields [${widget} 0 R] >>` }))
  put(first.reference, withEntries(first.page, { Annots: `[${annotations === '' ? '' : `${annotations} `}${widget} 0 R]` }))
  put(
    { number: widget, generation: 0 },
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (MuluSignature) /F 132 /Rect [0 0 0 0] /P ${first.reference.number} ${first.reference.generation} R /V ${value} 0 R >>`,
  )
  const head = `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ${pdfTime(at)} /Name ${textString(name)} /ByteRange [0 `
  // Where Contents begins follows from the length of what stands before it, which has a fixed width.
  const from = length + `${value} 0 obj\n`.length + head.length + 32 + '] /Contents '.length
  const to = from + 2 * reserve + 2
  const closing = ' >>'
  const numbersThen = (end: number) => `${pad(from)} ${pad(to)} ${pad(end - to)}`
  const body = (end: number) => `${head}${numbersThen(end)}] /Contents <${'0'.repeat(2 * reserve)}>${closing}`
  put({ number: value, generation: 0 }, body(0))

  const xref = length
  const lines = [...places].sort((a, b) => a.number - b.number)
  const table = `xref\n${lines.map((each) => `${each.number} 1\n${String(each.at).padStart(10, '0')} ${String(each.generation).padStart(5, '0')} n \n`).join('')}`
  const firstId = /^\[\s*(<[0-9A-Fa-f]*>)/.exec(structure.id ?? '')?.[1]
  const trailer = [
    `/Size ${structure.size + 2}`,
    `/Root ${structure.root}`,
    ...(structure.info === null ? [] : [`/Info ${structure.info}`]),
    ...(firstId === undefined ? [] : [`/ID [${firstId} <${sha256Hex(`${sha256Hex(pdf)}|${name}|${at}`).slice(0, 32)}>]`]),
    `/Prev ${structure.startXref}`,
  ]
  const tail = `${table}trailer\n<< ${trailer.join(' ')} >>\nstartxref\n${xref}\n%%EOF\n`
  const end = xref + tail.length
  parts[parts.length - 1] = `${value} 0 obj\n${body(end)}\nendobj\n`
  return { bytes: Buffer.concat([pdf, Buffer.from([...parts, tail].join(''), 'latin1')]), from, to }
}

/** Everything but `Contents`, which the signature is over. */
export const coveredBy = ({ bytes, from, to }: Prepared): Buffer => Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])

/** The signature in its place. */
export const withContents = ({ bytes, from, to }: Prepared, cms: Buffer): Buffer => {
  const hex = cms.toString('hex').padEnd(to - from - 2, '0')
  if (hex.length !== to - from - 2) throw new Error('the signature needs more room than was left for it')
  return Buffer.concat([bytes.subarray(0, from + 1), Buffer.from(hex, 'latin1'), bytes.subarray(to - 1)])
}
