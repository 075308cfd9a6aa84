import type { Words } from '../regulations/pack.ts'
import { periodWords } from '../statistics/periods.ts'
import type { SubmissionDocument } from './document.ts'
import { endOf, type LaidRow, type LaidTable } from './tables.ts'

const kinds = {
  entered: { zh: '新增', en: 'entered' },
  changed: { zh: '修改', en: 'changed' },
  left: { zh: '撤销', en: 'left' },
} as const satisfies Record<string, Words>

/** 与上次报送相比: what came in, what says something else (in words) and what went; null where nothing was submitted before. `most`: so many lines, the rest is said in the note. */
export const deltaTable = ({ delta }: Pick<SubmissionDocument, 'delta'>, language: 'zh' | 'en', most: number, elsewhere: Words): LaidTable | null => {
  if (delta === null) return null
  const all = [
    ...delta.entered.map((one) => ({ ...one, kind: kinds.entered, changes: [] as string[] })),
    ...delta.changed.map((one) => ({ ...one, kind: kinds.changed })),
    ...delta.left.map((one) => ({ ...one, kind: kinds.left, changes: [] as string[] })),
  ]
  const rows = all.slice(0, most).map(
    ({ kind, code, title, changes }, at): LaidRow => ({
      kind: 'line',
      cells: [at + 1, kind[language], code || null, title || null, changes.length === 0 ? null : changes.join('\n')],
    }),
  )
  const against = periodWords({ id: delta.against.period })
  const [entered, changed, left] = (['entered', 'changed', 'left'] as const).map((which) => delta[which].length + (delta.more?.[which] ?? 0))
  const rest = (entered ?? 0) + (changed ?? 0) + (left ?? 0) - rows.length
  return {
    id: 'delta',
    words: { zh: '与上次报送相比', en: 'Against the submission before' },
    note: {
      zh: `与${against.zh}第${delta.against.version}版报送相比：新增目录 ${entered} 条，修改 ${changed} 条，撤销 ${left} 条。${rest === 0 ? '' : `另有 ${rest} 条${elsewhere.zh}`}`,
      en: `Against the submission of ${against.en}, version ${delta.against.version}: ${entered} entries came in, ${changed} changed, ${left} left.${rest === 0 ? '' : ` ${rest} more ${elsewhere.en}`}`,
    },
    columns: [
      { words: { zh: '序号', en: 'No.' }, type: 'number', width: 6 },
      { words: { zh: '变化', en: 'Change' }, type: 'text', width: 8 },
      { words: { zh: '信息资源代码', en: 'Code' }, type: 'text', width: 22 },
      { words: { zh: '名称', en: 'Name' }, type: 'text', width: 34 },
      { words: { zh: '改动内容', en: 'What changed' }, type: 'text', width: 70 },
    ],
    rows,
    figureColumn: null,
    end: rest === 0 ? endOf(rows.length, []) : null,
  }
}
