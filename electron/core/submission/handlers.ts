import type { Output } from '../../../shared/contract.ts'
import { sourcesShown } from '../../../shared/submissions/files-behind.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { runDelta, runTable, runTrial, runVerify } from '../statistics/run-figures.ts'
import { checked, differing } from './checking.ts'
import { composeWithoutRows } from './compose.ts'
import { draft, opening, personOf } from './drafting.ts'
import { exportOne } from './exporting.ts'
import { filled, needStep } from './filling.ts'
import { freeze, thaw } from './freezing.ts'
import type { Place } from './handed-in.ts'
import { correct, record, remove } from './recording.ts'
import { reportHandlers } from './report-handlers.ts'
import { sign, signOnPaper, signPreview, unsign } from './signing.ts'
import { knownSubmission, setFills, versionsOfSubmission } from './store.ts'
import { submit } from './submitting.ts'
import { knownTable, tablePage } from './table-page.ts'
import { takeFile } from './taking.ts'
import { templateHandlers } from './template-handlers.ts'
import { verifyForm } from './verify-form.ts'

type Handled = Extract<keyof VaultHandlers, `submission.${string}`>

export const submissionHandlers: Pick<VaultHandlers, Handled> = {
  ...templateHandlers,
  ...reportHandlers,
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
    // Rows are read and ordered elsewhere; figures that are frozen are at hand.
    if (one.computed === null || sourcesShown(one.template, table).length > 0) return { table: await runTable(one.rid, asked, context) }
    return { table: tablePage({ ...composeWithoutRows(one), rows: {} }, asked) }
  },

  'submission.check': async ({ id, version, recompute }, context) => {
    const one = knownSubmission(context.db, id, version)
    const now = context.ports.now().toISOString()
    const counted = one.computed === null ? await runTrial(one.rid, context) : one
    return { findings: checked(context.db, counted, now), differing: recompute ? await differing(one, context) : [] }
  },

  'submission.delta': async ({ id, version, lang }, context) => {
    const one = knownSubmission(context.db, id, version)
    const frozen = one.computed?.delta ?? null
    const asFrozen = one.computed !== null && (frozen === null || lang === 'zh')
    return { delta: (asFrozen ? frozen : await runDelta(one.rid, lang, context)) as Output<'submission.delta'>['delta'] }
  },

  'submission.signPreview': signPreview,
  'submission.sign': sign,
  'submission.signOnPaper': signOnPaper,
  'submission.unsign': unsign,

  'submission.export': exportOne,

  'submission.submit': submit,
  'submission.record': record,
  'submission.correct': correct,
  'submission.remove': remove,
  'submission.import': takeFile,

  'submission.verify': async ({ file, beside }, context) => {
    const { files } = context.ports
    const place = await files.read(file)
    const form = await verifyForm(place.path, place.name, context)
    if (form !== null) return form
    const places: Place[] = []
    for (const handle of beside) places.push(await files.read(handle))
    const { document, problems, verdict, sha256, sm3 } = await runVerify(place, places, context)
    const kept = versionsOfSubmission(context.db, document.id).find(({ version }) => version === document.version)
    return {
      ...{ id: document.id, version: document.version, agency: document.agency.name, period: document.period, sha256, sm3 },
      ...{ consistent: problems.length === 0, problems, verdict },
      kept: kept === undefined ? null : { state: kept.state, same: kept.sha256 === sha256 },
    }
  },
}
