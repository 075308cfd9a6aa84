import type { Language } from '../errors.ts'

/**
 * A paper as its contents, without a place on a page: what PDF and docx are both made from. Texts may hold line breaks;
 * everything else is laid out by the renderers after GB/T 9704.
 */
export type DocumentModel = {
  lang: Language
  /** Of the metadata and the first bookmark; what is printed as a heading is a `title` block. */
  name: string
  /** 发文字号, 协议编号 …; '' while it has none. Stands on every page beside the short hash (practice P4). */
  number: string
  /** 成文日期, which also dates the file (decisions M4); null while it is a draft: such a file bears no date at all. */
  on: string | null
  /** Who issues it. */
  agency: string
  /** Wide tables lie across. */
  paper: 'upright' | 'across'
  /** How headings of the first level are numbered: 一、 or 第一条. */
  numbering: 'sections' | 'articles'
  /** SHA-256, hex, of what the paper stands for (the canonical agreement …); left out: of this model itself. */
  digest?: string
  /** Agency, user, day and purpose of a copy that leaves (practice P16): printed on registers, in the metadata of every paper. */
  stamp?: DocumentStamp
  /** The stamp is printed on each page. */
  printsStamp?: boolean
  blocks: readonly Block[]
}

export type DocumentStamp = { agency: string; user: string; on: string; purpose: string }

export type Pair = { label: string; value: string /** Room for so many lines at least, to be filled by hand. */; lines?: number }

export type TableColumn = {
  title: string /** Beside those of the other columns. */
  width: number /** decimal: numbers one below the other by their units' place. */
  align?: 'left' | 'center' | 'right' | 'decimal'
}

/** One side's place for seal, signature and date. */
export type Signature = { side: string; name: string /** 授权代表（签字） …; '' leaves a line to write on. */; lines: readonly Pair[] }

export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'subtitle'; text: string }
  /** 发文字号, at the right. */
  | { kind: 'number'; text: string }
  | { kind: 'addressee'; text: string }
  /** Numbered by the renderers. The third level is a numbered paragraph. */
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string; indent?: 'first' | 'none' }
  /** Words of a regulation. */
  | { kind: 'quote'; text: string }
  /** `groups`: rows whose one text stands across, over those below it; never alone at the foot of a page. `total`: the last row says what the others come to. */
  | {
      kind: 'table'
      caption?: string
      columns: readonly TableColumn[]
      rows: readonly (readonly string[])[]
      groups?: readonly number[]
      total?: boolean
    }
  /** Each row holds one, two or three labels with their values. */
  | { kind: 'pairs'; rows: readonly (readonly Pair[])[] }
  | { kind: 'signatures'; sides: readonly Signature[] }
  | { kind: 'attachments'; names: readonly string[] }
  /** 发文机关署名 over 成文日期. */
  | { kind: 'signOff'; agency: string; on: string | null }
  | { kind: 'note'; text: string }
  /** 版记 at the foot of its page. */
  | { kind: 'copyTo'; text: string }
  /** Starts a page: 附件1. */
  | { kind: 'annex'; label: string }

export const documentFormats = ['pdf', 'docx'] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** More is no paper. The library for docx takes 40 KB of memory for a cell of a table, the PDF's 13. */
export const documentLimits = { blocks: 5_000, cells: { pdf: 50_000, docx: 16_000 }, characters: 1_000_000 }

/** Every text of a block, with the place an officer would look for it under. */
export const textsOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'table':
      return [block.caption ?? '', ...block.columns.map(({ title }) => title), ...block.rows.flat()]
    case 'pairs':
      return block.rows.flat().flatMap(({ label, value }) => [label, value])
    case 'signatures':
      return block.sides.flatMap(({ side, name, lines }) => [side, name, ...lines.flatMap(({ label, value }) => [label, value])])
    case 'attachments':
      return block.names
    case 'signOff':
      return [block.agency]
    case 'annex':
      return [block.label]
    default:
      return [block.text]
  }
}
