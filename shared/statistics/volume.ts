/**
 * How much was shared, as offices write it: 约3万条, 10余万条, 五万条, 1.2亿条, 35000条, 800M, 2000兆, 1.5GB, 2T. In ten thousand records, or in GB
 * (1 GB = 1024 MB, as systems count), or in both. Read only where nothing else is said: of two amounts, of 日均 or 每月, of 万户 or of a
 * number alone nobody knows what they come to, and `read` is false. null: it is not told so.
 */
export type Volume = { recordsWan: number | null; storageG: number | null; read: boolean }

const records: Readonly<Record<string, number>> = { '': 1e-4, 百: 1e-2, 千: 0.1, 万: 1, 十万: 10, 百万: 100, 千万: 1000, 亿: 10_000, 万亿: 1e8 }
const bytes: Readonly<Record<string, number>> = { K: 1 / 1_048_576, M: 1 / 1024, 兆: 1 / 1024, G: 1, T: 1024, P: 1_048_576 }

const digits = '零一二三四五六七八九'
/** 五, 十二, 三十; null for what is none below a hundred. */
const chinese = (text: string): number | null => {
  const found = /^([一二两三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (found === null || text === '') return null
  const [, tens, ten, ones] = found
  const value = (one: string | undefined): number => (one === undefined ? 0 : one === '两' ? 2 : digits.indexOf(one))
  if (ten === undefined) return ones === undefined ? value(tens) : null
  return (tens === undefined ? 1 : value(tens)) * 10 + value(ones)
}

const exact = (value: number): number => Number(value.toFixed(4))
const amount =
  /(?<![几数上])(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)[余多]?(?:(万亿|十万|百万|千万|百|千|万|亿|)[余多]?([条笔行])|个?([KMGTP兆])(?:i?B|字节)?(?![A-Za-z]))/gi
/** How often, not how much. */
const rate = /日均|月均|年均|平均|[每按][日天周月季年]|\/[日天月年]/

export const readVolume = (text: string): Volume => {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  const unread = { recordsWan: null, storageG: null, read: false }
  const found = [...plain.matchAll(amount)]
  const [counted, another] = found.filter((one) => one[3] !== undefined)
  const [stored, more] = found.filter((one) => one[3] === undefined)
  // A number beside the amounts may be one more, or what they are of.
  if (found.length === 0 || another !== undefined || more !== undefined || rate.test(plain) || /[\d百千万亿]/.test(plain.replace(amount, ''))) return unread
  const value = (one: RegExpExecArray): number => (/^\d/.test(one[1] ?? '') ? Number(one[1]) : (chinese(one[1] ?? '') ?? Number.NaN))
  const recordsWan = counted === undefined ? null : exact(value(counted) * (records[counted[2] ?? ''] ?? 1e-4))
  const storageG = stored === undefined ? null : exact(value(stored) * (bytes[(stored[4] ?? '').toUpperCase()] ?? 1))
  return Number.isNaN(recordsWan) || Number.isNaN(storageG) ? unread : { recordsWan, storageG, read: true }
}
