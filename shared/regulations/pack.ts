import { z } from 'zod'
import { daySchema } from '../moments.ts'

/**
 * A rule pack (规则包): one regulation as data. Law is appended with its date and never written over; what is decided
 * from it lives in code that names no regulation. A pack can also arrive as a signed file (decisions F4).
 */

const words = z.strictObject({ zh: z.string().min(1).max(500), en: z.string().min(1).max(800) })
export type Words = z.infer<typeof words>

/** A language that is missing is shown as 原文缺失 and never invented (decisions F4). `ours` is a translation or summary made for Mulu. */
export const wordingSchema = z.strictObject({
  lang: z.enum(['zh', 'en']),
  text: z.string().min(1).max(8000),
  kind: z.enum(['official', 'machine translation', 'ours']),
  /** Where a translation reverses or garbles the rule, what it must say (domain §0.6). */
  caution: words.optional(),
})
export type Wording = z.infer<typeof wordingSchema>

/** Paragraphs (款) of an official text are its lines; `paragraph` and `item` count from 1. */
export const placeSchema = z.strictObject({
  article: z.number().int().positive(),
  paragraph: z.number().int().positive().optional(),
  item: z.number().int().positive().optional(),
})
export type Place = z.infer<typeof placeSchema>

export const articleSchema = z.strictObject({ article: z.number().int().positive(), wording: z.array(wordingSchema) })
export type Article = z.infer<typeof articleSchema>

/** Whose duty it is. */
export const holders = ['provider', 'user', 'agency', 'competentDepartment', 'government', 'platform', 'person'] as const

/**
 * What a rule asks for, so that only like is compared with like (practice L7: same duty, same trigger, same holder).
 * Open-ended for packs that arrive later; these are the ones the application acts on.
 */
export const duties = [
  'catalogue.content', // what an entry must state
  'catalogue.assess', // assessments before it is submitted
  'catalogue.agree', // who must agree before it is submitted
  'catalogue.submit',
  'catalogue.update', // after a change of law or of the agency's duties
  'catalogue.report', // contents or needs have changed: tell the department
  'catalogue.publish', // the department reviews and publishes
  'data.refresh', // the data themselves, after they changed
  'sharing.type', // which of the three sharing types
  'sharing.basis', // on what 不予共享 may rest
  'sharing.condition', // what 有条件共享 must list, and what it may not
  'sharing.nonShared', // a catalogue of its own for what is not shared
  'collection.once', // nothing is collected twice
  'request.submit',
  'request.reply',
  'request.deliver',
  'request.refuse',
  'dispute.explain',
  'dispute.coordinate',
  'correction.handle',
  'use.purpose',
  'use.record',
  'use.dispose',
  'agreement.sign',
  'agreement.content', // what it must state
  'secrecy.review',
  'statistics.submit',
  'statistics.selfCheck', // what an agency answers for, item by item
  'inspection',
  'organisation',
  'security',
  'other',
] as const
export type Duty = (typeof duties)[number]

/** What sets a clock going or stops it. */
export const eventKinds = [
  'lawOrDutyChanged', // 法律、行政法规、国务院决定调整或者职责变化发生之日
  'localLawChanged', // 地方性法规修订：a change of local law does not start a national clock (practice L8)
  'contentOrNeedChanged',
  'dataChanged', // 共享信息变化
  'catalogueReceived', // 主管部门收到更新后的目录
  'catalogueSubmitted',
  'cataloguePublished',
  'changeReported',
  'dataRefreshed',
  'applicationReceived', // 收到共享申请
  'replied',
  'consentReplied', // 作出同意共享的答复
  'delivered', // 数据已共享
  'coordinationApplied', // 向主管部门申请协调
  'explanationReceived', // 收到书面说明
  'coordinated',
  'correctionReceived', // 收到校核申请
  'corrected',
  'periodEnded',
  'statisticsSubmitted',
] as const
export type EventKind = (typeof eventKinds)[number]

export const unitSchema = z.enum(['workingDay', 'calendarDay', 'year'])
export type Unit = z.infer<typeof unitSchema>

const duration = z.strictObject({ n: z.number().int().positive().max(1000), unit: unitSchema })

/** For what a rule holds; an absent key is "any". Values are the labels that are exchanged. */
export const whenSchema = z.strictObject({
  shareType: z.array(z.string()).optional(), // 无条件共享 / 有条件共享 / 不予共享
  sensitive: z.array(z.enum(['商业秘密', '个人隐私', '国家秘密'])).optional(), // what the information holds
  changed: z.array(z.string()).optional(), // what was changed: the level of a text, 职责 or 数据
})

const common = {
  /** Stable, `<pack>/<article>[-<paragraph>][(<item>)][:<name>]`: `CN-809/17-2:update`; `<pack>:<name>` without a place. */
  id: z.string().max(80),
  place: placeSchema.nullable(), // null: the text as a whole (a standard)
  duty: z.string().max(60), // one of `duties`, or a later pack's own
  holder: z.enum(holders),
  /** One line in our words: what is asked of whom. Never the law's wording. */
  about: words,
  /** The findings (shared/checks) that rest on this rule. */
  findings: z.array(z.string().max(80)).default([]),
  /** What is done between agencies under this rule: `<kind of case>.<act>` (shared/cases). */
  acts: z.array(z.string().max(80)).default([]),
  /** The indicators (shared/statistics) that count what it asks for, or what may stand in its way. */
  figures: z.array(z.string().max(60)).default([]),
  /** Days on which this rule differs from its pack's. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  /** Contrary to a higher rule: shown, never applied (practice L7). */
  displaced: z.strictObject({ by: z.string().max(80), why: words }).optional(),
}

/** A rule says what is asked; `kind` says in which form it can be acted on. */
export const ruleSchema = z.discriminatedUnion('kind', [
  /** A clock. `limit` null: 及时 or 定期, no day count is invented (practice L8). */
  z.strictObject({
    ...common,
    kind: z.literal('deadline'),
    starts: z.enum(eventKinds),
    ends: z.enum(eventKinds),
    limit: duration.nullable(),
    manner: z.enum(['within', 'promptly', 'regularly', 'atOnce', 'byCycle']),
    when: whenSchema.default({}),
    /** Once, and only with what it needs. */
    extension: z
      .strictObject({
        n: z.number().int().positive(),
        unit: unitSchema,
        /** true: up to n, as consented to; false: n. */
        upTo: z.boolean(),
        needs: z.array(z.enum(['consent', 'notice'])),
      })
      .optional(),
    /** A last calendar day on a day off moves to the next working day (民法典 203, by analogy). */
    rollForward: z.boolean().default(true),
    /** Events between which the clock stands still; none of the five regulations knows any. */
    pauses: z.array(z.strictObject({ from: z.string(), to: z.string() })).default([]),
  }),
  /** Fields an entry must fill; `findings` are the ones reported. */
  z.strictObject({ ...common, kind: z.literal('content'), when: whenSchema.default({}) }),
  /** On which kinds of text 不予共享 may rest. */
  z.strictObject({ ...common, kind: z.literal('basis'), accepts: z.array(z.string()).min(1) }),
  /** Records that must be there before an entry is submitted. */
  z.strictObject({ ...common, kind: z.literal('evidence'), needs: z.array(z.enum(['保密风险评估', '个人信息保护影响评估', '部门负责人审核同意'])).min(1) }),
  /** A question of the sharing-type wizard; the answer `yes` proposes a type, or bars one. */
  z.strictObject({
    ...common,
    kind: z.literal('question'),
    question: words,
    hint: words.optional(),
    yes: z.strictObject({ proposes: z.string().optional(), bars: z.array(z.string()).default([]), why: words }),
    /** The answer is known from the entry itself. */
    known: z.enum(['baseLibrary', 'personalInformation', 'commercialSecret', 'lawfulBasis']).optional(),
  }),
  /** What is asked before anything is held; an answer that lets nothing in says what to do instead (practice L1). */
  z.strictObject({
    ...common,
    kind: z.literal('gate'),
    question: z.strictObject({
      save: words,
      import: words,
      sync: words,
      attach: words,
      schedule: words.exactOptional(),
      export: words.exactOptional(),
      carry: words.exactOptional(),
      take: words.exactOptional(),
    }),
    because: words,
    answers: z.array(z.strictObject({ answer: z.string(), lets: z.boolean(), label: words, hint: words, next: words })).min(2),
    /** Rules of other texts it rests on too. */
    cites: z.array(z.string().max(80)),
  }),
  /** What must be agreed in writing before sharing. */
  z.strictObject({ ...common, kind: z.literal('agreement'), when: whenSchema }),
  /** How long records are kept. */
  z.strictObject({ ...common, kind: z.literal('retention'), keep: duration }),
  /** A duty without a form of its own. */
  z.strictObject({ ...common, kind: z.literal('duty') }),
])
export type Rule = z.infer<typeof ruleSchema>
export type DeadlineRule = Extract<Rule, { kind: 'deadline' }>
export type RetentionRule = Extract<Rule, { kind: 'retention' }>

/**
 * How far an article is covered. `enforced` names the call that refuses and the test that shows it (decisions Y3);
 * `tracked`: Mulu checks it, keeps its record or runs its clock, and refuses nothing; `informative`: shown with its
 * text; `outside`: not a desktop tool's, with the reason; `notYet`: it should be, and is not built; `textMissing`: we do
 * not have the article. A row for an article stands for all its paragraphs that have no row of their own.
 */
export const coverageSchema = z.strictObject({
  place: placeSchema,
  how: z.enum(['enforced', 'tracked', 'informative', 'outside', 'notYet', 'textMissing']),
  calls: z.array(z.string()).default([]),
  /** `path/of/file.test.ts › name of the test`. */
  tests: z.array(z.string()).default([]),
  why: words,
})
export type Coverage = z.infer<typeof coverageSchema>

export const successorSchema = z.strictObject({
  title: z.string(),
  number: z.string().default(''),
  /** null: passed, its day in force not known. */
  from: daySchema.nullable(),
  textLoaded: z.literal(false),
  note: words,
})

/** From high to low. */
export const packLevels = ['法律', '行政法规', '地方性法规', '部门规章', '地方政府规章', '规范性文件', '标准'] as const

export const packIdSchema = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,23}$/)

export const packSchema = z.strictObject({
  format: z.literal('mulu-rule-pack/1'),
  id: packIdSchema,
  /** Counts up; an imported pack is appended beside the older ones. */
  version: z.number().int().positive(),
  title: words, // with its 《》 in Chinese
  short: words, // 条例 809, 宁波171号
  number: z.string(), // 文号 or order number
  level: z.enum(packLevels),
  /** GB/T 2260 code; '' = the whole country. */
  region: z.string().max(6),
  /** What the region is called: 宁波市. */
  regionName: z.string().max(60).default(''),
  issuedOn: daySchema.nullable(), // 公布日
  inForce: z.strictObject({ from: daySchema.nullable(), to: daySchema.nullable() }), // 施行日 (null: not known), and the last day in force
  /** What is known of its standing, and on which day that was looked up (practice L9). */
  standing: z.enum(['inForce', 'replaced', 'unverified']),
  checkedOn: daySchema,
  source: words,
  successors: z.array(successorSchema).default([]),
  /** Packs it stands in place of, and from which day: a new law that arrives as a file. */
  replaces: z.array(z.strictObject({ pack: z.string().max(24), from: daySchema })).default([]),
  /** Of a later version: from which day it counts instead of the older ones; null: a correction, for all days. */
  countsFrom: daySchema.nullable().default(null),
  articles: z.array(articleSchema),
  rules: z.array(ruleSchema),
  coverage: z.array(coverageSchema),
})
export type Pack = z.infer<typeof packSchema>
/** What a pack's file writes: defaults left out. */
export type PackSource = z.input<typeof packSchema>
