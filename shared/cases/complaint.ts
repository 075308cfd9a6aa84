import { z } from 'zod'
import { daySchema } from '../moments.ts'
import { line, text, toAct } from './fields.ts'
import { machine } from './machine.ts'

/** An agency's about another (Ningbo art.29), a member of the public's (Order 809 art.37), or an order to rectify (Ningbo art.30). */
export const complaintTypes = ['agency', 'public', 'order'] as const

const officers = ['catalogueOfficer', 'confidentialityOfficer'] as const

export const complaintMachine = machine({
  kind: 'complaint',
  words: { zh: '投诉与整改', en: 'Complaint and rectification' },
  parties: {
    applicant: { zh: '投诉方', en: 'who complains' },
    respondent: { zh: '被投诉方', en: 'whom it is about' },
    department: { zh: '主管部门', en: 'competent department' },
  },
  states: {
    received: { words: { zh: '待调查处理', en: 'to be looked into' } },
    ordered: { words: { zh: '限期整改', en: 'to be rectified' } },
    rectified: { words: { zh: '已整改，待验收', en: 'rectified, to be accepted' } },
    answered: { words: { zh: '已书面反馈', en: 'answered in writing' }, closed: true },
    closed: { words: { zh: '已办结', en: 'closed' }, closed: true },
    withdrawn: { words: { zh: '已撤回', en: 'withdrawn' }, closed: true },
  },
  acts: {
    complain: {
      words: { zh: '提出投诉', en: 'complain' },
      party: ['applicant'],
      from: ['new'],
      to: 'received',
      fields: z.strictObject({ type: z.enum(['agency', 'public']), matter: text, receivedFrom: z.string().max(200) }),
      roles: officers,
      needs: [],
      events: [],
      tellsDepartment: true,
    },
    answer: {
      words: { zh: '书面反馈处理结果', en: 'answer in writing' },
      party: ['department', 'respondent'],
      from: ['received'],
      to: 'answered',
      fields: z.strictObject({ result: text }),
      roles: officers,
      needs: ['headConsent'],
      paper: true,
      events: [],
    },
    order: {
      words: { zh: '责令限期整改', en: 'order rectification by a day' },
      party: ['department'],
      from: ['new', 'received'],
      to: 'ordered',
      fields: z.strictObject({ matter: text, by: daySchema, orderedBy: line }),
      roles: officers,
      needs: [],
      paper: true,
      events: [],
    },
    rectify: {
      words: { zh: '报告整改结果', en: 'report the rectification' },
      party: ['respondent'],
      from: ['ordered'],
      to: 'rectified',
      fields: z.strictObject({ result: text, on: daySchema }),
      roles: officers,
      needs: ['headConsent'],
      paper: true,
      events: [],
      tellsDepartment: true,
    },
    accept: {
      words: { zh: '验收', en: 'accept' },
      party: ['department'],
      from: ['rectified'],
      to: 'closed',
      fields: z.strictObject({ to: toAct, opinion: z.string().max(2000) }),
      roles: officers,
      needs: [],
      answers: ['rectify'],
      events: [],
    },
    again: {
      words: { zh: '整改不到位，继续整改', en: 'not rectified: go on' },
      party: ['department'],
      from: ['rectified'],
      to: 'ordered',
      fields: z.strictObject({ to: toAct, matter: text, by: daySchema }),
      roles: officers,
      needs: [],
      answers: ['rectify'],
      events: [],
    },
    withdraw: {
      words: { zh: '撤回投诉', en: 'withdraw' },
      party: ['applicant'],
      from: ['received'],
      to: 'withdrawn',
      fields: z.strictObject({ reason: text }),
      roles: officers,
      needs: [],
      events: [],
    },
  },
  next: [
    { in: ['received'], party: 'department', act: 'answer' },
    { in: ['ordered'], party: 'respondent', act: 'rectify' },
    { in: ['rectified'], party: 'department', act: 'accept' },
  ],
  clocks: [],
})
