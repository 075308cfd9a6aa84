import type { Clause } from './clause.ts'

const ningbo = { version: 1, from: null, pack: 'NB-171' } as const

export const ningboClauses: readonly Clause[] = [
  {
    ...ningbo,
    id: 'nb/way',
    part: 'provider',
    heading: { zh: '按约定方式共享', en: 'Shared in the way agreed' },
    text: {
      zh: '涉及商业秘密、个人隐私的信息，双方只按照本协议约定的方式共享，不另行提供。',
      en: 'Information with commercial secrets or private information is shared in the way agreed here and in no other.',
    },
    blanks: {},
    rules: ['NB-171/19:agreement'],
    required: ['NB-171/19:agreement'],
    sensitive: ['商业秘密', '个人隐私'],
  },
  {
    ...ningbo,
    id: 'nb/purpose',
    part: 'user',
    heading: { zh: '使用目的限制', en: 'Purpose' },
    text: {
      zh: '乙方所获取的共享信息，只用于本机关履行职责需要，限于本协议载明的使用依据、使用场景、范围和期限，不用于任何其他目的。\n确需扩大使用范围的，乙方另行提出申请，经甲方同意后使用。',
      en: 'Party B uses the information for its own duties only, for the basis, scene, scope and period stated here, and for no other purpose.\nFor a wider use party B applies anew and waits for the consent of party A.',
    },
    blanks: {},
    rules: ['NB-171/20-1', 'CN-809/25-1', 'NDS/12-2', 'NDS/12-1:content'],
    required: ['NDS/12-1:content'],
    insteadOf: 'base/purpose',
  },
  {
    ...ningbo,
    id: 'nb/publication',
    part: 'user',
    heading: { zh: '发布和公开', en: 'Publication' },
    text: {
      zh: '未经甲方同意，乙方不向社会发布、公开所获取的共享信息，不提供给第三方。',
      en: 'Without the consent of party A, party B neither publishes the information nor gives it to a third party.',
    },
    blanks: {},
    rules: ['NB-171/20-2', 'CN-809/25-1'],
    required: [],
    insteadOf: 'base/third-party',
  },
  {
    ...ningbo,
    id: 'nb/free',
    part: 'provider',
    heading: { zh: '无偿共享', en: 'Free of charge' },
    text: { zh: '双方之间无偿共享，互不收费。', en: 'The two share free of charge.' },
    blanks: {},
    rules: ['NB-171/3-3'],
    required: [],
  },
  {
    ...ningbo,
    id: 'nb/error-report',
    part: 'correction',
    heading: { zh: '错误信息报告', en: 'Reports of errors' },
    text: {
      zh: '乙方认为获取的共享信息有错误的，除向甲方提出校核申请外，及时书面报告本级主管部门。',
      en: 'Where party B holds information to be wrong, it reports it promptly in writing to the competent department of its level, beside the application to party A.',
    },
    blanks: {},
    rules: ['NB-171/20-3:report', 'NB-171/20-3:handle'],
    required: [],
  },
]
