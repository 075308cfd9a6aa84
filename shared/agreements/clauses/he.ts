import type { Clause } from './clause.ts'

const hebei = { version: 1, from: null, pack: 'HE' } as const

export const hebeiClauses: readonly Clause[] = [
  {
    ...hebei,
    id: 'he/free',
    part: 'provider',
    heading: { zh: '无偿提供', en: 'Free of charge' },
    text: { zh: '甲方通过共享平台无偿提供，互不收费。', en: 'Party A provides the information over the platform, free of charge.' },
    blanks: {},
    rules: ['HE/12-1:free'],
    required: [],
  },
  {
    ...hebei,
    id: 'he/spread',
    part: 'user',
    heading: { zh: '不出售、不扩散', en: 'No sale, no spreading' },
    text: {
      zh: '乙方按照授权为履行职责获取和使用共享信息，不出售、不扩散，未经甲方同意不提供给第三方。',
      en: 'Party B obtains and uses the information by authorisation for its duties, neither sells nor spreads it, and gives it to no third party without the consent of party A.',
    },
    blanks: {},
    rules: ['HE/15-1', 'HE/15-2', 'CN-809/25-1'],
    required: [],
    insteadOf: 'base/third-party',
  },
  {
    ...hebei,
    id: 'he/disputes',
    part: 'disputes',
    heading: { zh: '争议解决', en: 'Disputes' },
    text: {
      zh: '履行本协议发生争议的，双方协商解决；协商不成的，乙方可以向信息共享主管部门申请协调，甲方在{explainLimit}内书面说明情况和理由，主管部门自收到说明之日起{coordinateLimit}内组织协调；仍不一致的，由主管部门会同有关部门决定。',
      en: 'Disputes are negotiated; failing that party B may apply to the competent department, party A explains in writing with reasons within {explainLimit}, the department coordinates within {coordinateLimit} of receiving it, and decides with the offices concerned where the two still differ.',
    },
    blanks: {
      explainLimit: { words: { zh: '书面说明期限', en: 'the time for an explanation' }, law: { duty: 'dispute.explain', kind: 'deadline' } },
      coordinateLimit: { words: { zh: '协调期限', en: 'the time for coordination' }, law: { duty: 'dispute.coordinate', kind: 'deadline' } },
    },
    rules: ['HE/13-3:explain', 'HE/13-3:coordinate', 'HE/13-4', 'CN-809/28-2'],
    required: [],
    insteadOf: 'base/disputes',
  },
]
