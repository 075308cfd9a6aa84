import { z } from 'zod'
import { basisSchema, entryPatchSchema } from '../catalogue.ts'
import { shareAnswers } from '../checks/share-type.ts'
import { daySchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { standingSchema } from '../regulations/standing.ts'
import { officeRoles } from '../roles.ts'
import { call } from './define.ts'

const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })
const answerSchema = z.enum(shareAnswers)
const ruleIds = z.array(z.string())
const onSchema = daySchema.refine((on) => !Number.isNaN(Date.parse(on)))

const questionSchema = z.strictObject({
  rule: z.string(),
  question: wordsSchema,
  hint: wordsSchema.nullable(),
  answer: answerSchema.nullable(),
  /** The answer is what the entry itself says, not the officer's. */
  fromEntry: z.boolean(),
  proposes: z.string().nullable(), // what a yes speaks for
  bars: z.array(z.string()), // and what it rules out
  why: wordsSchema,
})

const judgedBasisSchema = basisSchema.omit({ quotation: true }).extend({
  /** Parts of the basis that are not filled in. */
  lacks: z.array(z.enum(['kind', 'title', 'number', 'article', 'quotation'])),
  accepted: ruleIds,
  refused: ruleIds,
})

const lostSchema = z.strictObject({ pack: z.string(), title: wordsSchema, standing: standingSchema })

/** Calls on what the regulations say of an entry's sharing. `on` is the day whose law is asked; today without it. */
export const sharingCalls = {
  'catalogue.proposeShareType': call({
    about: {
      zh: '按法规的问题提出共享类型，附理由；不填写任何内容',
      en: "Propose a sharing type from the regulations' questions, with reasons; fills in nothing",
    },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      id: z.uuid().optional(), // the entry as it is kept …
      content: entryPatchSchema.optional(), // … or with these fields, or fields of an entry not yet kept
      answers: z.record(z.string().max(80), answerSchema).default({}), // by the id of the question's rule
      on: onSchema.optional(),
    }),
    output: z.strictObject({
      on: daySchema,
      questions: z.array(questionSchema),
      proposal: z.strictObject({
        shareType: z.string().nullable(),
        reasons: ruleIds,
        barred: z.array(z.strictObject({ shareType: z.string(), rules: ruleIds })),
        conflicts: z.array(z.strictObject({ kind: z.enum(['overruled', 'lifted', 'differ', 'allBarred']), rules: ruleIds, says: wordsSchema })),
        open: ruleIds,
        fill: z.array(z.strictObject({ field: z.string(), rules: ruleIds, filled: z.boolean() })),
        agreements: ruleIds,
      }),
      /** Every rule named above, with its article. */
      cited: z.array(citedSchema),
    }),
  }),
  'catalogue.explainBasis': call({
    about: { zh: '一条目录的不予共享依据：某日各法规是否认可', en: 'An entry’s basis for not being shared: which regulations of a day accept it' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid().optional(), bases: z.array(basisSchema).max(20).optional(), on: onSchema.optional() }),
    output: z.strictObject({
      on: daySchema,
      bases: z.array(judgedBasisSchema),
      /** Every rule in force is satisfied by one of the bases. */
      accepted: z.boolean(),
      /** One regulation accepts what another does not: it is to be justified anew (重新论证). */
      rejustify: z.boolean(),
      rules: z.array(citedSchema.extend({ accepts: z.array(z.string()), accepted: z.boolean() })),
      /** The agency's packs that spoke of this and are not in force on the day. */
      lost: z.array(lostSchema),
    }),
  }),
}
