import type { DocumentModel } from '../../../shared/documents/document.ts'
import { templateById } from '../../../shared/documents/templates.ts'
import { Refusal } from '../../../shared/errors.ts'

/** The paper a template makes of facts. Throws `document.unknownTemplate`, `call.invalid`. */
export const paperOf = ({ template: id, facts, lang }: { template: string; facts: unknown; lang: 'zh' | 'en' }): DocumentModel => {
  const template = templateById(id)
  if (template === undefined) throw new Refusal('document.unknownTemplate', { template: id })
  const parsed = template.facts.safeParse(facts)
  if (parsed.success) return template.make(parsed.data, lang)
  const issue = parsed.error.issues[0]
  throw new Refusal('call.invalid', { call: 'document.render', where: ['facts', ...(issue?.path ?? [])].join('.'), why: issue?.message ?? '' })
}
