import type { Language } from '../../../../shared/errors.ts'
import { breakLines, type Line, titleLines } from '../line-breaks.ts'
import type { Piece } from './flow.ts'
import { hanPitch, linePitch, type Page, sizes } from './page.ts'
import type { Pen, Style } from './pen.ts'

/** What pieces are made with. `mark` opens a bookmark where it is called. */
export type Setting = { pen: Pen; page: Page; lang: Language; mark(text: string, level: number): void }

export const bodyStyle = (lang: Language): Style => (lang === 'zh' ? { size: sizes.no3, pitch: hanPitch } : { size: sizes.small4 })
/** Of a body line. English papers stand closer. */
export const pitchOf = (lang: Language): number => (lang === 'zh' ? linePitch : 20)
export const em = (lang: Language): number => (lang === 'zh' ? sizes.no3 + hanPitch : sizes.small4)

/** The base line of a text of this size in the middle of a line of this height. */
export const baseline = (height: number, size: number): number => height / 2 + size * 0.36

type TextOptions = { style: Style; height: number; before?: number; align?: 'left' | 'center' | 'right'; first?: number; inset?: number; insetRight?: number }

/** One piece for each line. `first` is the indent of the first line, `inset` that of all of them. */
export const textPieces = ({ pen, page }: Setting, text: string, options: TextOptions): Piece[] => {
  const { style, height, before = 0, align = 'left', first = 0, inset = 0, insetRight = 0 } = options
  const width = page.width - inset - insetRight
  const measure = (part: string) => pen.measure(part, style)
  return text
    .split('\n')
    .flatMap((part) =>
      breakLines(part, measure, width - first, width).map((line, at): { line: Line; indent: number } => ({ line, indent: at === 0 ? first : 0 })),
    )
    .map(
      ({ line, indent }, at): Piece => ({
        height,
        before: at === 0 ? before : 0,
        draw: (top) => {
          const room = width - indent
          const x = page.left + inset + indent + (align === 'left' ? 0 : (room - line.width) / (align === 'center' ? 2 : 1))
          if (align === 'left') pen.writeLine(line, x, top + baseline(height, style.size), style, room)
          else pen.writeLine({ ...line, last: true }, x, top + baseline(height, style.size), style, room)
        },
      }),
    )
}

export const joined = (pieces: Piece[]): Piece[] => pieces.map((piece, at) => (at < pieces.length - 1 ? { ...piece, withNext: true } : piece))
const kept = (pieces: Piece[]): Piece[] => pieces.map((piece) => ({ ...piece, withNext: true }))

/** Lines of one length, as a title is broken (GB/T 9704, 7.3.1). */
export const titlePieces = (setting: Setting, text: string): Piece[] => {
  const { pen, page, lang } = setting
  const style: Style = { size: lang === 'zh' ? sizes.no2 : 18, bold: true }
  const height = lang === 'zh' ? 34 : 26
  const lines = titleLines(text, (part) => pen.measure(part, style), page.width - style.size * 2)
  return kept(
    lines.map((line, at) => ({
      height,
      before: at === 0 ? 6 : 0,
      draw: (top) => {
        if (at === 0) setting.mark(text.replaceAll('\n', ''), 0)
        pen.writeLine({ ...line, last: true }, page.left + (page.width - line.width) / 2, top + baseline(height, style.size), style, page.width)
      },
    })),
  )
}

export const headingPieces = (setting: Setting, level: 1 | 2 | 3, text: string): Piece[] => {
  const { lang } = setting
  const style = { ...bodyStyle(lang), bold: level < 3 }
  const pieces = textPieces(setting, text, {
    style,
    height: pitchOf(lang),
    first: lang === 'zh' || level === 3 ? em(lang) * 2 : 0,
    before: lang === 'zh' ? 0 : 4,
  })
  if (level === 3) return pieces
  const [first, ...rest] = kept(pieces)
  if (first === undefined) return []
  const marked: Piece = {
    ...first,
    draw: (top) => {
      setting.mark(text, level)
      first.draw(top)
    },
  }
  return [marked, ...rest]
}
