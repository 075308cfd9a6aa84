import type { Finding } from '../catalogue.ts'
import { type FindingCode, type Rule, rules } from './rules.ts'

/** How a check reports: by code, with what its sentence is filled with and, for an item's field, the item. */
export type Report = (code: FindingCode, params?: Readonly<Record<string, string | number>>, at?: { itemId?: string; field?: string }) => void

export const reporter = (into: Finding[]): Report => {
  return (code, params, at) => {
    const { severity, field }: Rule = rules[code]
    into.push({
      code,
      severity,
      field: at?.field ?? field,
      ...(at?.itemId === undefined ? {} : { itemId: at.itemId }),
      ...(params === undefined ? {} : { params: { ...params } }),
    })
  }
}
