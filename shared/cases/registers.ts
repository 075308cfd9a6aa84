import { z } from 'zod'
import { daySchema } from '../moments.ts'
import { officers } from './casework.ts'
import { items, legalBasis, line, text } from './fields.ts'
import { machine } from './machine.ts'

const self = {
  applicant: { zh: '本单位', en: 'own agency' },
  respondent: { zh: '对方', en: 'other side' },
  department: { zh: '主管部门', en: 'competent department' },
}

/** 需求清单: what the agency needs for its duties and nobody offers (Ningbo art.11, Hebei art.7, Jiangsu art.9). */
export const needMachine = machine({
  kind: 'need',
  words: { zh: '共享需求', en: 'Need' },
  parties: self,
  states: {
    listed: { words: { zh: '已列入清单', en: 'listed' } },
    reported: { words: { zh: '已报送', en: 'reported' } },
    matched: { words: { zh: '已有提供方', en: 'a provider was found' }, closed: true },
    dropped: { words: { zh: '不再需要', en: 'not needed any more' }, closed: true },
  },
  acts: {
    list: {
      words: { zh: '列入需求清单', en: 'list' },
      party: ['applicant'],
      from: ['new'],
      to: 'listed',
      fields: z.strictObject({ name: line, items, basis: z.array(legalBasis).min(1).max(10), scene: text, likelyProvider: z.string().max(100) }),
      roles: officers,
      needs: [],
      events: [],
    },
    report: {
      words: { zh: '报送主管部门', en: 'report to the competent department' },
      party: ['applicant'],
      from: ['listed'],
      to: 'reported',
      fields: z.strictObject({ on: daySchema }),
      roles: officers,
      needs: ['headConsent'],
      paper: true,
      events: ['changeReported'],
      tellsDepartment: true,
    },
    match: {
      words: { zh: '明确提供方', en: 'a provider is named' },
      party: ['department', 'applicant'],
      from: ['listed', 'reported'],
      to: 'matched',
      fields: z.strictObject({ provider: line, note: z.string().max(2000) }),
      roles: officers,
      needs: [],
      events: [],
    },
    drop: {
      words: { zh: '不再需要', en: 'not needed any more' },
      party: ['applicant'],
      from: ['listed', 'reported'],
      to: 'dropped',
      fields: z.strictObject({ reason: text }),
      roles: officers,
      needs: [],
      events: [],
    },
  },
  next: [
    { in: ['listed'], party: 'applicant', act: 'report' },
    { in: ['reported'], party: 'department', act: 'match' },
  ],
  clocks: [],
})

/** 安全事件 of shared data (Order 809 art.35). Its words stay free of what was leaked: the text is about the event, never the data. */
export const incidentMachine = machine({
  kind: 'incident',
  words: { zh: '安全事件', en: 'Security incident' },
  parties: self,
  states: {
    open: { words: { zh: '处置中', en: 'being dealt with' } },
    reported: { words: { zh: '已报告，处置中', en: 'reported' } },
    closed: { words: { zh: '已办结', en: 'closed' }, closed: true },
  },
  acts: {
    note: {
      words: { zh: '登记事件', en: 'record' },
      party: ['applicant'],
      from: ['new'],
      to: 'open',
      fields: z.strictObject({ on: daySchema, what: text, reach: text, measures: z.string().max(4000) }),
      roles: ['confidentialityOfficer', 'catalogueOfficer'],
      needs: [],
      events: [],
    },
    report: {
      words: { zh: '按规定报告', en: 'report as prescribed' },
      party: ['applicant'],
      from: ['open'],
      to: 'reported',
      fields: z.strictObject({ to: line, on: daySchema }),
      roles: ['confidentialityOfficer'],
      needs: ['departmentHead'],
      paper: true,
      events: [],
    },
    end: {
      words: { zh: '处置完毕', en: 'close' },
      party: ['applicant'],
      from: ['reported'],
      to: 'closed',
      fields: z.strictObject({ result: text, cause: text }),
      roles: ['confidentialityOfficer'],
      needs: ['departmentHead'],
      events: [],
    },
  },
  next: [
    { in: ['open'], party: 'applicant', act: 'report' },
    { in: ['reported'], party: 'applicant', act: 'end' },
  ],
  clocks: [],
})
