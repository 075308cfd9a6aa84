import { secrecyMarks } from '../../../shared/secrecy.ts'

/** Stands for the name of a paper that bears a classification mark: the name is held nowhere (practice L1), nor is the paper. */
const withheldName = '（名称带有密级标志，不在本机保存）'

export const isMarkedName = (name: string): boolean => name === withheldName || secrecyMarks(name).length > 0

export const heldName = (name: string): string => (isMarkedName(name) ? withheldName : name)
