import type { Language } from '../../errors.ts'
import type { Block, DocumentModel, TableColumn } from '../document.ts'
import { saying } from './facts.ts'

type Register = {
  title: string
  agency: string
  /** The period or the number it is for, said under the title. */
  about: string
  on: string
  columns: readonly TableColumn[]
  rows: readonly (readonly string[])[]
  paper?: DocumentModel['paper']
  /** Below the table: who filled it in and who checked it. */
  filledBy?: string
  checkedBy?: string
  more?: readonly Block[]
}

/** A 台账 on paper: title, agency and period, one row a line, who filled it in. */
export const register = (
  { title, agency, about, on, columns, rows, paper = 'across', filledBy = '', checkedBy = '', more = [] }: Register,
  lang: Language,
): DocumentModel => {
  const say = saying(lang)
  return {
    lang,
    name: title,
    number: '',
    on,
    agency,
    paper,
    numbering: 'sections',
    printsStamp: true,
    blocks: [
      { kind: 'title', text: title },
      {
        kind: 'paragraph',
        indent: 'none',
        text: [say(`单位：${agency}`, `Agency: ${agency}`), about, say(`制表日期：${on}`, `Made on: ${on}`)].filter((part) => part !== '').join('　　'),
      },
      {
        kind: 'table',
        columns: [{ title: say('序号', 'No.'), width: 4, align: 'center' }, ...columns],
        rows: rows.length === 0 ? [[say('无', 'none')]] : rows.map((row, at) => [String(at + 1), ...row]),
      },
      ...more,
      {
        kind: 'paragraph',
        indent: 'none',
        text: say(
          `填表人：${filledBy || '　　　　　　'}　　　　审核人：${checkedBy || '　　　　　　'}`,
          `Filled in by: ${filledBy || '______________'}    Checked by: ${checkedBy || '______________'}`,
        ),
      },
    ],
  }
}
