import { z } from 'zod'
import { secrecySchema } from '../catalogue.ts'
import { isDay } from '../days.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { bundleVerdictSchema } from '../signing/verdict.ts'
import { periodKindSchema, periodSchema } from '../statistics/periods.ts'
import {
  deltaSchema,
  explanationSchema,
  reconciliationSchema,
  remedySchema,
  rowRefSchema,
  statementAnswerSchema,
  submissionDocumentSchema,
} from '../submissions/document.ts'
import { boundSchema, figureRefSchema, templateSchema } from '../submissions/template.ts'
import { digestSchema } from './attachments.ts'
import { call } from './define.ts'
import { submissionStates } from './statistics.ts'

const words = z.strictObject({ zh: z.string(), en: z.string() })
const realDay = daySchema.refine(isDay)
const line = (most: number) => z.string().trim().max(most)
const secrecy = secrecySchema.optional() // required; without it secrecy.undeclared

const preparing = ['statisticsOfficer', 'catalogueOfficer'] as const
const reviewing = ['statisticsOfficer', 'workingBodyHead', 'departmentHead', 'catalogueOfficer', 'confidentialityOfficer'] as const

/** A submission by its id; without a version its newest. */
const which = { id: z.uuid(), version: z.number().int().positive().optional() }

/** 报送中的签名: by key, or on paper (practice P4, P6). */
const signatureSchema = z.strictObject({
  as: z.enum(['preparer', 'reviewer']),
  name: z.string(),
  way: z.enum(['key', 'paper']),
  on: daySchema,
  evidence: z.string(),
  recordedBy: z.string(),
})

const receiptSchema = z.strictObject({
  kind: z.enum(['received', 'accepted', 'returned']),
  at: z.string(), // the department's: a moment, or a day where only a day is recorded
  source: z.string(),
  number: z.string(),
  reason: z.string(),
  evidence: z.string(),
  recordedBy: z.string(),
})
export type Receipt = z.infer<typeof receiptSchema>

export const submissionLineSchema = z.strictObject({
  id: z.uuid(),
  version: z.number().int().positive(),
  template: z.strictObject({ id: z.string(), version: z.number().int(), words }),
  period: periodSchema,
  periodWords: words,
  state: z.enum(submissionStates),
  preparer: z.string(),
  reviewer: z.string(),
  notice: z.strictObject({ number: z.string(), issuer: z.string(), dueAt: momentSchema }).nullable(),
  frozenAt: momentSchema.nullable(),
  sha256: digestSchema.nullable(), // of the document, once it is frozen
  submittedAt: momentSchema.nullable(),
  receipt: receiptSchema.nullable(),
  reason: z.string(), // of a corrected version
  createdAt: momentSchema,
  createdBy: z.string(),
})
export type SubmissionLine = z.infer<typeof submissionLineSchema>

/** What a check found; `code` has its words in shared/submissions/checks.ts. */
export const checkFindingSchema = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  figure: figureRefSchema.nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  words,
})

export type CheckFinding = z.infer<typeof checkFindingSchema>

const manualSchema = z.strictObject({ ...figureRefSchema.shape, value: line(40), source: line(300), by: line(100) })
const cellSchema = z.union([z.string(), z.number()]).nullable()
const laidTableSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['lines', 'list', 'statements', 'remedies']),
  words,
  note: words.nullable(),
  columns: z.array(z.strictObject({ words, type: z.enum(['text', 'number', 'percent', 'day']), width: z.number(), digits: z.number().optional() })),
  rows: z.array(
    z.strictObject({
      kind: z.enum(['group', 'line', 'part']),
      cells: z.array(cellSchema),
      type: z.enum(['text', 'number', 'percent', 'day']).nullable(),
      digits: z.number().nullable(),
      figure: figureRefSchema.nullable(),
      origin: z.enum(['computed', 'manual', 'opening']).nullable(),
      /** Of a list, the record a row is of. */
      row: rowRefSchema.nullable(),
    }),
  ),
  total: z.number().int(),
  figureColumn: z.number().int().nullable(),
})
export type LaidTableView = z.infer<typeof laidTableSchema>

/** Files the document names beside itself: of rows, and the city's form. Known by what is in them, whatever they are called. */
const beside = z.array(readHandleSchema).max(1000).default([])

export const submissionCalls = {
  'submission.templates': call({
    about: { zh: '报送模板', en: 'Templates of submissions' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({
      templates: z.array(
        z.strictObject({
          id: z.string(),
          version: z.number().int(),
          words,
          about: words,
          periods: z.array(periodKindSchema),
          builtIn: z.boolean(),
          workbook: z.boolean(),
          savedAt: momentSchema.nullable(),
          savedBy: z.string(),
        }),
      ),
    }),
  }),
  'submission.template': call({
    about: { zh: '一个模板的全部内容', en: 'One template, whole' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.string().max(60) }),
    output: z.strictObject({ template: templateSchema, builtIn: z.boolean() }),
  }),
  'submission.inspectForm': call({
    about: {
      zh: '读城市的表样（xlsx）：可填的单元格和建议绑定的指标',
      en: "Read a city's form: the cells to be filled, and the indicators that seem to belong there",
    },
    roles: preparing,
    effect: 'read',
    long: true,
    input: z.strictObject({ file: readHandleSchema, secrecy, template: z.string().max(60).optional() }),
    output: z.strictObject({
      sheets: z.array(
        z.strictObject({
          name: z.string(),
          rows: z.number().int(),
          columns: z.number().int(),
          cells: z.array(
            z.strictObject({
              cell: z.string(),
              text: z.string(),
              formula: z.boolean(),
              kind: z.enum(['number', 'day', 'text']),
              left: z.string(),
              above: z.string(),
              fillable: z.boolean(),
              /** What its labels seem to ask for. */
              proposed: boundSchema.nullable(),
            }),
          ),
          merges: z.array(z.string()),
          truncated: z.boolean(),
        }),
      ),
    }),
  }),
  'submission.saveTemplate': call({
    about: { zh: '保存模板；带上城市的表样文件时，导出即填在其中', en: "Save a template; with the city's workbook, exports are written in it" },
    roles: preparing,
    effect: 'write',
    long: true,
    input: z.strictObject({ template: templateSchema, workbook: readHandleSchema.optional(), secrecy }),
    output: z.strictObject({ id: z.string(), version: z.number().int() }),
  }),
  'submission.exportTemplate': call({
    about: { zh: '导出模板文件，供其他单位导入', en: 'Write a template to a file for others' },
    roles: preparing,
    effect: 'export',
    aside: true,
    input: z.strictObject({ id: z.string().max(60), file: writeHandleSchema, secrecy, purpose: line(200).default('') }),
    output: z.strictObject({ sha256: digestSchema, bytes: z.number().int() }),
  }),
  'submission.importTemplate': call({
    about: { zh: '导入模板文件', en: 'Load a template from a file' },
    roles: preparing,
    effect: 'write',
    long: true,
    input: z.strictObject({ file: readHandleSchema, secrecy }),
    output: z.strictObject({ id: z.string(), version: z.number().int() }),
  }),
  'submission.removeTemplate': call({
    about: { zh: '删除自己的模板；已报送的仍保留其所用版本', en: 'Remove a template of your own; what was submitted keeps the one it was made with' },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({ id: z.string().max(60) }),
    output: z.strictObject({}),
  }),
  'submission.draft': call({
    about: { zh: '为一个统计期起草报送', en: "Begin a period's submission" },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({
      template: z.string().max(60).default('mulu-standard'),
      kind: periodKindSchema.default('quarter'),
      on: realDay.optional(), // a day in the period; left out: the one that ended last
      notice: z.uuid().optional(),
      reviewer: line(100).default(''),
      secrecy,
    }),
    output: z.strictObject({ id: z.uuid(), version: z.number().int() }),
  }),
  'submission.opening': call({
    about: {
      zh: '录入首次使用前最后一期已报送的数（接续未计算），供比较',
      en: 'Enter the figures last submitted before Mulu was used; carried on, not computed',
    },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({
      template: z.string().max(60).default('mulu-standard'),
      kind: periodKindSchema.default('quarter'),
      on: realDay,
      figures: z
        .array(z.strictObject({ ...figureRefSchema.shape, value: line(40) }))
        .min(1)
        .max(2000),
      source: line(300).min(1), // which form, of which day
      secrecy,
    }),
    output: z.strictObject({ id: z.uuid() }),
  }),
  'submission.list': call({
    about: { zh: '报送列表', en: 'Submissions' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      limit: z.number().int().min(1).max(200).default(50),
      skip: z.number().int().min(0).default(0),
      template: z.string().max(60).optional(),
    }),
    output: z.strictObject({ submissions: z.array(submissionLineSchema), total: z.number().int() }),
  }),
  'submission.get': call({
    about: { zh: '一份报送：封面、说明、签名、经过、可办的事', en: 'One submission: cover, explanations, signatures, what happened, what may be done' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject(which),
    output: z.strictObject({
      line: submissionLineSchema,
      template: templateSchema,
      cover: z.record(z.string(), z.string()),
      manual: z.array(manualSchema),
      explanations: z.array(explanationSchema),
      reconciliations: z.array(reconciliationSchema),
      statements: z.array(statementAnswerSchema),
      remedies: z.array(remedySchema),
      signatures: z.array(signatureSchema),
      versions: z.array(z.strictObject({ version: z.number().int(), state: z.enum(submissionStates), sha256: digestSchema.nullable(), reason: z.string() })),
      replaces: submissionDocumentSchema.shape.replaces,
      events: z.array(z.strictObject({ at: momentSchema, by: z.string(), what: words, note: z.string() })),
      papers: z.array(z.strictObject({ name: z.string(), sha256: digestSchema, bytes: z.number().int().nullable() })),
      /** What this user may do next. */
      may: z.array(z.enum(['fill', 'freeze', 'thaw', 'sign', 'export', 'submit', 'record', 'correct', 'remove'])),
    }),
  }),
  'submission.table': call({
    about: { zh: '一张表的内容；未冻结的按当前记录试算', en: 'One table; of a draft computed from the records as they are now' },
    roles: officeRoles,
    effect: 'read',
    long: true,
    input: z.strictObject({
      ...which,
      table: z.string().max(40),
      lang: z.enum(['zh', 'en']).default('zh'),
      limit: z.number().int().min(1).max(500).default(100),
      skip: z.number().int().min(0).default(0),
    }),
    output: z.strictObject({ table: laidTableSchema }),
  }),
  'submission.fill': call({
    about: {
      zh: '填写草稿：封面、人工填报的数、说明、调节项、自查结果、整改清单。封面只改送来的栏；各列表整体替换：送一个列表就要送全，没送的条目即被删去，不送的列表不变',
      en: 'Fill in: cover, figures by hand, explanations, reconciliations, answers, remedies. Of the cover only the fields sent change; each list is replaced whole: send all of it, what it lacks is dropped, and a list not sent stays',
    },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({
      id: z.uuid(),
      secrecy,
      cover: z.record(z.string().max(40), line(500)).optional(),
      reviewer: line(100).optional(),
      notice: z.uuid().nullable().optional(),
      manual: z.array(manualSchema).max(500).optional(),
      explanations: z
        .array(explanationSchema.omit({ by: true }))
        .max(500)
        .optional(),
      reconciliations: z
        .array(reconciliationSchema.omit({ by: true }))
        .max(500)
        .optional(),
      statements: z
        .array(statementAnswerSchema.omit({ by: true }))
        .max(100)
        .optional(),
      remedies: z.array(remedySchema).max(500).optional(),
    }),
    output: z.strictObject({}),
  }),
  'submission.freeze': call({
    about: { zh: '冻结数据：按期末记录计算并存下快照；此后的修改不再影响', en: 'Freeze the figures with a snapshot of what they were computed from' },
    roles: preparing,
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({ id: z.uuid(), secrecy }),
    output: z.strictObject({ version: z.number().int(), rows: z.number().int(), figures: z.number().int(), findings: z.array(checkFindingSchema) }),
  }),
  'submission.thaw': call({
    about: { zh: '尚未签名时取消冻结', en: 'Take a freeze back, before anybody signed' },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({ id: z.uuid(), reason: line(500).min(1) }),
    output: z.strictObject({}),
  }),
  'submission.check': call({
    about: {
      zh: '校验：合计、与上期比较、缺说明、缺填报、超期未办、与当前记录的差异',
      en: 'Check: totals, against the period before, explanations and figures missing, overdue items, what the records say now',
    },
    roles: officeRoles,
    effect: 'read',
    long: true,
    input: z.strictObject({ ...which, recompute: z.boolean().default(false) }),
    output: z.strictObject({
      findings: z.array(checkFindingSchema),
      /** With `recompute`: figures that come out otherwise from the records as they are now. */
      differing: z.array(z.strictObject({ ...figureRefSchema.shape, frozen: z.string().nullable(), now: z.string().nullable() })),
    }),
  }),
  'submission.delta': call({
    about: { zh: '与上一次报送相比：新增、修改（逐项文字）、撤销', en: 'Against the submission before: what came in, what changed in words, what left' },
    roles: officeRoles,
    effect: 'read',
    long: true,
    input: z.strictObject({ ...which, lang: z.enum(['zh', 'en']).default('zh') }),
    output: z.strictObject({ delta: deltaSchema.nullable() }),
  }),
  'submission.signPreview': call({
    about: { zh: '签名前通读的全文和将要签署的内容', en: 'What is about to be signed, to be read first' },
    roles: reviewing,
    effect: 'read',
    long: true,
    input: z.strictObject({ id: z.uuid(), as: z.enum(['preparer', 'reviewer']), keyId: z.uuid() }),
    output: z.strictObject({
      shown: digestSchema,
      sha256: digestSchema,
      sm3: digestSchema,
      files: z.array(z.strictObject({ name: z.string(), sha256: digestSchema, bytes: z.number().int() })),
      findings: z.array(checkFindingSchema),
    }),
  }),
  'submission.sign': call({
    about: { zh: '填报人、审核人用密钥签名（两人不得为同一人）', en: 'Sign by key as preparer or reviewer; never the same person' },
    roles: reviewing,
    effect: 'write',
    long: true,
    secrets: ['keyPassphrase'],
    input: z.strictObject({ id: z.uuid(), as: z.enum(['preparer', 'reviewer']), keyId: z.uuid(), shown: digestSchema, secrecy }),
    output: z.strictObject({ state: z.enum(submissionStates) }),
  }),
  'submission.signOnPaper': call({
    about: { zh: '登记纸面签名：谁、哪天、扫描件或存放处', en: 'Record a signature on paper: who, when, where the sheet is' },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({ id: z.uuid(), as: z.enum(['preparer', 'reviewer']), name: line(100).min(1), on: realDay, evidence: line(300).min(1), secrecy }),
    output: z.strictObject({ state: z.enum(submissionStates) }),
  }),
  'submission.unsign': call({
    about: { zh: '报送前撤销签名，退回修改', en: 'Take the signatures back before it was submitted' },
    roles: reviewing,
    effect: 'write',
    input: z.strictObject({ id: z.uuid(), reason: line(500).min(1) }),
    output: z.strictObject({}),
  }),
  'submission.export': call({
    about: {
      zh: '导出：城市表样或通用表样的xlsx、PDF、JSON、签名包；同一份冻结的报送总是同样的字节',
      en: 'Export: xlsx in the form, PDF, JSON, the bundle of signatures; the same frozen submission always gives the same bytes',
    },
    roles: officeRoles,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      ...which,
      file: writeHandleSchema,
      format: z.enum(['xlsx', 'pdf', 'json', 'bundle']),
      lang: z.enum(['zh', 'en']).default('zh'),
      secrecy,
      purpose: line(200).default(''),
    }),
    output: z.strictObject({
      sha256: digestSchema,
      bytes: z.number().int(),
      documentSha256: digestSchema,
      documentSm3: digestSchema,
      /** Long tables that went to files of their own. */ beside: z.array(z.string()),
    }),
  }),
  'submission.submit': call({
    about: { zh: '报送：随下次同步或交换包送出', en: 'Submit: it leaves with the next sync or package' },
    roles: preparing,
    effect: 'write',
    long: true,
    input: z.strictObject({ id: z.uuid(), secrecy }),
    output: z.strictObject({
      changeId: z.uuid(),
      /** Lists whose workbook is too long to go along: their rows leave in the JSON files. */ left: z.array(z.string()),
    }),
  }),
  'submission.record': call({
    about: {
      zh: '登记主管部门的收到、接受或退回（无接口的平台、纸面）；也登记当面报送',
      en: "Record the department's receipt, acceptance or return, where no platform says it",
    },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({
      id: z.uuid(),
      kind: z.enum(['submitted', 'received', 'accepted', 'returned']),
      at: z.union([momentSchema, realDay]),
      source: line(100).min(1),
      number: line(100).default(''),
      reason: line(2000).default(''),
      evidence: line(300).min(1),
      /** Of a return: by which day the department wants it corrected. */
      changeBy: realDay.optional(),
      secrecy,
    }),
    output: z.strictObject({ state: z.enum(submissionStates) }),
  }),
  'submission.correct': call({
    about: { zh: '更正：另起一个版本，写明改了什么、为什么；原版本不变', en: 'Correct: another version, with what changed and why; the one before stays' },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({ id: z.uuid(), reason: line(2000).min(1), secrecy }),
    output: z.strictObject({ version: z.number().int() }),
  }),
  'submission.remove': call({
    about: { zh: '删除尚未报送的草稿', en: 'Remove a draft that was never submitted' },
    roles: preparing,
    effect: 'write',
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({}),
  }),
  'submission.import': call({
    about: {
      zh: '载入另一台电脑导出的报送JSON或签名包（有随附的行文件、表样的一并选上），可重新打开、核对、导出',
      en: 'Take in a submission another copy exported as JSON or as a bundle, with the files of rows and the form beside it, to open, check and export it again',
    },
    roles: preparing,
    effect: 'write',
    long: true,
    input: z.strictObject({ file: readHandleSchema, beside, secrecy }),
    output: z.strictObject({ id: z.uuid(), version: z.number().int(), sha256: digestSchema, known: z.boolean() }),
  }),
  'submission.verify': call({
    about: {
      zh: '核验导出的JSON或签名包（随附的行文件一并选上）：未被改动、各数与所附的行相符、签名是谁的；也核验由本机所存报送写出的xlsx、PDF：重新写出后逐字节比较',
      en: 'Verify an exported JSON or bundle, with the files of rows beside it: unaltered, its figures follow from its rows, whose the signatures are; or an xlsx or PDF of a submission kept here: written anew and compared byte by byte',
    },
    roles: officeRoles,
    effect: 'read',
    long: true,
    input: z.strictObject({ file: readHandleSchema, beside }),
    output: z.strictObject({
      id: z.uuid(),
      version: z.number().int(),
      agency: z.string(),
      period: periodSchema,
      sha256: digestSchema,
      sm3: digestSchema,
      /** Every computed figure comes out the same from the rows that are with it. */
      consistent: z.boolean(),
      problems: z.array(z.strictObject({ figure: figureRefSchema.nullable(), words })),
      /** What is kept here of the same version; null: nothing. */
      kept: z.strictObject({ state: z.enum(submissionStates), same: z.boolean() }).nullable(),
      verdict: bundleVerdictSchema.nullable(),
    }),
  }),
}
