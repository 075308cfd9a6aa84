import type { EntryContent } from '../catalogue.ts'
import { codeCharacters, parseCode } from '../codes.ts'
import { creditCodeTrouble } from '../credit-code.ts'
import type { CheckContext } from '../findings.ts'
import { secrecyWords } from '../secrecy.ts'
import { textKey } from '../text-key.ts'
import type { Report } from './find.ts'

const systemName = /(?:系统|平台|数据库|小程序|APP|网站|门户|管理软件)(?:[（(][^（）()]*[)）])?$/iu
const strayBlank = /^\s|\s$|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]|[\n\r\t\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/u
const dragNumber = /[\u4e00-\u9fff）)](\d{1,3})$/u

/** Name and abstract. */
export const checkTitle = (content: EntryContent, { sameTitle }: CheckContext, report: Report): void => {
  const { title, abstract } = content
  if (title.length > 128) report('title.tooLong', { count: title.length })
  if (systemName.test(title) || (title !== '' && title === content.sourceSystem)) report('title.system')
  if (title.trim() !== '' && strayBlank.test(title)) report('title.spacing')
  const number = dragNumber.exec(title)?.[1]
  if (number !== undefined) report('title.number', { number })
  if (sameTitle !== null) report('title.duplicate', { other: sameTitle.title, otherId: sameTitle.id })
  if (abstract.length > 500) report('abstract.tooLong', { count: abstract.length })
  if (abstract !== '' && abstract.length < 2 * title.length + 8 && textKey(abstract) === textKey(title)) report('abstract.sameAsTitle')
  const words = new Set([...secrecyWords(title), ...secrecyWords(abstract)])
  for (const { name } of content.items) for (const word of secrecyWords(name)) words.add(word)
  if (words.size > 0) report('secrecy.words', { words: [...words].join('、') })
}

const shortestCode = 8

/** Codes of the resource and of its provider. */
export const checkCodes = (content: EntryContent, context: CheckContext, report: Report): void => {
  const seen = new Set<string>()
  for (const part of content.codes) {
    const code = part.code.trim()
    const parsed = parseCode(code)
    if (code !== '') {
      if (seen.has(code)) report('codes.repeated', { code })
      seen.add(code)
      if (!codeCharacters.test(code)) report('codes.characters', { code: code.slice(0, 80) })
      else if (code.length < shortestCode) report('codes.short', { code })
      else if (!context.followsRule(code)) report(context.ownRule ? 'codes.pattern' : 'codes.notGuide', { code })
    }
    checkClass(part, parsed, report)
  }
  for (const { sharedCode, title, id } of context.sameCodes) report('codes.duplicate', { code: sharedCode, other: title, otherId: id })
  const own = new Set<string>()
  for (const related of content.relatedCodes) {
    if (seen.has(related)) report('relatedCodes.self', { code: related })
    else if (own.has(related)) report('relatedCodes.repeated', { code: related })
    own.add(related)
  }
}

const classForms = { cls1: /^[123]$/, cls2: /^\d{2}$/, cls3: /^\d{3}$/ } as const

const checkClass = (part: EntryContent['codes'][number], parsed: ReturnType<typeof parseCode>, report: Report): void => {
  for (const [name, form] of Object.entries(classForms)) {
    const value = part[name as keyof typeof classForms].trim()
    if (value !== '' && !form.test(value)) {
      report('codes.classUnknown', { value })
      return
    }
  }
  if (parsed === null) return
  const differs = (['cls1', 'cls2', 'cls3'] as const).some((name) => part[name] !== '' && part[name].trim() !== parsed[name])
  if (differs) report('codes.classMismatch', { code: part.code })
}

export const checkProvider = ({ provider, providerCode }: EntryContent, { agency, creditCode }: CheckContext, report: Report): void => {
  const code = providerCode.trim()
  if (code === '') return
  const trouble = creditCodeTrouble(code)
  if (trouble !== null) report(`providerCode.${trouble}`, trouble === 'length' ? { count: code.length } : undefined)
  else if (agency !== '' && provider === agency && creditCode !== '' && code !== creditCode) report('providerCode.notOurs')
}
