import type { Page } from './page.ts'

/** What is set in one go: a line, a row, a block of signatures. */
export type Piece = {
  height: number
  /** Space above it, left out at the top of a page. */
  before?: number
  draw(top: number): void
  /** Not parted from the next piece by the end of a page. */
  withNext?: boolean
  /** Starts a page. */
  newPage?: boolean
  /** Set again above it where it comes to stand at the top of a page: the head of a table. */
  head?: Piece
  /** At the foot of its page. */
  atFoot?: boolean
}

const rounding = 0.05

const heightOf = (group: readonly Piece[]): number => group.reduce((sum, { height, before = 0 }, at) => sum + height + (at === 0 ? 0 : before), 0)

/** Pieces that have to stay on one page; those that are too much for any are left to themselves. */
const groupsOf = (pieces: readonly Piece[], most: number): Piece[][] => {
  const groups: Piece[][] = []
  let open: Piece[] = []
  for (const [at, piece] of pieces.entries()) {
    open.push(piece)
    if (piece.withNext === true && pieces[at + 1] !== undefined && pieces[at + 1]?.newPage !== true) continue
    if (heightOf(open) + (open[0]?.head?.height ?? 0) <= most + rounding) groups.push(open)
    else groups.push(...open.map((one) => [one]))
    open = []
  }
  return groups
}

/** Sets the pieces one below the other on as many pages as they need. `startPage` opens a further one. */
export const flow = (pieces: readonly Piece[], { top, height }: Pick<Page, 'top' | 'height'>, startPage: () => void): void => {
  const bottom = top + height
  let y = top
  for (const group of groupsOf(pieces, height)) {
    const needed = (group[0]?.before ?? 0) + heightOf(group)
    if (y > top && (group[0]?.newPage === true || y + needed > bottom + rounding)) {
      startPage()
      y = top
    }
    for (const piece of group) {
      if (y > top) y += piece.before ?? 0
      else if (piece.head !== undefined) {
        piece.head.draw(y)
        y += piece.head.height
      }
      if (piece.atFoot === true) y = Math.max(y, bottom - piece.height)
      piece.draw(y)
      y += piece.height
    }
  }
}
