import type { Clause } from './clause.ts'

const jiangsu = { version: 1, from: null, pack: 'JS-85' } as const

export const jiangsuClauses: readonly Clause[] = [
  {
    ...jiangsu,
    id: 'js/way',
    part: 'provider',
    heading: { zh: '按约定方式提供', en: 'Provided in the way agreed' },
    text: {
      zh: '涉及商业秘密、个人隐私的信息，甲方通过共享交换平台或者本协议约定的方式提供。',
      en: 'Information with commercial secrets or private information is provided over the exchange platform or in the way agreed here.',
    },
    blanks: {},
    rules: ['JS-85/18-2', 'JS-85/19-1:agreement'],
    required: ['JS-85/19-1:agreement'],
    sensitive: ['商业秘密', '个人隐私'],
  },
  {
    ...jiangsu,
    id: 'js/free',
    part: 'provider',
    heading: { zh: '无偿共享', en: 'Free of charge' },
    text: { zh: '双方之间无偿共享，互不收费。', en: 'The two share free of charge.' },
    blanks: {},
    rules: ['JS-85/16-1'],
    required: [],
  },
  {
    ...jiangsu,
    id: 'js/refresh',
    part: 'provider',
    heading: { zh: '共享信息的更新', en: 'Refreshing' },
    text: {
      zh: '共享信息发生变化的，甲方在{refreshLimit}内更新。',
      en: 'When shared information has changed, party A updates it within {refreshLimit}.',
    },
    blanks: { refreshLimit: { words: { zh: '更新期限', en: 'the time for updating' }, law: { duty: 'data.refresh', kind: 'deadline' } } },
    rules: ['JS-85/15-2'],
    required: [],
  },
  {
    ...jiangsu,
    id: 'js/source',
    part: 'user',
    heading: { zh: '发布和注明来源', en: 'Publication and its source' },
    text: {
      zh: '未经甲方同意，乙方不向社会发布、公开共享信息，不提供给第三方；属于政府信息公开范围的，注明信息来源。',
      en: 'Without the consent of party A, party B neither publishes the information nor gives it to a third party; what falls under information disclosure names its source.',
    },
    blanks: {},
    rules: ['JS-85/17-1', 'JS-85/17-2', 'CN-809/25-1'],
    required: [],
    insteadOf: 'base/third-party',
  },
  {
    ...jiangsu,
    id: 'js/secrecy-disputes',
    part: 'disputes',
    heading: { zh: '是否涉密的争议', en: 'Disputes about secrecy' },
    text: {
      zh: '对有关信息是否属于国家秘密有争议的，停止使用，由保密行政管理部门确定；对是否属于商业秘密、个人隐私有争议的，由提出争议的一方申请有关国家机关依法确定。',
      en: 'In dispute whether something is a state secret it is not used, and the secrecy administration decides; whether it is a commercial secret or private, the disputing side applies to the state organ concerned.',
    },
    blanks: {},
    rules: ['JS-85/19-2'],
    required: [],
  },
]
