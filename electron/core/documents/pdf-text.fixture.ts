/**
 * Reads the text of a PDF that was written without packing, for tests: cross-reference and objects, ToUnicode maps, strings in the
 * order of the page's content. Knows nothing of how it was made.
 */

type Objects = Map<number, string>

const objectsOf = (pdf: Buffer): Objects => {
  const text = pdf.toString('latin1')
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1])
  const table = /^xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(text.slice(start))
  if (table === null) throw new Error('no cross-reference table')
  const objects: Objects = new Map()
  for (const [at, row] of (table[2] ?? '').trim().split('\n').entries()) {
    if (!row.includes(' n')) continue
    const from = Number(row.slice(0, 10))
    const body = text.slice(from, text.indexOf('endobj', from))
    if (!body.startsWith(`${at} 0 obj`)) throw new Error(`object ${at} is not where the table says`)
    objects.set(at, body)
  }
  return objects
}

const streamOf = (body: string): string => body.slice(body.indexOf('stream\n') + 7, body.lastIndexOf('\nendstream'))

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

const unicodeOf = (cmap: string): Map<string, string> => {
  const map = new Map<string, string>()
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', , list = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi)) {
      for (const [at, [, target = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
        map.set((Number.parseInt(from, 16) + at).toString(16).padStart(4, '0'), utf16(target.replaceAll(' ', '')))
    }
  }
  return map
}

const reference = (body: string, name: string): number => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1])

/** `x` and `y` are those of the string's beginning, from the lower left corner of the page. */
export type PdfString = { text: string; x: number; y: number; size: number }
export type ReadPdf = { pages: PdfString[][]; fonts: { name: string; embedded: boolean; mapped: boolean }[]; info: string; catalog: string; outlines: string[] }

export const readPdf = (pdf: Buffer): ReadPdf => {
  const objects = objectsOf(pdf)
  const all = [...objects.values()]
  const at = (id: number): string => objects.get(id) ?? ''
  const fontOf = new Map<number, Map<string, string>>()
  const fonts: ReadPdf['fonts'] = []
  for (const [id, body] of objects) {
    if (!/\/Type \/Font\n/.test(body) || !body.includes('/Type0')) continue
    const child = at(Number(/\/DescendantFonts \[(\d+) 0 R\]/.exec(body)?.[1]))
    const descriptor = at(reference(child, 'FontDescriptor'))
    const map = at(reference(body, 'ToUnicode'))
    fonts.push({ name: /\/BaseFont \/(\S+)/.exec(body)?.[1] ?? '', embedded: /\/FontFile[23]? \d+ 0 R/.test(descriptor), mapped: map.includes('beginbfrange') })
    fontOf.set(id, unicodeOf(streamOf(map)))
  }
  const kids = [...(/\/Kids \[([^\]]*)\]/.exec(all.find((body) => body.includes('/Type /Pages')) ?? '')?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) =>
    Number(id),
  )
  const pages = kids.map((id): PdfString[] => {
    const page = at(id)
    const resources = at(reference(page, 'Resources'))
    const named = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, font]) => [name, Number(font)]))
    const strings: PdfString[] = []
    for (const [, block = ''] of streamOf(at(reference(page, 'Contents'))).matchAll(/BT\n([\s\S]*?)ET/g)) {
      const [, font = '', size = ''] = /\/(F\d+) ([\d.]+) Tf/.exec(block) ?? []
      const [, x = '', y = ''] = /1 0 0 1 ([-\d.]+) ([-\d.]+) Tm/.exec(block) ?? []
      const map = fontOf.get(named.get(font) ?? -1)
      const codes = [...block.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      strings.push({ text: codes.map((code) => map?.get(code) ?? '\ufffd').join(''), x: Number(x), y: Number(y), size: Number(size) })
    }
    return strings
  })
  const titles = all.filter((body) => /\/Dest \[/.test(body) && body.includes('/Title')).map((body) => /\/Title \(([\s\S]*?)\)\n/.exec(body)?.[1] ?? '')
  return {
    pages,
    fonts,
    info: all.find((body) => body.includes('/Producer')) ?? '',
    catalog: all.find((body) => body.includes('/Type /Catalog')) ?? '',
    outlines: titles,
  }
}

export const withoutBlanks = (text: string): string => text.replaceAll(/[\s\u3000]/g, '')

/** What a page says above its foot, without blanks. */
export const bodyOf = (page: readonly PdfString[]): string => {
  // A cell may say — as well: the foot is what comes last.
  const foot = page.findLastIndex(({ text }) => /^— $|^— \d+ —$|^—$/.test(text))
  return withoutBlanks((foot < 0 ? page : page.slice(0, foot)).map(({ text }) => text).join(''))
}
