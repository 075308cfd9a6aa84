import type { Template } from '../../../shared/submissions/template.ts'

type Words = { zh: string; en: string }
const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string'

/** A region's form need not be named in English: what is not is called there as it is in Chinese. */
export const inBothLanguages = (template: Template): Template =>
  JSON.parse(JSON.stringify(template), (_, value: unknown) => (isWords(value) && value.en.trim() === '' ? { ...value, en: value.zh } : value)) as Template
