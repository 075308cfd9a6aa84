import { cn809Coverage } from './cn-809-coverage.ts'
import { cn809Rules } from './cn-809-rules.ts'
import { cn809Articles } from './cn-809-text.ts'
import type { PackSource } from './pack.ts'

/** The State Council's regulation, above all local rules. It has no official English; none is made up. */
export const cn809: PackSource = {
  format: 'mulu-rule-pack/1',
  id: 'CN-809',
  version: 1,
  title: { zh: '《政务数据共享条例》', en: 'Government Data Sharing Regulation (Order 809)' },
  short: { zh: '条例809', en: 'Order 809' },
  number: '国务院令第809号',
  level: '行政法规',
  region: '',
  issuedOn: '2025-05-28',
  inForce: { from: '2025-08-01', to: null },
  standing: 'inForce',
  checkedOn: '2026-11-22',
  source: {
    zh: '国家法律法规数据库（flk.npc.gov.cn）全文四十四条，标明“有效”；经公开存本核对。',
    en: 'Full text, 44 articles, from the national database of laws (flk.npc.gov.cn), marked in force; read in a stored public copy.',
  },
  articles: cn809Articles,
  rules: cn809Rules,
  coverage: cn809Coverage,
}
