import { type EntryContent, emptyContent, emptyItem } from '../shared/catalogue.ts'
import { bodies, itemNames, itemNamesEn, kinds, offices, places, qualifiers, subjects, systems } from './words.ts'

/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)] as T

/** Few values often, most values seldom, as in real listings. */
const skewed = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() ** 2 * from.length)] as T

const digits = (value: number, length: number): string => String(value).padStart(length, '0')

const uuid = (random: () => number): string => {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(random() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

const shares = ['无条件共享', '无条件共享', '有条件共享', '有条件共享', '有条件共享', '不予共享'] as const
const formats = [
  ['数据库', 'mysql'],
  ['数据库', 'Dm'],
  ['数据库', 'oracle'],
  ['电子表格', 'xlsx'],
  ['电子表格', 'xls'],
  ['电子文件', 'pdf'],
  ['图形图像', 'jpg'],
  ['其他', ''],
] as const
const types = ['字符型C', '字符型C', '字符型C', '数值型N', '日期型D', '日期时间型T', '整型I'] as const

export type Made = { id: string; content: EntryContent }

/**
 * Entry `n` of the generated catalogue: always the same one, whatever was made before. About 5,000 agencies, 250
 * subjects, eight items on average; names repeat between agencies as they do in reality.
 */
export const makeEntry = (n: number, itemsEach = 8): Made => {
  const random = randomFrom(Math.imul(n + 1, 0x9e3779b1))
  const place = Math.floor(random() * places.length)
  const body = Math.floor(random() ** 1.5 * bodies.length)
  const provider = `${places[place]}${bodies[body]}`
  const subject = skewed(subjects, random)
  const kind = skewed(kinds, random)
  const title = `${random() < 0.3 ? places[place] : ''}${pick(qualifiers, random)}${subject}${kind}`
  const share = pick(shares, random)
  const [formatClass, formatType] = skewed(formats, random)
  const names = new Set<string>()
  const wanted = Math.max(1, Math.round(itemsEach * (0.5 + random())))
  while (names.size < wanted) names.add(pick(itemNames, random))
  const leaf = 1_760_000_000 + place * 1000 + body
  const content: EntryContent = {
    ...emptyContent(),
    title,
    codes: [{ code: `307021${leaf}/${digits(n, 7)}`, cls1: random() < 0.85 ? '3' : '2', cls2: '07', cls3: '021', cls4: provider }],
    provider,
    providerOffice: skewed(offices, random),
    providerCode: `1133${digits(place, 4)}${digits(body, 4)}00${digits((place * 61 + body) % 10_000, 4)}`,
    abstract: `${provider}在履行职责过程中形成的${subject}${kind}，包括${[...names].slice(0, 4).join('、')}等，用于${pick(subjects, random)}业务办理与${pick(subjects, random)}比对核验。`,
    formats: [{ formatClass, formatType, formatOther: '' }],
    items: [...names].map((name) => ({
      ...emptyItem(uuid(random)),
      name,
      nameEn: random() < 0.15 ? pick(itemNamesEn, random) : '',
      dataType: pick(types, random),
      length: String(2 ** (1 + Math.floor(random() * 8))),
      isRequired: random() < 0.4,
      personalInformation: random() < 0.1,
    })),
    storageG: Math.round(random() * 10_000) / 1000,
    recordsWan: Math.round(random() * 100_000) / 100,
    shareType: share,
    shareCondition: share === '有条件共享' ? `经${provider}同意后用于行政履职` : '',
    shareWayClass: '共享平台方式',
    shareWayType: formatClass === '数据库' ? '接口' : '文件',
    isOpen: random() < 0.3 ? '是' : '否',
    updateCycle: pick(['实时', '每日', '每周', '每月', '每季度', '每年'], random),
    publishedOn: `20${digits(18 + Math.floor(random() * 8), 2)}-${digits(1 + Math.floor(random() * 12), 2)}-${digits(1 + Math.floor(random() * 28), 2)}`,
    sourceSystem: pick(systems, random),
    keywords: `${subject} ${bodies[body]}`,
  }
  return { id: uuid(random), content }
}
