import { fill } from '../errors.ts'
import type { Words } from '../regulations/pack.ts'
import { type Indicator, unitWords } from '../statistics/indicator.ts'
import { previousOrigins, type SubmissionDocument } from './document.ts'
import { figureName, figureOf, figuresByRef } from './tables.ts'
import { type FigureRef, indicatorsOf, namedIndicators, sameFigure } from './template.ts'

/** What a submission lacks before it is signed, and what somebody should look at. An error stops the signature; a warning asks. */
export const checkWords = {
  'cover.missing': { severity: 'error', zh: '封面“{field}”未填写。', en: 'The cover lacks “{field}”.' },
  'reviewer.same': { severity: 'error', zh: '填报人和审核人是同一人（{name}）。', en: 'Preparer and reviewer are one person ({name}).' },
  'manual.missing': {
    severity: 'error',
    zh: '“{label}”由人工填报，尚未填写；确实没有的，请写说明。',
    en: '“{label}” is filled in by hand and is empty; where there is none, explain.',
  },
  'manual.source': { severity: 'error', zh: '“{label}”为人工填报，未注明来源或提供人。', en: '“{label}” was filled in without its source or who said so.' },
  'total.differs': { severity: 'error', zh: '“{label}”为 {whole}，各分项之和为 {parts}。', en: '“{label}” is {whole}, its parts add up to {parts}.' },
  'change.unexplained': {
    severity: 'error',
    zh: '“{label}”上期 {before}，本期 {now}（{change}），请填写说明。',
    en: '“{label}” went from {before} to {now} ({change}): explain.',
  },
  'change.explained': {
    severity: 'info',
    zh: '“{label}”上期 {before}，本期 {now}，已有说明。',
    en: '“{label}” went from {before} to {now}; it is explained.',
  },
  'reconciled.open': {
    severity: 'warning',
    zh: '“{label}”与{where}（{other}）不一致，已登记调节项。',
    en: '“{label}” differs from {where} ({other}); a reconciliation is on record.',
  },
  'statement.missing': { severity: 'error', zh: '自查项“{label}”未填写结果。', en: 'The item “{label}” has no answer.' },
  'statement.doubt': {
    severity: 'warning',
    zh: '自查项“{label}”填为“无此情形”，而待核对的有 {count} 个，请核对。',
    en: 'The item “{label}” says none, while {count} are to be checked: look again.',
  },
  'remedy.missing': {
    severity: 'warning',
    zh: '自查项“{label}”待核对，整改清单中没有对应这一项的整改。',
    en: 'The item “{label}” is to be checked, and no remedy in the list answers to it.',
  },
  'remedy.day': { severity: 'warning', zh: '整改项“{label}”没有责任人或完成时限。', en: 'The remedy “{label}” lacks who and by when.' },
  'open.overdue': {
    severity: 'warning',
    zh: '期末有 {count} 件本单位的事项超期未办。',
    en: '{count} items of the agency were overdue at the end of the period.',
  },
  'direct.unread': {
    severity: 'warning',
    zh: '有 {count} 条平台外共享登记的数据量未能折算，未计入数据量，请核对登记的写法。',
    en: '{count} records of sharing outside the platform have a volume that cannot be read; it is in neither sum. Look at how it is written.',
  },
  'notice.none': { severity: 'info', zh: '未登记报送通知：没有文号和截止时间。', en: 'No notice is on record: neither a number nor a deadline.' },
  'previous.none': {
    severity: 'info',
    zh: '没有上期数可比较；可录入首次使用前报送的数。',
    en: 'Nothing of the period before to compare with; what was submitted before can be entered.',
  },
  'previous.computed': {
    severity: 'info',
    zh: '有 {count} 个指标上期未报送，上期数由系统按当时的记录计算，供比较。',
    en: '{count} figures of the period before were not submitted; what stands there was computed from the records of then, to compare with.',
  },
  'previous.otherForm': {
    severity: 'info',
    zh: '有 {count} 个指标的上期数取自上期另一份报表。',
    en: '{count} figures of the period before come from what was submitted in another form.',
  },
  'previous.opening': { severity: 'info', zh: '上期数为录入的接续数，未经计算。', en: 'The figures of the period before were carried on, not computed.' },
  'cases.sealed': { severity: 'info', zh: '有 {count} 件案卷线下办理，未计入。', en: '{count} cases are handled off the system and do not count.' },
  'calendar.provisional': {
    severity: 'warning',
    zh: '{year}年的放假安排尚未载入，期限为暂定。',
    en: 'The calendar of {year} is not loaded: days are provisional.',
  },
} as const satisfies Record<string, { severity: 'error' | 'warning' | 'info'; zh: string; en: string }>
export type CheckCode = keyof typeof checkWords

export type Checked = {
  code: CheckCode
  severity: 'error' | 'warning' | 'info'
  figure: FigureRef | null
  params: Record<string, string | number>
  words: Words
}

/** What has a name in each language is said by it; `params` of a finding have the Chinese one. */
type Said = Readonly<Record<string, string | number | Words>>
const saidIn = (params: Said, language: keyof Words): Record<string, string | number> =>
  Object.fromEntries(Object.entries(params).map(([name, said]) => [name, typeof said === 'object' ? said[language] : said]))

const found = (code: CheckCode, said: Said = {}, figure: FigureRef | null = null): Checked => {
  const { severity, zh, en } = checkWords[code]
  const params = saidIn(said, 'zh')
  return { code, severity, figure, params, words: { zh: fill(zh, params), en: fill(en, saidIn(said, 'en')) } }
}

export type ToCheck = Omit<SubmissionDocument, 'rows' | 'replaces' | 'delta'>

const covers = (document: ToCheck): Checked[] => {
  const { preparer, reviewer } = document.cover
  return [
    ...document.template.cover
      .filter(({ id, required }) => required && (document.cover[id] ?? '').trim() === '')
      .map(({ words }) => found('cover.missing', { field: words })),
    ...(preparer !== undefined && preparer !== '' && preparer === reviewer ? [found('reviewer.same', { name: preparer })] : []),
  ]
}

const byHand = (document: ToCheck): Checked[] =>
  namedIndicators(document.template).flatMap((indicator): Checked[] => {
    if (indicator.formula.kind !== 'manual') return []
    const ref = { indicator: indicator.id, key: null }
    const figure = document.figures.find((one) => sameFigure(one, ref))
    const label = figureName(indicator, null)
    if (figure?.value == null || figure.value === '')
      return document.explanations.some((one) => sameFigure(one, ref)) ? [] : [found('manual.missing', { label }, ref)]
    return figure.source === '' || figure.by === '' ? [found('manual.source', { label }, ref)] : []
  })

/** Lines that say their parts add up to them. */
const totals = (document: ToCheck): Checked[] => {
  const known = new Map(indicatorsOf(document.template).map((indicator) => [indicator.id, indicator]))
  const figures = figuresByRef(document.figures)
  return document.template.tables.flatMap((table) => {
    if (table.kind !== 'lines') return []
    return table.lines.flatMap((line, at): Checked[] => {
      if (line.kind !== 'figure' || !line.sums) return []
      const rest = table.lines.slice(at + 1)
      const end = rest.findIndex((one) => one.kind === 'group' || one.level === 0)
      const parts = (end === -1 ? rest : rest.slice(0, end)).reduce(
        (sum, part) => sum + (part.kind === 'figure' ? Number(figureOf(figures, part).value ?? 0) : 0),
        0,
      )
      const whole = figureOf(figures, line).value
      const indicator = known.get(line.indicator)
      if (whole === null || indicator === undefined || Number(whole) === Number(parts.toFixed(4))) return []
      return [found('total.differs', { label: figureName(indicator, line.key), whole, parts: Number(parts.toFixed(4)) }, line)]
    })
  })
}

/** Whether a change asks for a word: by so many percent of what was, and by so much at least. */
export const isAnomalous = ({ limit }: Pick<Indicator, 'limit'>, before: number, now: number): boolean => {
  if (limit === undefined) return false
  const change = Math.abs(now - before)
  return change >= limit.least && change > (Math.abs(before) * limit.percent) / 100
}

/** A change with its sign and its unit: between two rates lie points. */
const signed = (change: number, unit: Words): Words => {
  const value = `${change < 0 ? '−' : '+'}${Number(Math.abs(change).toFixed(4))}`
  return { zh: `${value}${unit.zh}`, en: unit.en === '' ? value : `${value} ${unit.en}` }
}

const changes = (document: ToCheck): Checked[] => {
  const shown = new Map(namedIndicators(document.template).map((indicator) => [indicator.id, indicator]))
  return document.figures.flatMap((figure): Checked[] => {
    const indicator = shown.get(figure.indicator)
    // Of parts the whole speaks.
    if (indicator === undefined || figure.key !== null || figure.value === null || figure.previous === null || indicator.unit === 'text') return []
    const [before, now] = [Number(figure.previous), Number(figure.value)]
    if (!isAnomalous(indicator, before, now)) return []
    const ref = { indicator: figure.indicator, key: figure.key }
    const unit = unitWords[indicator.unit]
    const withUnit = (value: string): Words => ({
      zh: `${value}${unit.zh}`,
      en: unit.en === '' || unit.en === '%' ? `${value}${unit.en}` : `${value} ${unit.en}`,
    })
    const params = {
      label: figureName(indicator, null),
      before: withUnit(figure.previous),
      now: withUnit(figure.value),
      change: signed(now - before, indicator.unit === 'percent' ? { zh: '个百分点', en: 'points' } : unit),
    }
    return [found(document.explanations.some((one) => sameFigure(one, ref)) ? 'change.explained' : 'change.unexplained', params, ref)]
  })
}

const statements = (document: ToCheck): Checked[] => {
  const figures = figuresByRef(document.figures)
  return document.template.tables.flatMap((table) => {
    if (table.kind !== 'statements') return []
    return table.lines.flatMap(({ id, words, indicators }): Checked[] => {
      const answer = document.statements.find(({ line }) => line === id)?.answer
      if (answer === undefined) return [found('statement.missing', { label: words })]
      const count = indicators.reduce((sum, ref) => sum + Number(figureOf(figures, ref).value ?? 0), 0)
      if (answer === '无此情形' && count > 0) return [found('statement.doubt', { label: words, count })]
      return answer === '待核对' && !document.remedies.some(({ statement }) => statement === id) ? [found('remedy.missing', { label: words })] : []
    })
  })
}

const rest = (document: ToCheck): Checked[] => {
  const known = new Map(indicatorsOf(document.template).map((indicator) => [indicator.id, indicator]))
  const figure = (id: string): number => Number(document.figures.find(({ indicator, key }) => indicator === id && key === null)?.value ?? 0)
  const [overdue, unread] = [figure('open.overdue'), figure('direct.unread')]
  const before = document.figures.some(({ previous }) => previous !== null)
  return [
    ...document.reconciliations.flatMap(({ where, other, ...ref }) => {
      const indicator = known.get(ref.indicator)
      return indicator === undefined
        ? []
        : [found('reconciled.open', { label: figureName(indicator, ref.key), where, other }, { indicator: ref.indicator, key: ref.key })]
    }),
    ...document.remedies.filter(({ responsible, dueOn }) => responsible === '' || dueOn === null).map(({ problem }) => found('remedy.day', { label: problem })),
    ...(overdue > 0 ? [found('open.overdue', { count: overdue }, { indicator: 'open.overdue', key: null })] : []),
    ...(unread > 0 ? [found('direct.unread', { count: unread }, { indicator: 'direct.unread', key: null })] : []),
    ...(document.notice === null ? [found('notice.none')] : []),
    ...(before ? [] : [found('previous.none')]),
    ...previousOrigins.flatMap((from) => {
      const count = document.figures.filter(({ key, previousFrom }) => key === null && previousFrom === from).length
      return count === 0 ? [] : [found(`previous.${from}`, { count })]
    }),
    ...(document.computed.sealed > 0 ? [found('cases.sealed', { count: document.computed.sealed })] : []),
  ]
}

/** What concerns more than the document: years without a calendar, what the figures before came from. */
export type Beside = { yearsMissing: readonly number[]; previousOpening: boolean }

/** Everything the checks have to say, the errors first. Pure. */
export const checkDocument = (document: ToCheck, { yearsMissing, previousOpening }: Beside): Checked[] => {
  const all = [
    ...covers(document),
    ...byHand(document),
    ...totals(document),
    ...changes(document),
    ...statements(document),
    ...rest(document),
    ...yearsMissing.map((year) => found('calendar.provisional', { year })),
    ...(previousOpening ? [found('previous.opening')] : []),
  ]
  const order = { error: 0, warning: 1, info: 2 }
  return all.sort((a, b) => order[a.severity] - order[b.severity])
}
