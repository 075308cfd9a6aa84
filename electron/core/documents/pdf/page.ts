import type { DocumentModel } from '../../../../shared/documents/document.ts'

/** Points of a length in millimetres. */
export const mm = (length: number): number => (length * 72) / 25.4

/** GB/T 9704-2012, 5.1-5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; across, the binding edge is the upper one. */
export type Page = { size: [number, number]; left: number; top: number; width: number; height: number }

export const pageOf = (paper: DocumentModel['paper']): Page =>
  paper === 'upright'
    ? { size: [mm(210), mm(297)], left: mm(28), top: mm(37), width: mm(156), height: mm(225) }
    : { size: [mm(297), mm(210)], left: mm(37), top: mm(28), width: mm(225), height: mm(156) }

/** Type sizes in points: 二号 三号 四号 小四 五号 小五. */
export const sizes = { no2: 22, no3: 16, no4: 14, small4: 12, no5: 10.5, small5: 9 } as const

const linesAPage = 22
const hanALine = 28

/** 22 lines a page (GB/T 9704, 5.2.3). */
export const linePitch = pageOf('upright').height / linesAPage
/** 28 characters of 三号 fill the width of the 版心: so much nearer do they stand. */
export const hanPitch = pageOf('upright').width / hanALine - sizes.no3
