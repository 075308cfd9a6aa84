import { z } from 'zod'
import { text } from './fields.ts'

/** Who drafts and records in an office; the first of them is whose task it is. */
export const officers = ['catalogueOfficer', 'confidentialityOfficer'] as const
export const heads = ['catalogueOfficer', 'confidentialityOfficer', 'workingBodyHead'] as const

/** 联系: a word between the parties that moves nothing. Each machine says by whom and when. */
export const message = {
  words: { zh: '联系', en: 'message' },
  to: null,
  fields: z.strictObject({ text }),
  roles: heads,
  needs: [],
  events: [],
} as const
