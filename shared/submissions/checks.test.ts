import { describe, expect, it } from 'vitest'
import { builtInPacks } from '../regulations/built-in.ts'
import { packSet } from '../regulations/pack-set.ts'
import { assessmentTemplate } from './assessment.ts'
import { type Beside, checkDocument, isAnomalous, type ToCheck } from './checks.ts'
import { standardTemplate } from './standard.ts'
import { namedIndicators, type Template, templateTroubles } from './template.ts'

const beside: Beside = { yearsMissing: [], previousOpening: false }

/** A document in which everything is as it should be. */
const sound = (template: Template = standardTemplate): ToCheck => ({
  format: 'mulu-submission/1',
  ...{ id: '00000000-0000-4000-8000-000000000001', version: 1 },
  agency: { name: '甲局', creditCode: '11430000743187451F', region: '330200' },
  period: { kind: 'quarter', id: '2026-Q3', from: '2026-07-01', until: '2026-09-30' },
  periodBefore: '2026-Q2',
  notice: { number: '甬数〔2026〕5号', issuer: '数据局', title: '报送', dueAt: '2026-10-20T09:00:00.000Z' },
  template,
  computed: {
    asOf: '2026-09-30T15:59:59.999Z',
    at: '2026-10-08T01:00:00.000Z',
    by: '李',
    packs: [],
    calendars: [],
    counts: {},
    sealed: 0,
    rowsSha256: '0'.repeat(64),
  },
  cover: Object.fromEntries(template.cover.map(({ id }) => [id, id])),
  figures: namedIndicators(template).map(({ id, formula }) => {
    const manual = formula.kind === 'manual'
    return {
      indicator: id,
      key: null,
      value: '0',
      over: 0,
      under: 0,
      origin: manual ? 'manual' : 'computed',
      previous: '0',
      source: manual ? '平台' : '',
      by: manual ? '王' : '',
    }
  }),
  ...{ explanations: [], reconciliations: [], statements: [], remedies: [] },
})

const codes = (document: ToCheck, more: Beside = beside) => checkDocument(document, more).map(({ code }) => code)
const withFigure = (document: ToCheck, indicator: string, more: Partial<ToCheck['figures'][number]>): ToCheck => ({
  ...document,
  figures: document.figures.map((figure) => (figure.indicator === indicator ? { ...figure, ...more } : figure)),
})

describe('the checks of a submission', () => {
  it('have nothing to say where all is there', () => {
    expect(codes(sound())).toEqual([])
  })
  it('ask for the cover, and for two people', () => {
    expect(codes({ ...sound(), cover: { ...sound().cover, phone: ' ' } })).toEqual(['cover.missing'])
    expect(codes({ ...sound(), cover: { ...sound().cover, reviewer: 'preparer' } })).toEqual(['reviewer.same'])
  })
  it('ask for what is filled in by hand, with its source; an explanation stands for what there is not', () => {
    const empty = withFigure(sound(), 'exchange.times', { value: null })
    expect(codes(empty)).toEqual(['manual.missing'])
    expect(codes({ ...empty, explanations: [{ indicator: 'exchange.times', key: null, text: '平台不计', by: '李' }] })).toEqual([])
    expect(codes(withFigure(sound(), 'exchange.times', { source: '' }))).toEqual(['manual.source'])
  })
  it('add up', () => {
    const parts = { ...sound(), figures: [...sound().figures, { ...sound().figures[0], indicator: 'entry.total', key: '有条件共享', value: '2' } as never] }
    expect(codes(parts)).toEqual(['total.differs'])
    expect(codes(withFigure(parts, 'entry.total', {}))).toEqual(['total.differs'])
  })
  it('ask why a figure changed much, once', () => {
    const jumped = withFigure(sound(), 'request.received', { value: '40', previous: '10' })
    expect(codes(jumped)).toEqual(['change.unexplained'])
    expect(codes({ ...jumped, explanations: [{ indicator: 'request.received', key: null, text: '集中申请', by: '李' }] })).toEqual(['change.explained'])
    expect(codes(withFigure(sound(), 'request.received', { value: '12', previous: '10' }))).toEqual([])
    expect(isAnomalous({ limit: { percent: 30, least: 5 } }, 0, 5)).toBe(true)
    expect(isAnomalous({ limit: { percent: 30, least: 5 } }, 100, 130)).toBe(false)
  })
  it('say what else is to be known', () => {
    const { computed } = sound()
    expect(codes({ ...sound(), notice: null, computed: { ...computed, sealed: 2 } }, { yearsMissing: [2027], previousOpening: true }).sort()).toEqual([
      'calendar.provisional',
      'cases.sealed',
      'notice.none',
      'previous.opening',
    ])
    expect(codes(withFigure(sound(), 'open.overdue', { value: '3', previous: '3' }))).toEqual(['open.overdue'])
  })
  it('want an answer to each item of the self-assessment, and doubt a no where records wait to be looked at', () => {
    const template = assessmentTemplate(packSet(builtInPacks, '2026-12-31', []))
    expect(templateTroubles(template)).toEqual([])
    const lines = template.tables.flatMap((table) => (table.kind === 'statements' ? table.lines : []))
    const answered = { ...sound(template), statements: lines.map(({ id }) => ({ line: id, answer: '无此情形' as const, text: '', by: '李' })) }
    expect(codes(sound(template)).filter((code) => code === 'statement.missing')).toHaveLength(lines.length)
    expect(codes(answered)).toEqual([])
    const [first, second] = lines.map(({ id }) => id)
    const open = {
      ...answered,
      statements: answered.statements.map((one) => (one.line === first || one.line === second ? { ...one, answer: '待核对' as const } : one)),
    }
    const remedy = { problem: '超期', measure: '', responsible: '王', dueOn: '2027-01-31', doneOn: null, result: '' }
    expect(codes({ ...open, remedies: [remedy] })).toEqual(['remedy.missing', 'remedy.missing'])
    expect(codes({ ...open, remedies: [{ ...remedy, statement: first }] })).toEqual(['remedy.missing'])
    expect(codes(withFigure(answered, 'correction.late', { value: '2', previous: '2' }))).toEqual(['statement.doubt'])
  })
})

it('the standard form names nothing there is not', () => {
  expect(templateTroubles(standardTemplate)).toEqual([])
  const wrong: Template = {
    ...standardTemplate,
    tables: [{ kind: 'lines', id: 'a', words: { zh: '表', en: 'table' }, lines: [{ kind: 'figure', indicator: 'no.such', key: null, level: 0, sums: false }] }],
  }
  expect(templateTroubles(wrong)).toEqual([{ where: 'a', what: 'no.such' }])
})
