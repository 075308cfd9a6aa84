import type { Language } from '../errors.ts'
import type { CellType, LaidRow, TableCell } from './tables.ts'

/** 12,480.5 of 12480.5: by threes, with so many decimal places. */
const grouped = (value: number, digits: number): string => {
  const [whole = '', part] = value.toFixed(digits).split('.')
  const said = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return part === undefined ? said : `${said}.${part}`
}

/** Between two rates lie points, not per cent of either. */
export const pointWords = { zh: '个百分点', en: ' points' } as const

type Shape = Pick<LaidRow, 'type' | 'digits'>

/** A figure of a form as it is read: 1,480; 66.7%. */
export const figureText = (cell: TableCell, { type, digits = 0 }: Shape): string => {
  if (typeof cell !== 'number') return cell ?? ''
  const percent: CellType = 'percent'
  return `${cell < 0 ? '−' : ''}${grouped(Math.abs(cell), digits)}${type === percent ? '%' : ''}`
}

/** A change with its sign: +1; −33.3个百分点. */
export const changeText = (cell: TableCell, { type, digits = 0 }: Shape, language: Language): string => {
  if (typeof cell !== 'number') return cell ?? ''
  return `${cell > 0 ? '+' : cell < 0 ? '−' : ''}${grouped(Math.abs(cell), digits)}${type === 'percent' ? pointWords[language] : ''}`
}
