import PDFDocument from 'pdfkit'
import type { Block, DocumentModel } from '../../../../shared/documents/document.ts'
import { numbered } from '../../../../shared/documents/numbering.ts'
import { paperWords, shortHash } from '../../../../shared/documents/words.ts'
import { fill } from '../../../../shared/errors.ts'
import type { Faces } from '../faces.ts'
import { attachmentPieces, copyToPieces, signaturePieces, signOffPieces } from './closing-pieces.ts'
import { flow, type Piece } from './flow.ts'
import { mm, type Page, pageOf, sizes } from './page.ts'
import { makePen, type Pen } from './pen.ts'
import { pairPieces, tablePieces } from './table-pieces.ts'
import { bodyStyle, em, headingPieces, joined, pitchOf, type Setting, textPieces, titlePieces } from './text-pieces.ts'

type Doc = InstanceType<typeof PDFDocument>

/** What comes after the text and never stands alone on a page; a small form at the end is signed as well. */
const closing = (block: Block): boolean =>
  ['attachments', 'signOff', 'signatures', 'note', 'copyTo'].includes(block.kind) || (block.kind === 'pairs' && block.rows.length <= 4)

const tables: ReadonlySet<Block['kind'] | undefined> = new Set(['table', 'pairs'])

const blockPieces = (setting: Setting, block: Block, number: string): Piece[] => {
  const { lang } = setting
  const style = bodyStyle(lang)
  const height = pitchOf(lang)
  const one = em(lang)
  switch (block.kind) {
    case 'title':
      return titlePieces(setting, block.text)
    case 'subtitle':
      return textPieces(setting, block.text, { style: { size: lang === 'zh' ? sizes.no3 : sizes.small4 }, height, align: 'center' })
    case 'number':
      return textPieces(setting, block.text, { style, height, align: 'right' })
    case 'addressee':
      return textPieces(setting, block.text, { style, height, before: height })
    case 'heading':
      return headingPieces(setting, block.level, `${number}${block.text}`)
    case 'paragraph':
      return textPieces(setting, block.text, { style, height, first: block.indent === 'none' ? 0 : one * 2, before: lang === 'zh' ? 0 : 4 })
    case 'quote':
      return textPieces(setting, block.text, { style, height, first: one * 2, inset: one * 2, insetRight: one, before: lang === 'zh' ? 0 : 4 })
    case 'table': {
      const caption =
        block.caption === undefined ? [] : textPieces(setting, block.caption, { style: { ...style, bold: true }, height, align: 'center', before: 6 })
      return [...caption.map((piece) => ({ ...piece, withNext: true })), ...tablePieces(setting, block)]
    }
    case 'pairs':
      return pairPieces(setting, block.rows)
    case 'signatures':
      return signaturePieces(setting, block.sides)
    case 'attachments':
      return attachmentPieces(setting, block.names)
    case 'signOff':
      return signOffPieces(setting, block.agency, block.on)
    case 'note':
      return textPieces(setting, block.text, { style, height, first: one * 2, before: height / 2 })
    case 'copyTo':
      return copyToPieces(setting, block.text)
    case 'annex':
      return textPieces(setting, block.label, { style: { size: style.size, bold: true }, height }).map((piece, at) => ({
        ...piece,
        newPage: at === 0,
        withNext: true,
      }))
  }
}

/** The last two lines, or the last row, before what closes a paper come along with it, and what closes it stays together. */
const piecesOf = (setting: Setting, document: DocumentModel): Piece[] => {
  const pieces: Piece[] = []
  let above: Block | undefined
  let aboveLines = 0
  for (const { block, number } of numbered(document)) {
    const [first, ...others] = blockPieces(setting, block, number)
    if (first === undefined) continue
    // A text keeps its distance from the frame above it.
    const made = [tables.has(above?.kind) ? { ...first, before: Math.max(first.before ?? 0, tableGap) } : first, ...others]
    if (closing(block) && block.kind !== 'attachments') {
      const lines = above?.kind === 'paragraph' ? Math.min(2, aboveLines) : 1
      for (let back = 1; back <= lines; back++) {
        const piece = pieces.at(-back)
        if (piece !== undefined) pieces[pieces.length - back] = { ...piece, withNext: true }
      }
    }
    pieces.push(...(closing(block) ? joined(made) : made))
    above = block
    aboveLines = made.length
  }
  return pieces
}

const tableGap = 10

/** Page number as GB/T 9704 7.5 has it, on the outer side; on the inner one number, short hash and pages (practice P4). */
const footers = (doc: Doc, pen: Pen, page: Page, document: DocumentModel, digest: string): void => {
  const { count } = doc.bufferedPageRange()
  const right = page.left + page.width
  const line = page.top + page.height + mm(7) + sizes.no4 * 0.8
  const small = { size: 8, grey: true }
  const { check, pages, stamp } = paperWords
  const identity = [document.number, `${check[document.lang]} ${shortHash(digest)}`, fill(pages[document.lang], { n: count })]
    .filter((part) => part !== '')
    .join('　')
  const stamped =
    document.printsStamp === true && document.stamp !== undefined
      ? fill(stamp[document.lang], { ...document.stamp, purpose: document.stamp.purpose || paperWords.notGiven[document.lang] })
      : ''
  for (let at = 0; at < count; at++) {
    doc.switchToPage(at)
    const outerRight = at % 2 === 0
    const text = `— ${at + 1} —`
    const style = { size: sizes.no4 }
    const width = pen.measure(text, style)
    pen.write(text, outerRight ? right - sizes.no4 - width : page.left + sizes.no4, line, style)
    for (const [row, small_] of [identity, stamped].entries()) {
      if (small_ === '') continue
      const shown = shortened(pen, small_, page.width - width - sizes.no4 * 3)
      pen.write(shown, outerRight ? page.left : right - pen.measure(shown, small), line + row * 11, small)
    }
  }
}

const shortened = (pen: Pen, text: string, width: number): string => {
  const style = { size: 8 }
  if (pen.measure(text, style) <= width) return text
  let cut = [...text]
  while (cut.length > 0 && pen.measure(`${cut.join('')}…`, style) > width) cut = cut.slice(0, -1)
  return `${cut.join('')}…`
}

const collected = (doc: Doc): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    doc.on('error', reject)
  })

/**
 * The PDF of a paper: faces embedded as subsets, text that can be selected, bookmarks, language. Streams are not packed, since zlib packs
 * differently on different processors and the same input must give the same bytes everywhere (decisions M4).
 */
export const renderPdf = async (document: DocumentModel, digest: string, faces: Faces): Promise<{ bytes: Buffer; pages: number }> => {
  const page = pageOf(document.paper)
  const { lang, name, agency, number, on, stamp } = document
  const dated = on === null ? null : new Date(`${on}T00:00:00.000Z`)
  const doc = new PDFDocument({
    size: page.size,
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    compress: false,
    pdfVersion: '1.7',
    lang: lang === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    font: null as unknown as string, // none of the viewer's own faces
    info: {
      Title: name,
      Author: agency,
      ...(number === '' ? {} : { Subject: number }),
      Keywords: digest,
      Creator: 'Mulu',
      Producer: 'Mulu',
      ...(stamp === undefined ? {} : { Stamp: fill(paperWords.stamp[lang], { ...stamp, purpose: stamp.purpose || paperWords.notGiven[lang] }) }),
      CreationDate: dated ?? new Date(0),
    },
  })
  // The file's id is made of it; a draft has no date to show.
  if (dated === null) delete doc.info.CreationDate
  // pdfkit's second copy of the same facts, as XML, is not escaped and wants a date; it is optional (ISO 32000-1, 14.3.2).
  Object.assign(doc, { endMetadata: () => undefined })
  const bytes = collected(doc)
  const pen = makePen(doc, faces)
  const outline: { level: number; item: PDFKit.PDFOutline }[] = [{ level: -1, item: doc.outline }]
  const setting: Setting = {
    pen,
    page,
    lang,
    mark: (text, level) => {
      while ((outline.at(-1)?.level ?? -1) >= level) outline.pop()
      const parent = outline.at(-1)?.item ?? doc.outline
      outline.push({ level, item: parent.addItem(text, { expanded: true }) })
    },
  }
  doc.addPage()
  flow(piecesOf(setting, document), page, () => {
    doc.addPage()
  })
  const pages = doc.bufferedPageRange().count
  footers(doc, pen, page, document, digest)
  doc.end()
  return { bytes: await bytes, pages }
}
