import { z } from 'zod'
import { readHandleSchema } from '../files.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { coverageSchema, holders, packIdSchema, packSchema } from '../regulations/pack.ts'
import { standingSchema } from '../regulations/standing.ts'
import { call } from './define.ts'

const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })
const coverageHow = coverageSchema.shape.how
const onSchema = daySchema.refine((on) => !Number.isNaN(Date.parse(on)))

/** Who signed a pack that came as a file. */
const cameSchema = z.strictObject({ file: z.string(), key: z.string(), keyName: z.string(), importedAt: momentSchema, importedBy: z.string() })

const packRowSchema = packSchema
  .pick({ id: true, version: true, title: true, short: true, number: true, level: true, region: true, issuedOn: true, source: true, countsFrom: true })
  .extend({
    standing: standingSchema,
    /** Of its versions the one that counts on the day. */
    counts: z.boolean(),
    /** It binds this agency: national, or of a region the profile names. */
    binds: z.boolean(),
    came: cameSchema.nullable(), // null: Mulu comes with it
    articles: z.number().int(),
    rules: z.number().int(),
    coverage: z.partialRecord(coverageHow, z.number().int()),
  })
export type PackRow = z.infer<typeof packRowSchema>

const explainedSchema = citedSchema.extend({
  kind: z.string(),
  duty: z.string(),
  holder: z.enum(holders),
  limit: z.strictObject({ n: z.number().int(), unit: z.string() }).nullable(), // of a clock; 及时 has none
  /** Sooner than every other rule of the same duty, trigger and holder (practice L7). */
  strictest: z.boolean(),
  /** National rules against added conditions that a region's demand on those who apply is looked at under. */
  asksMore: z.array(citedSchema),
  /** Of a rule on what 不予共享 may rest: whether one of the kinds asked about satisfies it. */
  accepted: z.boolean().nullable(),
})

const lostSchema = z.strictObject({ pack: z.string(), title: wordsSchema, standing: standingSchema })

const coverageRowSchema = z.strictObject({
  pack: z.string(),
  place: coverageSchema.shape.place,
  title: wordsSchema, // 《…》第十三条第二款
  how: coverageHow,
  why: wordsSchema,
  calls: z.array(z.string()),
  tests: z.array(z.string()),
  rules: z.array(z.string()), // of this place
})
export type CoverageRow = z.infer<typeof coverageRowSchema>

export const rulesCalls = {
  'rules.list': call({
    about: { zh: '法规：各版本、来源、某日的效力', en: 'Regulations: versions, sources, and how each stands on a day' },
    roles: 'anyUser',
    effect: 'read',
    reader: true,
    input: z.strictObject({ on: onSchema.optional() }),
    output: z.strictObject({ on: daySchema, packs: z.array(packRowSchema) }),
  }),
  'rules.pack': call({
    about: { zh: '一部法规：条文、规则、覆盖情况', en: 'One regulation: articles, rules, how far each is covered' },
    roles: 'anyUser',
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: packIdSchema, version: z.number().int().positive().optional(), on: onSchema.optional() }),
    output: z.strictObject({ pack: packSchema, standing: standingSchema, came: cameSchema.nullable() }),
  }),
  'rules.imported': call({
    about: { zh: '以文件导入的法规，全文', en: 'The regulations that came as files, whole' },
    roles: 'anyUser',
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({ packs: z.array(packSchema) }),
  }),
  'rules.explain': call({
    about: { zh: '一个核对结果、一条规则、一类事项或一种依据的出处', en: 'What a finding, a rule, a duty or a kind of basis rests on' },
    roles: 'anyUser',
    effect: 'read',
    reader: true,
    input: z.strictObject({
      finding: z.string().max(80).optional(), // missing.dataGrade
      rule: z.string().max(80).optional(), // CN-809/17-2:update
      duty: z.string().max(60).optional(), // request.reply, with what tells its cases apart
      shareType: z.string().max(20).optional(),
      sensitive: z.array(z.string().max(20)).max(5).optional(),
      basis: z.array(z.string().max(40)).min(1).max(20).optional(), // kinds of text: 地方性法规
      on: onSchema.optional(),
    }),
    output: z.strictObject({
      on: daySchema,
      /** What the finding says, without the particulars of an entry. */
      finding: z.strictObject({ code: z.string(), severity: z.enum(['error', 'warning', 'info']), field: z.string(), says: wordsSchema }).nullable(),
      rules: z.array(explainedSchema),
      /** Of several clocks it depends on the days between which is sooner; clock.due counts them. */
      undecided: z.boolean(),
      /** Of a basis: every rule in force is satisfied. */
      accepted: z.boolean().nullable(),
      /** Packs of the agency that spoke of this and are not in force on the day, with what stands in their place. */
      lost: z.array(lostSchema),
    }),
  }),
  'rules.coverage': call({
    about: { zh: '条文覆盖表：逐条落实、跟踪、仅供查阅、不属本程序、待建', en: 'The article table: enforced, tracked, informative, outside, not yet' },
    roles: 'anyUser',
    effect: 'read',
    reader: true,
    input: z.strictObject({ pack: packIdSchema.optional(), on: onSchema.optional() }),
    output: z.strictObject({ on: daySchema, rows: z.array(coverageRowSchema), counts: z.partialRecord(coverageHow, z.number().int()) }),
  }),
  'rules.import': call({
    about: { zh: '导入签名的法规文件：先预览，再追加', en: 'Import a signed rule pack: preview first, then append' },
    roles: ['systemAdmin'],
    effect: 'write',
    long: true,
    input: z.strictObject({ file: readHandleSchema, apply: z.boolean().default(false) }),
    output: z.strictObject({
      row: packRowSchema,
      signedBy: z.string(), // the key's name
      applied: z.boolean(),
      /** The same version is there already, word for word; nothing was written. */
      already: z.boolean(),
      /** The newest version there was, or null. */
      before: z.number().int().nullable(),
      /** Whose place it takes, and from when; without a day: for all days (a correction). */
      replaces: z.array(z.strictObject({ pack: z.string(), title: wordsSchema, from: daySchema.nullable() })),
      /** Articles whose wording differs from the newest version's; '' where one side has none. */
      articles: z.array(z.strictObject({ article: z.number().int(), lang: z.enum(['zh', 'en']), before: z.string(), after: z.string() })),
      rules: z.array(z.strictObject({ id: z.string(), change: z.enum(['added', 'removed', 'changed']), before: z.string(), after: z.string() })),
      /** Entries whose findings were looked at anew. */
      entries: z.number().int(),
    }),
  }),
}
