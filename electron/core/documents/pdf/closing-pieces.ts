import type { Signature } from '../../../../shared/documents/document.ts'
import { paperDay, paperWords } from '../../../../shared/documents/words.ts'
import { breakLines } from '../line-breaks.ts'
import type { Piece } from './flow.ts'
import { sizes } from './page.ts'
import { baseline, bodyStyle, em, joined, pitchOf, type Setting, textPieces } from './text-pieces.ts'

/** 附件说明 (GB/T 9704, 7.3.5): a line below the text, two characters in, numbers below each other. */
export const attachmentPieces = (setting: Setting, names: readonly string[]): Piece[] => {
  const { pen, page, lang } = setting
  const style = bodyStyle(lang)
  const height = pitchOf(lang)
  const word = paperWords.attachments[lang]
  const inset = em(lang) * 2 + pen.measure(word, style)
  const pieces = names.flatMap((name, at) => {
    const number = names.length === 1 ? '' : `${at + 1}. `
    const under = pen.measure(number, style)
    return textPieces(setting, name, { style, height, inset: inset + under }).map(
      (piece, line): Piece => ({
        ...piece,
        before: at === 0 && line === 0 ? height : 0,
        draw: (top) => {
          if (line === 0) pen.write(number, page.left + inset, top + baseline(height, style.size), style)
          if (line === 0 && at === 0) pen.write(word, page.left + em(lang) * 2, top + baseline(height, style.size), style)
          piece.draw(top)
        },
      }),
    )
  })
  return joined(pieces)
}

/** 署名 in the middle over 成文日期, which ends four characters before the margin (7.3.6.1); above them room for the seal. */
export const signOffPieces = ({ pen, page, lang }: Setting, agency: string, on: string | null): Piece[] => {
  const style = bodyStyle(lang)
  const height = pitchOf(lang)
  const day = paperDay(on, lang)
  const right = page.left + page.width
  const dayWidth = pen.measure(day, style)
  const dayLeft = right - em(lang) * 4 - dayWidth
  const measure = (text: string) => pen.measure(text, style)
  const room = page.width * 0.7
  return [
    ...breakLines(agency, measure, room, room).map(
      (line, at): Piece => ({
        height,
        before: at === 0 ? height * 2 : 0,
        withNext: true,
        draw: (top) => {
          const middle = dayLeft + dayWidth / 2
          const x = Math.min(middle - line.width / 2, right - em(lang) - line.width)
          pen.writeLine({ ...line, last: true }, x, top + baseline(height, style.size), style, room)
        },
      }),
    ),
    {
      height,
      draw: (top) => {
        pen.write(day, dayLeft, top + baseline(height, style.size), style)
      },
    },
  ]
}

/** Two sides beside each other, all lines of them on one page. */
export const signaturePieces = (setting: Setting, sides: readonly Signature[]): Piece[] => {
  const { pen, page, lang } = setting
  const style = { ...bodyStyle(lang), pitch: 0, size: lang === 'zh' ? sizes.no4 : sizes.small4 }
  const step = style.size * 1.6
  const gap = em(lang)
  const width = (page.width - gap) / 2
  const measure = (text: string) => pen.measure(text, style)
  const rows = Array.from({ length: Math.ceil(sides.length / 2) }, (_, at) => sides.slice(at * 2, at * 2 + 2))
  return joined(
    rows.map((pair): Piece => {
      const columns = pair.map(({ side, name, lines }) => {
        const texts = [
          `${side}${paperWords.seal[lang]}${lang === 'zh' ? '：' : ': '}${name}`,
          ...lines.map(({ label, value }) => `${label}${lang === 'zh' ? '：' : ': '}${value}`),
        ]
        return texts.map((text) => breakLines(text, measure, width, width))
      })
      const blocks = Math.max(...columns.map(({ length }) => length))
      // Both sides' lines stand level, with room to write and to seal between them.
      const heights = Array.from(
        { length: blocks },
        (_, at) => Math.max(...columns.map((column) => column[at]?.length ?? 1)) * step + (at === 0 ? step * 1.6 : step * 0.6),
      )
      return {
        height: heights.reduce((sum, height) => sum + height, 0),
        before: step,
        draw: (top) => {
          for (const [place, column] of columns.entries()) {
            let y = top
            for (const [at, lines] of column.entries()) {
              for (const [line, content] of lines.entries()) {
                pen.writeLine({ ...content, last: true }, page.left + (width + gap) * place, y + line * step + baseline(step, style.size), style, width)
              }
              y += heights[at] ?? 0
            }
          }
        },
      }
    }),
  )
}

/** 版记 (7.4): four-size letters between two lines at the foot of the page. */
export const copyToPieces = (setting: Setting, text: string): Piece[] => {
  const { pen, page, lang } = setting
  const style = { size: lang === 'zh' ? sizes.no4 : sizes.no5 }
  const step = style.size * 1.5
  const inset = style.size
  const width = page.width - inset * 2
  const word = paperWords.copyTo[lang]
  const lines = breakLines(`${word}${text}`, (part) => pen.measure(part, style), width, width)
  const height = lines.length * step + 8
  return [
    {
      height,
      before: step,
      atFoot: true,
      draw: (top) => {
        const right = page.left + page.width
        pen.rules(
          [
            [page.left, top, right, top],
            [page.left, top + height, right, top + height],
          ],
          1,
        )
        for (const [at, line] of lines.entries()) pen.writeLine(line, page.left + inset, top + 4 + at * step + baseline(step, style.size), style, width)
      },
    },
  ]
}
