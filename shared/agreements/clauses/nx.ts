import type { Clause } from './clause.ts'

const ningxia = { version: 1, from: null, pack: 'NX' } as const

/** As far as the text goes that we have; from its art.12 on it is missing, and no clause is made up for it. */
export const ningxiaClauses: readonly Clause[] = [
  {
    ...ningxia,
    id: 'nx/platform',
    part: 'provider',
    heading: { zh: '通过共享平台共享', en: 'Over the platform' },
    text: {
      zh: '双方通过共享平台按照目录提供和获取数据，乙方按照答复同意的内容和方式使用。',
      en: 'The two provide and obtain the data over the platform by the catalogue; party B uses them as the reply says.',
    },
    blanks: {},
    rules: ['NX/7', 'NX/11-1', 'NX/11-3:conditional'],
    required: [],
  },
  {
    ...ningxia,
    id: 'nx/disputes',
    part: 'disputes',
    heading: { zh: '争议解决', en: 'Disputes' },
    text: {
      zh: '履行本协议发生争议的，双方先行协商；协商不成的，由本级政务数据共享主管部门协调；经协调仍未达成一致意见的，报主管部门的本级人民政府决定。',
      en: 'Disputes are negotiated first; failing that the competent department of the level coordinates; failing that the government of its level decides.',
    },
    blanks: {},
    rules: ['NX/11-4', 'CN-809/28-2'],
    required: [],
    insteadOf: 'base/disputes',
  },
]
