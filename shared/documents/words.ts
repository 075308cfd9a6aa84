import type { Language } from '../errors.ts'

/** What the renderers print of their own, and what templates share. */
export const paperWords = {
  attachments: { zh: '附件：', en: 'Annexes: ' },
  copyTo: { zh: '抄送：', en: 'Copy to: ' },
  check: { zh: '校验', en: 'Check' },
  pages: { zh: '共{n}页', en: '{n} pages' },
  stamp: { zh: '{agency}　{user}　{on}　用途：{purpose}', en: '{agency} · {user} · {on} · purpose: {purpose}' },
  notGiven: { zh: '未填写', en: 'not given' },
  seal: { zh: '（盖章）', en: ' (seal)' },
  signed: { zh: '授权代表（签字）', en: 'Authorised representative (signature)' },
  date: { zh: '日期', en: 'Date' },
  undated: { zh: '　　年　　月　　日', en: '____ /____ /______' },
} as const satisfies Record<string, Record<Language, string>>

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** 2026年11月27日, 27 November 2026; room to write it where there is none yet. */
export const paperDay = (day: string | null, lang: Language): string => {
  if (day === null) return paperWords.undated[lang]
  const [year, month = 1, date] = day.split('-').map(Number)
  return lang === 'zh' ? `${year}年${month}月${date}日` : `${date} ${months[month - 1]} ${year}`
}

/** The 16 digits of a hash that two people compare on paper. */
export const shortHash = (digest: string): string => (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
