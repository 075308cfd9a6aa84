import { z } from 'zod'
import { caseKindSchema } from '../cases/act.ts'
import { secrecySchema } from '../catalogue.ts'
import { documentFormats } from '../documents/document.ts'
import { writeHandleSchema } from '../files.ts'
import { officeRoles } from '../roles.ts'
import { call } from './define.ts'

const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })

/** Papers: agreement and annexes, letters, forms, registers. */
export const documentCalls = {
  'document.templates': call({
    about: { zh: '文书模板和各自要填的内容', en: 'The kinds of papers, and what each must be told' },
    roles: 'anyUser',
    effect: 'read',
    input: z.strictObject({ /** Left out: all. */ template: z.string().max(100).optional() }),
    output: z.strictObject({
      templates: z.array(
        z.strictObject({
          id: z.string(),
          name: wordsSchema,
          /** JSON Schema 2020-12 of `facts`. */
          facts: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  }),
  'document.render': call({
    about: { zh: '按模板制作文书（PDF 或 docx）', en: 'Make a paper from a template (PDF or docx)' },
    roles: officeRoles,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      template: z.string().min(1).max(100),
      facts: z.record(z.string(), z.unknown()),
      lang: z.enum(['zh', 'en']).default('zh'),
      format: z.enum(documentFormats).default('pdf'),
      file: writeHandleSchema,
      purpose: z.string().max(200).default(''),
      secrecy: secrecySchema.optional(),
    }),
    /** `check`: the 16 digits on every page. `pages` is null for docx, where Word decides. */
    output: z.strictObject({ sha256: z.string(), bytes: z.number().int(), pages: z.number().int().nullable(), check: z.string() }),
  }),
  'document.letter': call({
    about: {
      zh: '一项办理的函件：用哪个模板、填什么（可改后再制作）',
      en: 'The letter an act goes out with: its template and facts, to be rendered as they are or changed',
    },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ kind: caseKindSchema, id: z.uuid(), actId: z.uuid() }),
    /** null: the act has no letter of its own. */
    output: z.strictObject({ letter: z.strictObject({ template: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable() }),
  }),
  'document.attach': call({
    about: { zh: '制作一项办理的函件并附入案卷，随这项办理发出', en: 'Make the letter of a draft, add it to the file and to the draft' },
    roles: officeRoles,
    effect: 'write',
    long: true,
    input: z.strictObject({
      secrecy: secrecySchema.optional(),
      kind: caseKindSchema,
      id: z.uuid(),
      actId: z.uuid(),
      lang: z.enum(['zh', 'en']).default('zh'),
      format: z.enum(documentFormats).default('pdf'),
      /** Left out: the letter as it follows from the act. */
      facts: z.record(z.string(), z.unknown()).optional(),
    }),
    output: z.strictObject({ sha256: z.string(), name: z.string(), bytes: z.number().int(), pages: z.number().int().nullable() }),
  }),
}
