import { writeFile } from 'node:fs/promises'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { heldOf, partsOf } from '../attachments/queries.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext, VaultHandlers } from '../context.ts'
import { runTable, runTrial, runTwin, runVerify } from '../statistics/run-figures.ts'
import { writeRecorded } from '../transfer/export.ts'
import { checked, differing } from './checking.ts'
import { composeWithoutRows } from './compose.ts'
import { draft, opening, personOf } from './drafting.ts'
import { filled, needStep } from './filling.ts'
import { freeze, thaw } from './freezing.ts'
import { correct, record, remove } from './recording.ts'
import { bundleName, sign, signOnPaper, signPreview, unsign } from './signing.ts'
import { knownSubmission, papersOfSubmission, setFills, versionsOfSubmission } from './store.ts'
import { submit } from './submitting.ts'
import { knownTable, tablePage } from './table-page.ts'
import { takeFile } from './taking.ts'
import { templateHandlers } from './template-handlers.ts'

const bundleOf = async (input: Parsed<'submission.export'>, context: AsideContext) => {
  const one = knownSubmission(context.db, input.id, input.version)
  const kept = papersOfSubmission(context.db, one.rid).find(({ name }) => name === bundleName)
  const held = kept === undefined ? undefined : heldOf(context.db, kept.sha256)
  if (held === undefined) throw new Refusal('submission.noBundle')
  return { one, data: Buffer.concat([...partsOf(context.db, held)]), sha256: held.sha256 }
}

const exportTwin = async (input: Parsed<'submission.export'>, context: AsideContext): Promise<Output<'submission.export'>> => {
  const { id, version, file, purpose, format } = input
  const one = knownSubmission(context.db, id, version)
  needStep(one, 'export')
  const also = { work: () => undefined, detail: { entity: 'submission', entityId: id } }
  const note = () => `version ${one.version}`
  if (format === 'bundle') {
    const { data, sha256 } = await bundleOf(input, context)
    const write = async (path: string) => {
      await writeFile(path, data)
      return { sha256, bytes: data.length }
    }
    const made = await writeRecorded({ what: 'submission, bundle', handle: file, purpose, write, note, also }, context)
    return { ...made, documentSha256: one.sha256 ?? '', documentSm3: one.sm3 ?? '', beside: [] }
  }
  const { sha256, sm3, bytes } = await writeRecorded(
    { what: `submission, ${format}`, handle: file, purpose, write: (path) => runTwin(one.rid, path, context), note, also },
    context,
  )
  return { sha256, bytes, documentSha256: sha256, documentSm3: sm3, beside: [] }
}

type Handled = Extract<keyof VaultHandlers, `submission.${string}`>

export const submissionHandlers: Pick<VaultHandlers, Handled> = {
  ...templateHandlers,
  'submission.draft': draft,
  'submission.opening': opening,

  'submission.fill': ({ id, secrecy, ...sent }, context) => {
    askSecrecy(secrecy)
    refuseMarks(sent)
    const { db } = context
    const one = knownSubmission(db, id)
    needStep(one, 'fill')
    const next = filled(db, one, sent, personOf(context))
    return context.commit(
      () => {
        setFills(db, next)
        return {}
      },
      () => ({ entity: 'submission', entityId: id, fields: Object.keys(sent) }),
    )
  },

  'submission.freeze': freeze,
  'submission.thaw': thaw,

  'submission.table': async ({ id, version, ...asked }, context) => {
    const one = knownSubmission(context.db, id, version)
    const table = knownTable(one.template, asked.table)
    // A list's rows are read and ordered elsewhere; figures that are frozen are at hand.
    if (one.computed === null || table.kind === 'list') return { table: await runTable(one.rid, asked, context) }
    return { table: tablePage({ ...composeWithoutRows(one), rows: {} }, asked) }
  },

  'submission.check': async ({ id, version, recompute }, context) => {
    const one = knownSubmission(context.db, id, version)
    const now = context.ports.now().toISOString()
    const counted = one.computed === null ? await runTrial(one.rid, context) : one
    return { findings: checked(context.db, counted, now), differing: recompute ? await differing(one, context) : [] }
  },

  'submission.delta': async ({ id, version }, context) => {
    const one = knownSubmission(context.db, id, version)
    return { delta: ((one.computed === null ? await runTrial(one.rid, context) : one).computed?.delta ?? null) as Output<'submission.delta'>['delta'] }
  },

  'submission.signPreview': signPreview,
  'submission.sign': sign,
  'submission.signOnPaper': signOnPaper,
  'submission.unsign': unsign,

  'submission.export': (input, context) => {
    askSecrecy(input.secrecy)
    return exportTwin(input, context)
  },

  'submission.submit': submit,
  'submission.record': record,
  'submission.correct': correct,
  'submission.remove': remove,
  'submission.import': takeFile,

  'submission.verify': async ({ file }, context) => {
    const { path, name } = await context.ports.files.read(file)
    const { document, problems, verdict, sha256, sm3 } = await runVerify(path, name, context)
    const kept = versionsOfSubmission(context.db, document.id).find(({ version }) => version === document.version)
    return {
      ...{ id: document.id, version: document.version, agency: document.agency.name, period: document.period, sha256, sm3 },
      ...{ consistent: problems.length === 0, problems, verdict },
      kept: kept === undefined ? null : { state: kept.state, same: kept.sha256 === sha256 },
    }
  },
}
