import { Document, type FileChild, Footer, Packer, PageNumber, PageOrientation, Paragraph, Tab, TabStopType, TextRun } from 'docx'
import type { Block, DocumentModel } from '../../../../shared/documents/document.ts'
import { numbered } from '../../../../shared/documents/numbering.ts'
import { paperDay, paperWords, shortHash } from '../../../../shared/documents/words.ts'
import { fill } from '../../../../shared/errors.ts'
import { readLimits } from '../../sheets/types.ts'
import { inflatePart, zipParts } from '../../sheets/zip.ts'
import { zipOf } from '../../sheets/zip-write.ts'
import { mm, pageOf, sizes } from '../pdf/page.ts'
import { bodyStyle, em, pitchOf } from '../pdf/text-pieces.ts'
import { docxFonts, listTable, pairTable, signatureTable, type TextStyle, textParagraph, textRun } from './docx-parts.ts'

const twips = (points: number): number => Math.round(points * 20)

/** The last lines of the text come along with what closes it. */
const closing: ReadonlySet<Block['kind'] | undefined> = new Set(['attachments', 'signOff', 'signatures'])

const childrenOf = (document: DocumentModel, block: Block, number: string, beforeClosing: boolean): FileChild[] => {
  const { lang, paper } = document
  const { size } = bodyStyle(lang)
  const one = em(lang)
  const text: TextStyle = { size, line: pitchOf(lang) }
  // Word puts two tables together unless something stands between them.
  const gap = textParagraph('', { size: 6, line: 10 })
  switch (block.kind) {
    case 'title':
      return [
        textParagraph(block.text, {
          size: lang === 'zh' ? sizes.no2 : 18,
          font: docxFonts.title,
          bold: lang === 'en',
          align: 'center',
          line: lang === 'zh' ? 34 : 26,
          before: 6,
          keepNext: true,
          outline: 0,
        }),
      ]
    case 'subtitle':
      return [textParagraph(block.text, { ...text, align: 'center', font: docxFonts.second })]
    case 'number':
      return [textParagraph(block.text, { ...text, align: 'right' })]
    case 'addressee':
      return [textParagraph(block.text, { ...text, before: pitchOf(lang) })]
    case 'heading': {
      const font = [docxFonts.first, docxFonts.second, docxFonts.text][block.level - 1] ?? docxFonts.text
      const outline = block.level < 3 ? { outline: block.level, keepNext: true } : {}
      return [
        textParagraph(`${number}${block.text}`, {
          ...text,
          font,
          bold: lang === 'en' && block.level < 3,
          first: lang === 'zh' || block.level === 3 ? one * 2 : 0,
          ...outline,
        }),
      ]
    }
    case 'paragraph':
      return block.text
        .split('\n')
        .map((part) => textParagraph(part, { ...text, first: block.indent === 'none' ? 0 : one * 2, before: lang === 'zh' ? 0 : 4, keepNext: beforeClosing }))
    case 'quote':
      return block.text.split('\n').map((part) => textParagraph(part, { ...text, font: docxFonts.second, first: one * 2, left: one * 2, right: one }))
    case 'table':
      return [
        ...(block.caption === undefined ? [] : [textParagraph(block.caption, { ...text, font: docxFonts.first, align: 'center', keepNext: true })]),
        listTable(paper, block),
        gap,
      ]
    case 'pairs':
      return [pairTable(paper, block.rows), gap]
    case 'signatures':
      return [textParagraph('', text), signatureTable(paper, lang, block.sides), gap]
    case 'attachments': {
      const word = paperWords.attachments[lang]
      const under = [...word].length * (lang === 'zh' ? one : one / 2)
      return block.names.map((name, at) => {
        const title = `${at === 0 ? word : ''}${block.names.length === 1 ? '' : `${at + 1}. `}${name}`
        return textParagraph(title, {
          ...text,
          left: one * 2 + under,
          ...(at === 0 ? { hanging: under, before: pitchOf(lang) } : {}),
          keepNext: true,
          align: 'left',
        })
      })
    }
    case 'signOff':
      return [
        textParagraph(block.agency, { ...text, align: 'right', right: one * 4, before: pitchOf(lang) * 2, keepNext: true }),
        textParagraph(paperDay(block.on, lang), { ...text, align: 'right', right: one * 4, keepNext: true }),
      ]
    case 'note':
      return [textParagraph(block.text, { ...text, first: one * 2, before: pitchOf(lang) / 2, keepNext: true })]
    case 'copyTo':
      return [
        textParagraph(`${paperWords.copyTo[lang]}${block.text}`, {
          size: lang === 'zh' ? sizes.no4 : sizes.no5,
          before: pitchOf(lang),
          left: sizes.no4,
          right: sizes.no4,
          ruled: true,
        }),
      ]
    case 'annex':
      return [textParagraph(block.label, { ...text, font: docxFonts.first, newPage: true, keepNext: true })]
  }
}

const footer = (document: DocumentModel, digest: string, outerRight: boolean): Footer => {
  const { lang, number, stamp } = document
  const { check, pages } = paperWords
  const small = { size: 8, font: docxFonts.page }
  const [beforeCount, afterCount] = pages[lang].split('{n}')
  const identity = [number, `${check[lang]} ${shortHash(digest)}`].filter((part) => part !== '').join('　')
  const counted = new TextRun({ children: [`　${beforeCount ?? ''}`, PageNumber.TOTAL_PAGES, afterCount ?? ''], size: 16, font: docxFonts.page })
  const page = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: sizes.no4 * 2, font: docxFonts.page })
  const tab = new TextRun({ children: [new Tab()] })
  const told = [textRun(identity, small), counted]
  const printed =
    document.printsStamp === true && stamp !== undefined ? [textParagraph(stampLine(document), { ...small, align: outerRight ? 'left' : 'right' })] : []
  return new Footer({
    children: [
      new Paragraph({
        children: outerRight ? [...told, tab, page] : [page, tab, ...told],
        tabStops: [{ type: TabStopType.RIGHT, position: twips(pageOf(document.paper).width) }],
      }),
      ...printed,
    ],
  })
}

const stampLine = ({ stamp, lang }: DocumentModel): string =>
  stamp === undefined ? '' : fill(paperWords.stamp[lang], { ...stamp, purpose: stamp.purpose || paperWords.notGiven[lang] })

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Dates are the paper's own; a draft bears none (decisions M4). */
const coreProperties = (document: DocumentModel, digest: string): string => {
  const { name, agency, number, on, lang } = document
  const dated =
    on === null ? '' : ['created', 'modified'].map((what) => `<dcterms:${what} xsi:type="dcterms:W3CDTF">${on}T00:00:00Z</dcterms:${what}>`).join('')
  const words = {
    'dc:title': name,
    'dc:subject': number,
    'dc:creator': agency,
    'cp:keywords': digest,
    'dc:description': stampLine(document),
    'dc:language': lang === 'zh' ? 'zh-CN' : 'en',
  }
  const inside = Object.entries(words).map(([tag, value]) => `<${tag}>${escaped(value)}</${tag}>`)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${inside.join('')}${dated}</cp:coreProperties>`
}

/** The package was just made here; rows alike pack better than a stranger's may. */
const ownLimits = { ...readLimits, ratio: 100_000 }

/** The parts in order of their names, the list of types first, under one time (decisions M4). */
const rezipped = async (packed: Buffer, properties: string): Promise<Buffer> => {
  const parts = [...zipParts(packed, ownLimits).values()].sort(
    (a, b) => Number(b.name.startsWith('[')) - Number(a.name.startsWith('[')) || (a.written < b.written ? -1 : 1),
  )
  const again = []
  for (const part of parts) {
    const chunks: (string | Buffer)[] = []
    if (part.name === 'docprops/core.xml') chunks.push(properties)
    else for await (const chunk of inflatePart(packed, part)) chunks.push(chunk)
    again.push({ name: part.written, chunks })
  }
  return await zipOf(again)
}

/** The same paper for those who must edit it, and for the OA (practice P13). */
export const renderDocx = async (document: DocumentModel, digest: string): Promise<{ bytes: Buffer; pages: number | null }> => {
  const page = pageOf(document.paper)
  const blocks = numbered(document)
  const across = document.paper === 'across'
  const [width, height] = page.size
  const made = new Document({
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: {
            size: bodyStyle(document.lang).size * 2,
            font: { ascii: docxFonts.latin, hAnsi: docxFonts.latin, cs: docxFonts.latin, eastAsia: docxFonts.text },
            language: { value: 'en-US', eastAsia: 'zh-CN' },
          },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            // The library turns the sides of a page that lies across.
            size: {
              width: twips(across ? height : width),
              height: twips(across ? width : height),
              orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              top: twips(page.top),
              left: twips(page.left),
              right: twips(width - page.left - page.width),
              bottom: twips(height - page.top - page.height),
              footer: twips(mm(across ? 14 : 24)),
            },
          },
        },
        footers: { default: footer(document, digest, true), even: footer(document, digest, false) },
        children: blocks.flatMap(({ block, number }, at) => childrenOf(document, block, number, closing.has(blocks[at + 1]?.block.kind))),
      },
    ],
  })
  return { bytes: await rezipped(await Packer.toBuffer(made), coreProperties(document, digest)), pages: null }
}
