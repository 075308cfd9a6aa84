import { z } from 'zod'
import { writeHandleSchema } from '../files.ts'
import { reportAnswerSchema, reportHeadSchema } from '../platform-api/submissions.ts'
import { officeRoles } from '../roles.ts'
import { digestSchema } from './attachments.ts'
import { call } from './define.ts'

const office = ['statisticsOfficer', 'catalogueOfficer', 'workingBodyHead'] as const
const { period, template, notice, sha256, sm3, counts, preparer, reviewer, reason } = reportHeadSchema.shape

/** One version on its way, or as the platform received it. */
const reportSchema = z.strictObject({
  version: z.number().int().positive(),
  ...{ period, template, notice, sha256, sm3, counts, preparer, reviewer, reason },
  /** Waits to leave; held, for the platform takes none; received; refused, and in the tray. */
  status: z.enum(['queued', 'held', 'received', 'refused']),
  officer: z.string(),
  /** '' = it came from the platform. */
  queuedAt: z.string(),
  /** The platform's time of receipt, by which a deadline is judged; '' = not received yet. */
  receivedAt: z.string(),
  receiptId: z.string(),
  answer: z.strictObject(reportAnswerSchema.shape).nullable(),
  problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  papers: z.array(
    z.strictObject({
      ...{ sha256: digestSchema, name: z.string() },
      /** Both null: it is not here. */
      type: z.string().nullable(),
      bytes: z.number().int().nullable(),
      /** It is the document itself. */
      document: z.boolean(),
      asked: z.boolean(),
    }),
  ),
})

/** Submissions on their way to the competent department and back. */
export const submissionReportCalls = {
  'submission.reports': call({
    about: {
      zh: '上报了的统计报送：各版、收件回执、主管部门答复；主管部门看到各单位的',
      en: "Submissions as they were sent: versions, receipts, the department's answers; the department sees those of all agencies",
    },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid().optional(), whose: z.enum(['own', 'others', 'all']).default('all') }),
    output: z.strictObject({
      submissions: z.array(
        z.strictObject({ id: z.uuid(), ours: z.boolean(), agency: z.string(), version: z.number().int().nonnegative(), reports: z.array(reportSchema) }),
      ),
    }),
  }),
  'submission.fetchPaper': call({
    about: {
      zh: '从平台取回报送的文件；没有连接的，随下次交换包索取',
      en: 'Fetch a paper of a submission from the platform, or ask for it with the next package',
    },
    roles: office,
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({ id: z.uuid(), sha256: digestSchema }),
    /** `asked`: the platform has no address here; it comes with a package. */
    output: z.strictObject({ bytes: z.number().int(), asked: z.boolean() }),
  }),
  'submission.savePaper': call({
    about: { zh: '另存报送的文件（解密的副本，记入副本登记）', en: 'Save a paper of a submission to a file: a copy in clear, kept in the register of copies' },
    roles: officeRoles,
    effect: 'export',
    input: z.strictObject({ id: z.uuid(), sha256: digestSchema, file: writeHandleSchema, purpose: z.string().max(200).default('') }),
    output: z.strictObject({ bytes: z.number().int(), sha256: digestSchema }),
  }),
}
