import type PDFDocument from 'pdfkit'
import { type Face, type Faces, faceOf } from '../faces.ts'
import type { Line, Unit } from '../line-breaks.ts'

/** `pitch` is added to each 汉字's width. */
export type Style = { size: number; bold?: boolean; pitch?: number; grey?: boolean }

export type Pen = {
  measure(text: string, style: Style): number
  /** Sets a text with its left end at x on a base line counted from the top. */
  write(text: string, x: number, baseline: number, style: Style): void
  /** Sets a line; one that is not its paragraph's last fills `width`. */
  writeLine(line: Line, x: number, baseline: number, style: Style, width: number): void
  /** Straight lines, from x1, y1 to x2, y2 each. */
  rules(lines: readonly (readonly [number, number, number, number])[], thickness?: number): void
}

type Layout = { glyphs: object[]; positions: object[]; advanceWidth: number }

/**
 * A face as pdfkit embeds it, one glyph for one character: what is measured is what is set, and every glyph tells the text
 * the one character it stands for. `taken` says which; a further character with the same glyph needs a further cut of the face.
 */
const plainFont = ({ font, glyph }: Face, cut: number): object => {
  const layout = (text: string): Layout => {
    const set = [...text].map((character) => ({ character, ...glyph(character) }))
    const units = ({ advance }: { advance: number }) => advance * font.unitsPerEm
    return {
      glyphs: set.map((each) => ({ id: each.id, advanceWidth: units(each), codePoints: [each.character.codePointAt(0)] })),
      positions: set.map((each) => ({ xAdvance: units(each), yAdvance: 0, xOffset: 0, yOffset: 0 })),
      advanceWidth: set.reduce((sum, each) => sum + units(each), 0),
    }
  }
  // pdfkit takes two faces of one name for the same.
  const postscriptName = cut === 0 ? font.postscriptName : `${font.postscriptName}-${cut + 1}`
  return Object.create(font, { layout: { value: layout }, postscriptName: { value: postscriptName } }) as object
}

type Doc = InstanceType<typeof PDFDocument>

export const makePen = (doc: Doc, faces: Faces): Pen => {
  const cuts = new Map<string, Map<number, string>>()
  const cutFor = (face: Face, character: string): string => {
    const { id } = face.glyph(character)
    for (let at = 0; ; at++) {
      const name = `${face.name} ${at}`
      let taken = cuts.get(name)
      if (taken === undefined) {
        taken = new Map()
        cuts.set(name, taken)
        doc.registerFont(name, plainFont(face, at) as unknown as string)
      }
      const holder = taken.get(id)
      if (holder !== undefined && holder !== character) continue
      taken.set(id, character)
      return name
    }
  }
  const faceFor = (character: string, bold: boolean): Face => faceOf(faces, character, bold) ?? faces.regular
  const pitchOf = (style: Style, character: string): number => (isNarrow(character) ? 0 : (style.pitch ?? 0))

  const measure: Pen['measure'] = (text, style) => {
    let width = 0
    for (const character of text) width += faceFor(character, style.bold ?? false).glyph(character).advance * style.size + pitchOf(style, character)
    return width
  }

  /** Characters of one cut and one pitch are one string of the file, so that readers find words whole. */
  const write = (text: string, x: number, baseline: number, style: Style, more = 0): void => {
    let at = x
    let run = { text: '', font: '', spacing: 0, x: at }
    const flush = () => {
      if (run.text === '') return
      doc.font(run.font, style.size).fillColor(style.grey === true ? '#555555' : '#000000')
      doc.text(run.text, run.x, baseline, { lineBreak: false, baseline: 'alphabetic', characterSpacing: run.spacing })
    }
    for (const character of text) {
      const face = faceFor(character, style.bold ?? false)
      const font = cutFor(face, character)
      const spacing = pitchOf(style, character) + more
      if (font !== run.font || spacing !== run.spacing) {
        flush()
        run = { text: '', font, spacing, x: at }
      }
      run.text += character
      at += face.glyph(character).advance * style.size + spacing
    }
    flush()
  }

  return {
    measure,
    write,
    writeLine: ({ units, width: set, last }, x, baseline, style, width) => {
      const gaps = units.reduce((sum, unit, at) => sum + (stretches(units, at) ? (unit.kind === 'han' ? [...unit.text].length : 1) : 0), 0)
      const missing = width - set
      // Letters that would stand too far apart, since a long word went to the next line, are better left ragged.
      const more =
        last || gaps === 0 || missing < 0.01 || missing / gaps > style.size * (units.some(({ kind }) => kind === 'han') ? widest.han : widest.words)
          ? 0
          : missing / gaps
      let at = x
      let run = { text: '', x: at, more: 0 }
      const flush = () => {
        if (run.text !== '') write(run.text, run.x, baseline, style, run.more)
      }
      for (const [index, unit] of units.entries()) {
        const wider = stretches(units, index)
        if (unit.kind === 'han' && wider) {
          if (run.text === '' || run.more !== more) {
            flush()
            run = { text: '', x: at, more }
          }
          run.text += unit.text
          at += unit.width + more * [...unit.text].length
        } else {
          if (run.more !== 0 || unit.kind === 'space') {
            flush()
            run = { text: '', x: at, more: 0 }
          }
          run.text += unit.text
          at += unit.width + (wider ? more : 0)
          if (wider && more !== 0) {
            flush()
            run = { text: '', x: at, more: 0 }
          }
        }
      }
      flush()
    },
    // One piece of content for all of them: a register has some ten thousand, and each piece is an object until the end.
    rules: (lines, thickness = 0.5) => {
      doc.addContent(`${thickness} w ${lines.map(([x1, y1, x2, y2]) => `${place(x1)} ${place(y1)} m ${place(x2)} ${place(y2)} l`).join(' ')} S`)
    },
  }
}

/** How far a gap of a justified line may grow, of the type size; lines of words have few gaps. */
const widest = { han: 0.25, words: 0.8 }

const place = (length: number): string => length.toFixed(2)

/** In a justified line the gap behind a unit grows, but for that between a word and the space behind it. */
const stretches = (units: readonly Unit[], at: number): boolean => at < units.length - 1 && (units[at]?.kind !== 'word' || units[at + 1]?.kind === 'han')

/** Letters and digits keep their own distances. */
const isNarrow = (character: string): boolean => /[\u0020-\u02ff\u0370-\u04ff\u2002\u2003]/.test(character)
