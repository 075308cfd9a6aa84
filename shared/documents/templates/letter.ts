import type { Language } from '../../errors.ts'
import type { Block, DocumentModel } from '../document.ts'
import { type Citation, saying } from './facts.ts'

type LetterFacts = { number: string; on: string | null; from: string; to: string; contact: string; phone: string; copyTo: string[]; attachments: string[] }

const contactNote = ({ contact, phone }: LetterFacts, lang: Language): Block[] => {
  const parts = lang === 'zh' ? [contact && `联系人：${contact}`, phone && `电话：${phone}`] : [contact && `Contact: ${contact}`, phone && `phone: ${phone}`]
  const said = parts.filter((part) => part !== '')
  if (said.length === 0) return []
  return [{ kind: 'note', text: lang === 'zh' ? `（${said.join('，')}）` : `(${said.join(', ')})` }]
}

/** 发文字号 as it came back from the OA, or room for it. */
export const numberLine = (number: string, lang: Language): Block => ({
  kind: 'number',
  text: number === '' ? (lang === 'zh' ? '　　　函〔　　　　〕　　号' : 'No. ____________') : number,
})

/** A 函: number, title, addressee, text, annexes, signature, contact, copies (GB/T 9704, 10.1). */
export const letter = (facts: LetterFacts, lang: Language, title: string, body: readonly Block[]): DocumentModel => {
  const say = saying(lang)
  return {
    lang,
    name: title.replaceAll('\n', ''),
    number: facts.number,
    on: facts.on,
    agency: facts.from,
    paper: 'upright',
    numbering: 'sections',
    blocks: [
      numberLine(facts.number, lang),
      { kind: 'title', text: title },
      { kind: 'addressee', text: say(`${facts.to}：`, `To ${facts.to}:`) },
      ...body,
      ...(facts.attachments.length > 0 ? [{ kind: 'attachments', names: facts.attachments } as const] : []),
      { kind: 'signOff', agency: facts.from, on: facts.on },
      ...contactNote(facts, lang),
      ...(facts.copyTo.length > 0 ? [{ kind: 'copyTo', text: say(`${facts.copyTo.join('，')}。`, `${facts.copyTo.join('; ')}.`) } as const] : []),
    ],
  }
}

/** Each place with its words; one whose words are not here says so (decisions F4). */
export const quotes = (basis: readonly Citation[], lang: Language): Block[] =>
  basis.flatMap(({ title, wording }): Block[] => [
    { kind: 'paragraph', text: lang === 'zh' ? `${title}规定：` : `${title} says:` },
    { kind: 'quote', text: wording === '' ? (lang === 'zh' ? '（原文缺失，请附原文）' : '(the wording is not here: annex it)') : wording },
  ])
