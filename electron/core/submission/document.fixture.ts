import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import { packSet } from '../../../shared/regulations/pack-set.ts'
import { figuresOf } from '../../../shared/statistics/indicator.ts'
import { periodOn } from '../../../shared/statistics/periods.ts'
import type { Fact, SourceName } from '../../../shared/statistics/sources.ts'
import { sourceNames, sources } from '../../../shared/statistics/sources.ts'
import { assessmentTemplate } from '../../../shared/submissions/assessment.ts'
import type { SourceRow, SubmissionDocument } from '../../../shared/submissions/document.ts'
import { standardTemplate } from '../../../shared/submissions/standard.ts'
import { type FigureRef, namedIndicators, refKey, type Template } from '../../../shared/submissions/template.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { sm3Bytes } from '../crypto/sm2.ts'
import { canonicalText } from '../signing/canonical-text.ts'
import { rowsDigest } from './freeze-job.ts'

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const byRef = (a: FigureRef, b: FigureRef): number => (refKey(a) < refKey(b) ? -1 : 1)

/** What cells may not do to a sheet and a sheet not to them. */
export const hostileTexts = [
  '=HYPERLINK("http://example.invalid","点我")',
  '+cmd|calc',
  '@SUM(A1:A9)',
  '王𠮷祥、李䶮',
  '控制\u0000\u0001字符\u000b',
  '_x000D_ 与 _x005F_',
  '换行\n第二行',
  ']]>&amp;<b>&"引号"',
  '  前后空格 ',
]

const plainFact = (source: SourceName, fact: string, n: number): Fact => {
  const spec = sources[source].facts[fact]
  if (spec === undefined) return null
  if (fact === 'shareType') return ['无条件共享', '有条件共享', '不予共享', ''][n % 4] ?? ''
  if (spec.values !== undefined) {
    const known = Object.keys(spec.values)
    return known[n % known.length] ?? null
  }
  // What a list asks for holds of every row.
  if (fact === 'current') return true
  if (spec.type === 'flag') return n % 3 !== 0
  if (spec.type === 'number') return n % 5 === 4 ? null : (n * 7) % 23
  if (spec.type === 'day') return n % 4 === 3 ? null : `2026-0${7 + (n % 3)}-${String(1 + (n % 28)).padStart(2, '0')}`
  return hostileTexts[n % hostileTexts.length] ?? ''
}

const rowsOf = (source: SourceName, count: number): SourceRow[] =>
  Array.from({ length: count }, (_, n) => ({
    id: idOf(n),
    label: `第${n}行`,
    ref: { kind: 'entry', id: idOf(n), version: 1 },
    facts: Object.fromEntries(Object.keys(sources[source].facts).map((fact) => [fact, plainFact(source, fact, n)])),
  }))

/** Its one text and what it is known by. */
export const submissionText = (document: SubmissionDocument) => {
  const bytes = canonicalText(document)
  return { bytes, sha256: sha256Hex(bytes), sm3: sm3Bytes(bytes).toString('hex') }
}

/** 年度自查 by the founding regulations, answered in part. */
export const assessed = (): SubmissionDocument => {
  const template = assessmentTemplate(packSet(builtInPacks, '2026-12-31', ['CN-809', 'NB-171']))
  const document = frozenSubmission({ rows: 9, template })
  const items = template.tables.flatMap((table) => (table.kind === 'statements' ? table.lines : []))
  return {
    ...document,
    period: periodOn('year', '2026-12-31'),
    periodBefore: '2025',
    statements: items.slice(0, 3).map(({ id }, at) => ({
      line: id,
      answer: (['无此情形', '待核对', '已整改'] as const)[at] ?? '不涉及',
      text: at === 0 ? '' : '第三季度一件超期，已补办。',
      by: '李编目',
    })),
    remedies: [
      {
        problem: '一条目录未按时更新',
        measure: '每月核对更新周期',
        responsible: '王𠮷祥',
        dueOn: '2027-03-31',
        doneOn: null,
        result: '',
        statement: items[1]?.id ?? '',
      },
      { problem: '=1+1', measure: '', responsible: '', dueOn: null, doneOn: null, result: '' },
    ],
  }
}

type Wanted = { rows?: number; requests?: number; template?: Template; text?: string }

/** A frozen submission with rows in every source, hostile texts among them; its figures are counted from them. */
export const frozenSubmission = ({ rows = 12, requests = rows, template = standardTemplate, text = '' }: Wanted = {}): SubmissionDocument => {
  const all = Object.fromEntries(sourceNames.map((source) => [source, rowsOf(source, source === 'request' ? requests : rows)])) as Record<
    SourceName,
    SourceRow[]
  >
  const figures = namedIndicators(template).flatMap((indicator) =>
    indicator.formula.kind === 'manual'
      ? [{ indicator: indicator.id, key: null, value: indicator.unit === 'text' ? '共服务事项 12 项' : '128', over: null, under: null }]
      : figuresOf(indicator, all[indicator.formula.source]),
  )
  return {
    format: 'mulu-submission/1',
    id: '5b0c6a1e-3f4d-4c2b-9a77-0d1e2f3a4b5c',
    version: 2,
    replaces: { version: 1, sha256: 'a'.repeat(64), reason: '漏计平台外共享一次', figures: [{ indicator: 'direct.times', key: null, from: '3', to: '4' }] },
    agency: { name: '澄湖市民政局', creditCode: '11330200002948201X', region: '浙江省宁波市' },
    period: periodOn('quarter', '2026-09-30'),
    periodBefore: '2026-Q2',
    notice: { number: '澄数发〔2026〕18号', issuer: '澄湖市数据局', title: '关于报送第三季度情况的通知', dueAt: '2026-10-16T09:00:00.000Z' },
    template,
    computed: {
      asOf: '2026-09-30T15:59:59.999Z',
      at: '2026-10-09T02:30:00.000Z',
      by: '李编目',
      packs: [{ id: 'cn-809-2025', version: 1 }],
      calendars: [{ year: 2026, region: '', version: 1 }],
      counts: Object.fromEntries(sourceNames.map((source) => [source, all[source].length])) as SubmissionDocument['computed']['counts'],
      sealed: 1,
      rowsSha256: rowsDigest(all),
    },
    cover: {
      agency: '澄湖市民政局',
      creditCode: '11330200002948201X',
      period: '2026年第3季度',
      notice: '澄数发〔2026〕18号',
      preparer: '李编目',
      reviewer: '王𠮷祥',
      phone: '0574-00000000',
      on: '2026-10-09',
    },
    figures: figures.toSorted(byRef).map((figure) => ({
      ...figure,
      origin: figure.over === null ? 'manual' : 'computed',
      previous: figure.value === null || figure.over === null ? null : String(Math.max(0, Number(figure.value) - 1)),
      source: figure.over === null ? '平台计数页 2026-10-08' : '',
      by: figure.over === null ? '李编目' : '',
    })),
    explanations: [
      { indicator: 'entry.total', key: null, text: `本季度新增婚姻登记类目录。${text}`, by: '李编目' },
      { indicator: 'request.replyRate', key: null, text: '=1+1 一件因补正顺延', by: '李编目' },
    ],
    reconciliations: [
      { indicator: 'request.received', key: null, other: '13', where: '平台首页', reason: '平台计入测试申请一件', evidence: '截图存处室', by: '李编目' },
    ],
    statements: [],
    remedies: [],
    delta: null,
    rows: all,
  }
}
