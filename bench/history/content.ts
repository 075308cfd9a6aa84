import { type EntryContent, emptyBasis, type Item } from '../../shared/catalogue.ts'
import { makeEntry } from '../content.ts'
import { offices } from '../words.ts'
import type { Chance } from './chance.ts'
import type { Fields } from './script.ts'

const cycles = { 每月: 3, 每季度: 3, 每半年: 2, 每年: 2, 每周: 1, 每日: 1, 实时: 1, 不定期: 1, '': 1 }
const mounts = { 已挂接: 6, 部分挂接: 1, 未挂接: 3, 无需挂接: 1, '': 1 }
const shares = { 无条件共享: 4, 有条件共享: 4, 不予共享: 2, '': 0.4 }
const formatClasses = ['数据库', '电子表格', '电子文件', '服务接口', '图形图像', '其他'] as const
const formatTypes = { 数据库: 'mysql', 电子表格: 'xlsx', 电子文件: 'pdf', 服务接口: 'http', 图形图像: 'jpg', 其他: '' } as const
const basisKinds = { 法律: 4, 行政法规: 3, 国务院决定: 1, 地方性法规: 1, 规范性文件: 1 }

const basisOf = (chance: Chance) => ({
  ...emptyBasis,
  kind: chance.by(basisKinds),
  title: chance.of(['《中华人民共和国个人信息保护法》', '《社会救助暂行办法》', '《省社会救助条例》']),
  number: chance.yes(0.9) ? '主席令第91号' : '',
  article: chance.yes(0.9) ? '第二十八条' : '',
  quotation: chance.yes(0.1) ? '' : '敏感个人信息只有在具有特定的目的和充分的必要性时方可处理',
})

/** What hangs on the sharing type is written with it, at times not all of it. */
const sharing = (chance: Chance, agency: string): Partial<EntryContent> => {
  const shareType = chance.by(shares)
  const told = chance.yes(0.85)
  return {
    shareType,
    shareCondition: shareType === '有条件共享' && told ? `经${agency}同意后用于行政履职` : '',
    shareScope: shareType === '有条件共享' && told ? '各级民政、公安部门' : '',
    shareUse: shareType === '有条件共享' && told ? '核对申请人家庭经济状况' : '',
    shareReason: shareType === '不予共享' && told ? '含敏感个人信息' : '',
    shareBasis: shareType === '不予共享' && chance.yes(0.8) ? [basisOf(chance)] : [],
  }
}

const formatsOf = (chance: Chance): Partial<EntryContent> => {
  const formatClass = chance.of(formatClasses)
  return {
    formats: chance.yes(0.95)
      ? [
          {
            formatClass,
            formatType: chance.yes(0.92) ? formatTypes[formatClass] : '',
            formatOther: formatClass === '其他' && chance.yes(0.8) ? '专用格式' : '',
          },
        ]
      : [],
    shareWayClass: '共享平台方式',
    shareWayType: formatClass === '数据库' || formatClass === '服务接口' ? '接口' : '文件',
  }
}

/** The text of entry `n`, without a blank field: those are empty anyway. */
export const contentOf = (chance: Chance, n: number, agency: string): EntryContent => {
  const made = makeEntry(n, chance.int(1, 8)).content
  return {
    ...made,
    provider: agency,
    providerCode: '11330200002942100C',
    providerOffice: chance.of(offices.slice(0, 12)),
    codes: chance.yes(0.97) ? [{ ...(made.codes[0] as (typeof made.codes)[0]), cls1: chance.of(['1', '2', '3', '3']) }] : [],
    publishedOn: null,
    openCondition: made.isOpen === '是' && chance.yes(0.9) ? '无' : '',
    updateCycle: chance.by(cycles),
    mountStatus: chance.by(mounts),
    dataClass: chance.yes(0.9) ? '业务数据' : '',
    dataGrade: chance.yes(0.9) ? chance.of(['1级', '2级', '3级']) : '',
    ...formatsOf(chance),
    ...sharing(chance, agency),
  }
}

const fewer = (chance: Chance, items: readonly Item[]): Item[] => items.filter((_, at) => at !== chance.int(0, items.length - 1))
const more = (chance: Chance, items: readonly Item[]): Item[] => [
  ...items,
  ...makeEntry(chance.int(0, 99_999), chance.int(1, 3)).content.items.map((item) => ({ ...item, id: chance.uuid() })),
]

/** One change as officers make it; of `items` the next text must know the one before. */
export const editOf = (chance: Chance, now: EntryContent, agency: string): Partial<EntryContent> => {
  switch (chance.by({ share: 3, format: 2, items: 3, mount: 3, abstract: 2, title: 1, cycle: 2, class: 1 })) {
    case 'share':
      return sharing(chance, agency)
    case 'format':
      return formatsOf(chance)
    case 'items':
      return { items: chance.yes(0.6) ? more(chance, now.items) : fewer(chance, now.items) }
    case 'mount':
      return { mountStatus: chance.by(mounts) }
    case 'abstract':
      return { abstract: `${now.abstract}统计口径自${chance.int(2023, 2026)}年起有调整。` }
    case 'title':
      return { title: `${now.title.replace(/（\d+年）$/, '')}（${chance.int(2023, 2026)}年）` }
    case 'cycle':
      return { updateCycle: chance.by(cycles) }
    default:
      return { codes: now.codes.map((code) => ({ ...code, cls1: chance.of(['1', '2', '3']) })) }
  }
}

export const asFields = (content: Partial<EntryContent>): Fields => content as unknown as Fields
