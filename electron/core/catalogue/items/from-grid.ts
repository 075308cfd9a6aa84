import { listedWord } from '../../../../shared/dictionaries.ts'
import { textKey } from '../../../../shared/text-key.ts'
import type { ColumnRole, Columns } from './columns.ts'
import { type Draft, fromComment, longestCell, type ReadFields, splitType } from './draft.ts'
import type { GridRow } from './grid.ts'

const yes = /^(?:是|y|yes|true|t|1|√|✓|✔|☑|■|●|pk|pri|primary|primarykey|主键|p|必填|必须|notnull|非空|不为空|不可空|不允许|m)$/iu
const no = /^(?:否|n|no|false|f|0|×|不可为空|不能为空|notnull|非空|不为空|不可空|不允许|不允许为空|必填)$/iu

const says = (words: RegExp, cell: string): boolean => words.test(/^[√✓✔☑■●×]$/u.test(cell) ? cell : textKey(cell))

const han = /[\u3400-\u9fff\u{20000}-\u{2ffff}]/u
const oneLine = (cell: string): string => cell.replace(/\s*\n\s*/gu, '')

/** One draft for each row under the headings, made as they are asked for. */
export const draftsFromGrid = function* (rows: readonly GridRow[], { roles, firstRow }: Columns): Generator<Draft> {
  for (const { line, cells } of rows.slice(firstRow)) {
    const tooLong = cells.some((cell) => cell.length > longestCell)
    yield { line, fields: tooLong ? 'tooLong' : fieldsOf((role) => cells[roles.indexOf(role)] ?? '') }
  }
}

const fieldsOf = (cell: (role: ColumnRole) => string): ReadFields => {
  const type = splitType(cell('dataType'))
  const length = cell('length') === '' ? type.length : cell('length')
  const scale = cell('scale')
  const required = cell('isRequired')
  return {
    ...names(cell),
    dataType: type.dataType,
    length: /^[1-9]\d*$/u.test(scale) && /^\d+$/u.test(length) ? `${length},${scale}` : length,
    isKey: says(yes, cell('isKey')),
    isRequired: required === '' ? cell('nullable') !== '' && says(no, cell('nullable')) : says(yes, required),
    ...(cell('isCoded') === '' ? {} : { isCoded: says(yes, cell('isCoded')) }),
    ...(cell('codeSet') === '' ? {} : { codeSet: cell('codeSet'), isCoded: true }),
    shareType: listedWord('shareType', cell('shareType')),
    isOpen: listedWord('isOpen', cell('isOpen')),
    personalInformation: says(yes, cell('personalInformation')),
    commercialSecret: says(yes, cell('commercialSecret')),
    grade: listedWord('dataGrade', cell('grade')),
  }
}

/** The Chinese name: its own column, else the comment's beginning, else the column name. */
const names = (cell: (role: ColumnRole) => string): ReadFields => {
  const own = oneLine(cell('name'))
  const english = oneLine(cell('nameEn'))
  const comment = cell('comment')
  const note = [own === '' || comment === own ? '' : comment, cell('note')].filter((part) => part !== '').join('\n')
  if (own !== '') return { name: own, nameEn: english, note }
  if (comment !== '') {
    const said = fromComment(comment)
    return { ...said, nameEn: english, note: [said.note ?? '', cell('note')].filter((part) => part !== '').join('\n') }
  }
  return { name: english, nameEn: han.test(english) ? '' : english, note }
}
