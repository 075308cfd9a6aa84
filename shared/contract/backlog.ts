import { z } from 'zod'
import { severitySchema } from '../catalogue.ts'
import { daySchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { call } from './define.ts'

/** 确认无误: it was looked at and stays as it is. 待补: it will be made up for, by a day. */
export const backlogAnswers = ['确认无误', '待补'] as const

const count = z.number().int()

/** 存量待补 (practice P8): findings of entries imported or published before the rule, by rule, answered many at once. */
export const backlogCalls = {
  'catalogue.backlog': call({
    about: { zh: '存量待补：按核对项，已确认、待补、未答', en: 'Existing entries to make up for: by rule, confirmed, to do, unanswered' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({
      rules: z.array(
        z.strictObject({
          code: z.string(),
          severity: severitySchema,
          field: z.string(),
          entries: count,
          confirmed: count,
          later: count,
          open: count,
          overdue: count, // of `later`: the day has passed
          nextDueOn: daySchema.nullable(),
        }),
      ),
    }),
  }),
  'catalogue.answerBacklog': call({
    about: { zh: '批量答复一个核对项的存量', en: 'Answer one finding of all existing entries, or of some' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    long: true,
    input: z.strictObject({
      code: z.string().max(80),
      answer: z.enum(backlogAnswers),
      dueOn: daySchema.nullable().default(null), // of 待补
      reason: z.string().trim().min(1).max(500),
      ids: z.array(z.uuid()).max(10_000).optional(), // without: all existing entries with the finding
      /** Leaves those alone that have an answer. */
      onlyOpen: z.boolean().default(true),
    }),
    output: z.strictObject({ answered: count }),
  }),
}
