import { z } from 'zod'
import { attachmentTypes } from '../attachments.ts'
import { type CaseKind, caseHeadSchema, caseKindSchema, caseKinds, needs, paperSchema, partySchema, whenSchema } from '../cases/act.ts'
import { machines } from '../cases/machines.ts'
import { secrecySchema } from '../catalogue.ts'
import { eventSources } from '../clock.ts'
import { isDay } from '../days.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { officeRoles, roleSchema } from '../roles.ts'
import { digestSchema } from './attachments.ts'
import { actSchema, actStatuses, caseWays, clockSchema, lackSchema, nextSchema, receivedActSchema, rowSchema } from './case-views.ts'
import { type CallSpec, call } from './define.ts'

const id = z.uuid()
const words = z.strictObject({ zh: z.string(), en: z.string() })
const realDay = daySchema.refine(isDay)
const secrecy = secrecySchema.optional() // required; without it secrecy.undeclared
const fields = z.record(z.string().max(40), z.json())

const pastDay = { source: z.enum(eventSources), when: whenSchema, number: z.string().max(100).default(''), ruling: z.string().max(100).default('') }

const casework = officeRoles

const verbsOf = ({ zh, en }: { zh: string; en: string }) => ({
  machine: call({
    about: { zh: `${zh}：有哪些状态和办理行为，各要什么、依据哪一条`, en: `${en}: its states and acts, what each needs and its article` },
    roles: casework,
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({
      kind: caseKindSchema,
      words,
      parties: z.record(partySchema, words),
      states: z.record(z.string(), z.strictObject({ words, closed: z.boolean() })),
      acts: z.record(
        z.string(),
        z.strictObject({
          words,
          party: z.array(partySchema),
          from: z.array(z.string()),
          to: z.string().nullable(),
          roles: z.array(roleSchema),
          needs: z.array(z.enum(needs)),
          paper: z.boolean(),
          internal: z.boolean(),
          rules: z.array(citedSchema),
          fields: z.json(), // JSON Schema 2020-12
        }),
      ),
    }),
  }),
  list: call({
    about: { zh: `${zh}：列表`, en: `${en}: list` },
    roles: casework,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      open: z.boolean().optional(), // without: both
      turn: z.boolean().optional(), // true: where we act next
      party: partySchema.optional(), // ours
      state: z.string().max(40).optional(),
      refers: id.optional(),
      text: z.string().max(100).default(''), // in number, title, other agency
      order: z.enum(['changed', 'due']).default('changed'),
      limit: z.number().int().min(1).max(500).default(50),
      skip: z.number().int().min(0).default(0),
    }),
    output: z.strictObject({ rows: z.array(rowSchema), total: z.number().int() }),
  }),
  get: call({
    about: { zh: `${zh}：案卷，含办理经过、期限、下一步`, en: `${en}: the file with its acts, clocks and what is next` },
    roles: casework,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id }),
    output: z.strictObject({
      row: rowSchema,
      /** null of a sealed case: only number and day remain (practice L2). */
      file: z
        .strictObject({
          head: caseHeadSchema,
          acts: z.array(actSchema),
          clocks: z.array(clockSchema),
          next: z.array(nextSchema),
          /** What we may do now. */
          may: z.array(z.string()),
          /** What the others may do now; of a case on paper it is recorded from their letters. */
          others: z.array(z.strictObject({ party: partySchema, acts: z.array(z.string()) })),
          papers: z.array(paperSchema.extend({ here: z.boolean(), type: z.enum(attachmentTypes).nullable(), bytes: z.number().int().nullable() })),
          /** The case this one is about. */
          refers: rowSchema.nullable(),
          /** Cases that refer to this one. */
          about: z.array(rowSchema),
        })
        .nullable(),
      sealed: z.strictObject({ on: daySchema, by: z.string() }).nullable(),
    }),
  }),
  open: call({
    about: { zh: `${zh}：立案（尚未发出任何内容）`, en: `${en}: open a file; nothing leaves yet` },
    roles: casework,
    effect: 'write',
    input: z.strictObject({
      secrecy,
      title: z.string().trim().min(1).max(200),
      other: z.string().trim().max(100).default(''), // the other agency's name, as the platform has it
      as: partySchema.default('applicant'),
      /** Both sides where we are the department. */
      applicant: z.string().trim().max(100).default(''),
      way: z.enum(caseWays).default('platform'),
      refers: id.nullable().default(null),
      sensitive: caseHeadSchema.shape.sensitive.default([]),
      shareType: z.string().max(20).default(''),
    }),
    output: z.strictObject({ id, number: z.string() }),
  }),
  draft: call({
    about: { zh: `${zh}：起草或修改一项办理（不停止任何期限）`, en: `${en}: draft an act, or change the draft; it stops no clock` },
    roles: casework,
    effect: 'write',
    input: z.strictObject({
      secrecy,
      id,
      /** To change a draft, or what was returned. */
      actId: id.optional(),
      act: z.string().max(40),
      fields: fields.default({}),
      note: z.string().max(4000).default(''),
      number: z.string().max(100).default(''), // 发文字号
      papers: z.array(digestSchema).max(50).default([]),
    }),
    output: z.strictObject({ actId: id, lacks: lackSchema.nullable() }),
  }),
  consent: call({
    about: {
      zh: `${zh}：负责人同意或保密审查：本人在屏幕上，或凭签字的审批单登记；起草人不能自批`,
      en: `${en}: a head's consent or the secrecy review, on screen or from the signed form; never by whoever drafted`,
    },
    roles: casework,
    effect: 'write',
    input: z.strictObject({
      id,
      actId: id,
      need: z.enum(needs),
      decision: z.enum(['agreed', 'declined']).default('agreed'),
      /** From here on of a signed form; without `by` it is whoever is signed in. */
      by: z.string().trim().max(100).default(''),
      on: realDay.optional(),
      evidence: z.string().trim().max(300).default(''),
      handledBy: z.string().trim().max(100).default(''), // of a 保密审查: 承办人
      officeHead: z.string().trim().max(100).default(''), // 处室负责人
      reason: z.string().trim().max(2000).default(''),
    }),
    output: z.strictObject({ lacks: lackSchema.nullable() }),
  }),
  issue: call({
    about: { zh: `${zh}：签发。经平台的随下次同步上报；纸质的以送达登记为准`, en: `${en}: issue a draft: it leaves with the next sync, or as a letter` },
    roles: casework,
    effect: 'write',
    input: z.strictObject({ secrecy, id, actId: id, number: z.string().trim().max(100).default('') }),
    output: z.strictObject({ status: z.enum(actStatuses), state: z.string() }),
  }),
  delivered: call({
    about: { zh: `${zh}：登记送达（来源、日期、凭据）；没有平台的，凭主管部门书面意见的文号才停止期限`, en: `${en}: record that a letter was delivered` },
    roles: casework,
    effect: 'write',
    input: z.strictObject({ id, actId: id, ...pastDay, evidence: z.string().trim().min(1).max(300) }),
    output: z.strictObject({ state: z.string() }),
  }),
  record: call({
    about: { zh: `${zh}：登记对方或主管部门来文（收文登记、平台页面上看到的）`, en: `${en}: record what the other side or the department did, by letter` },
    roles: casework,
    effect: 'write',
    input: z.strictObject({
      secrecy,
      id,
      act: z.string().max(40),
      party: partySchema,
      officer: z.string().trim().min(1).max(100), // who signed it
      ...pastDay,
      fields: fields.default({}),
      note: z.string().max(4000).default(''),
      papers: z.array(digestSchema).max(50).default([]),
      evidence: z.string().trim().min(1).max(300),
    }),
    output: z.strictObject({ actId: id, state: z.string() }),
  }),
  drop: call({
    about: { zh: `${zh}：删除草稿或退回的内容`, en: `${en}: drop a draft, or what was returned` },
    roles: casework,
    effect: 'write',
    input: z.strictObject({ id, actId: id }),
    output: z.strictObject({}),
  }),
  addPaper: call({
    about: { zh: `${zh}：添加附件（函、审批单、扫描件；不收数据表）`, en: `${en}: add a paper: a letter, a form, a scan; no tables of data` },
    roles: casework,
    effect: 'write',
    long: true,
    input: z.strictObject({ secrecy, id, file: readHandleSchema }),
    output: z.strictObject({ sha256: digestSchema, name: z.string(), type: z.enum(attachmentTypes), bytes: z.number().int() }),
  }),
  fetchPaper: call({
    about: {
      zh: `${zh}：从平台取回对方或主管部门办理时所附的材料；没有连接的，随下次交换包索取`,
      en: `${en}: fetch a paper of the other side's act from the platform`,
    },
    roles: casework,
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({ id, sha256: digestSchema }),
    /** `asked`: the platform has no address here; it comes with a package. */
    output: z.strictObject({ bytes: z.number().int(), asked: z.boolean() }),
  }),
  openPaper: call({
    about: { zh: `${zh}：另存附件（解密的副本，记入副本登记）`, en: `${en}: save a paper to a file; kept in the register of copies` },
    roles: casework,
    effect: 'export',
    input: z.strictObject({ id, sha256: digestSchema, file: writeHandleSchema, purpose: z.string().max(200).default('') }),
    output: z.strictObject({ bytes: z.number().int(), sha256: digestSchema }),
  }),
  archive: call({
    about: {
      zh: `${zh}：归档办结的案卷：元数据、目录、每一项办理和材料、校验值，一个文件`,
      en: `${en}: archive a closed file: metadata, contents, every act and paper, digests, in one package`,
    },
    roles: ['catalogueOfficer', 'confidentialityOfficer'],
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      secrecy,
      id,
      file: writeHandleSchema,
      /** 归档号; left out: the next of the year. A file keeps its number. */
      number: z.string().trim().max(60).default(''),
      /** Papers that are not here are listed as missing; without it they are asked for. */
      incomplete: z.boolean().default(false),
      purpose: z.string().max(200).default(''),
    }),
    output: z.strictObject({
      number: z.string(),
      on: daySchema,
      sha256: digestSchema,
      bytes: z.number().int(),
      acts: z.number().int(),
      papers: z.number().int(),
      missing: z.array(z.string()),
    }),
  }),
  received: call({
    about: { zh: `${zh}：对方单位用往来包送来的材料，与本案卷对照`, en: `${en}: what the other agency sent by package, beside what is known here` },
    roles: casework,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id }),
    output: z.strictObject({
      /** The newest first, by when they were made. */
      packages: z.array(
        z.strictObject({
          packageId: id,
          /** The sender's number and title of the case. */
          number: z.string(),
          title: z.string(),
          agency: z.string(),
          medium: z.string(),
          byPlatform: z.boolean(),
          madeAt: momentSchema,
          receivedAt: momentSchema,
          receivedBy: z.string(),
          note: z.string(),
          acts: z.array(receivedActSchema),
          papers: z.array(
            paperSchema.extend({
              here: z.boolean(),
              type: z.enum(attachmentTypes).nullable(),
              bytes: z.number().int().nullable(),
              /** Among the file's own papers already. */
              inFile: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  }),
  takeUp: call({
    about: {
      zh: `${zh}：采用往来材料：收入附件、以此起草、登记为对方的办理（申请、答复、拒绝须有主管部门书面意见的文号）`,
      en: `${en}: take up what came by package: papers, a draft of ours, or as the other side's act; applications and replies need a ruling`,
    },
    roles: casework,
    effect: 'write',
    input: z.strictObject({
      secrecy,
      id,
      packageId: id,
      how: z.enum(['papers', 'draft', 'record']),
      /** The act it is about; for papers none. */
      actId: id.optional(),
      /** Of a draft: the act of ours that begins with it. */
      as: z.string().max(40).default(''),
      /** Of papers: which; left out: all that came. */
      papers: z.array(digestSchema).max(500).optional(),
      /** Of a record: the day it was handed over; left out: when the package was taken in. */
      when: whenSchema.optional(),
      ruling: z.string().trim().max(100).default(''),
    }),
    output: z.strictObject({ actId: id.nullable(), papers: z.number().int(), state: z.string(), lacks: lackSchema.nullable() }),
  }),
  seal: call({
    about: { zh: `${zh}：有人主张涉及国家秘密，立即封存，转线下办理`, en: `${en}: somebody claims state secrecy: seal the file, go on off the system` },
    roles: casework,
    effect: 'secure',
    input: z.strictObject({ id, claimedBy: z.string().trim().min(1).max(100) }),
    output: z.strictObject({ on: daySchema }),
  }),
  unseal: call({
    about: { zh: `${zh}：依保密行政管理部门的书面意见解除封存`, en: `${en}: lift the seal by the ruling of the secrecy authority` },
    roles: ['securityAdmin'],
    with: 2,
    secrets: ['with'],
    effect: 'secure',
    input: z.strictObject({ id, ruling: z.string().trim().min(1).max(100) }),
    output: z.strictObject({}),
  }),
})
export type CaseVerbs = ReturnType<typeof verbsOf>
export type CaseVerb = keyof CaseVerbs

type Named<K extends CaseKind> = { [V in CaseVerb as `${K}.${V}`]: CaseVerbs[V] }
type Every = { [K in CaseKind]: Named<K> }

/** The same calls under each kind's own noun: request.open, dispute.open … */
const named = <K extends CaseKind>(kind: K): Named<K> =>
  Object.fromEntries(Object.entries<CallSpec>(verbsOf(machines[kind].words)).map(([verb, spec]) => [`${kind}.${verb}`, spec])) as Named<K>

const everyKind = {
  'case.ofEntry': call({
    about: { zh: '所涉一条目录的案卷（封存的除外）', en: 'Files about one entry, but for sealed ones' },
    roles: casework,
    effect: 'read',
    reader: true,
    input: z.strictObject({ entry: id }),
    output: z.strictObject({ rows: z.array(rowSchema) }),
  }),
  'case.sealed': call({
    about: { zh: '封存的案卷：只有编号和日期', en: 'Sealed files: number and day, nothing else' },
    roles: ['securityAdmin', 'confidentialityOfficer'],
    effect: 'read',
    reader: true,
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({ files: z.array(z.strictObject({ id, kind: caseKindSchema, number: z.string(), on: daySchema })) }),
  }),
}

export const caseCalls = Object.assign({}, everyKind, ...caseKinds.map(named)) as typeof everyKind &
  Every['request'] &
  Every['dispute'] &
  Every['correction'] &
  Every['agreement'] &
  Every['complaint'] &
  Every['need'] &
  Every['incident']
