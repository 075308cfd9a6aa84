import { eventWords, mayStep, type SubmissionEvent, type SubmissionStep } from '../../../shared/submissions/states.ts'
import type { ReaderHandlers } from '../context.ts'
import { readLaw } from '../work/law.ts'
import { composeWithoutRows, coverOf } from './compose.ts'
import { asLine, eventsOf, knownSubmission, listSubmissions, papersOfSubmission, versionsOfSubmission } from './store.ts'
import { builtInTemplates, knownTemplate, storedTemplates } from './templates.ts'

const steps: readonly SubmissionStep[] = ['fill', 'freeze', 'thaw', 'sign', 'export', 'submit', 'record', 'correct', 'remove']

type Viewed = 'submission.templates' | 'submission.template' | 'submission.list' | 'submission.get'

export const submissionViewHandlers: Pick<ReaderHandlers, Viewed> = {
  'submission.templates': (_, { db, now }) => {
    const law = readLaw(db, now().toISOString())
    const head = ({ id, version, words, about, periods }: ReturnType<typeof builtInTemplates>[number]) => ({ id, version, words, about, periods })
    return {
      templates: [
        ...builtInTemplates(law.on(law.today)).map((template) => ({ ...head(template), builtIn: true, workbook: false, savedAt: null, savedBy: '' })),
        ...storedTemplates(db).map(({ template, workbook, savedAt, savedBy }) => ({ ...head(template), builtIn: false, workbook, savedAt, savedBy })),
      ],
    }
  },

  'submission.template': ({ id }, { db, now }) => {
    const law = readLaw(db, now().toISOString())
    return knownTemplate(db, id, law.on(law.today))
  },

  'submission.list': ({ limit, skip, template }, { db }) => {
    const { found, total } = listSubmissions(db, template, limit, skip)
    return { submissions: found.map(asLine), total }
  },

  'submission.get': ({ id, version }, { db }) => {
    const one = knownSubmission(db, id, version)
    const versions = versionsOfSubmission(db, id)
    const newest = versions.at(-1)?.version === one.version
    const locked = one.signatures.length > 0
    return {
      line: asLine(one),
      template: one.template,
      cover: coverOf(db, one),
      manual: one.fills.manual,
      explanations: one.fills.explanations,
      reconciliations: one.fills.reconciliations,
      statements: one.fills.statements,
      remedies: one.fills.remedies,
      signatures: one.signatures,
      versions: versions.map((each) => ({ version: each.version, state: each.state, sha256: each.sha256, reason: each.reason })),
      replaces: one.computed === null ? null : composeWithoutRows(one).replaces,
      events: eventsOf(db, one.rid).map(({ what, ...event }) => ({ ...event, what: eventWords[what as SubmissionEvent] ?? { zh: what, en: what } })),
      papers: papersOfSubmission(db, one.rid),
      may: steps.filter(
        (step) => (newest || step === 'export') && mayStep(one.state, step) && !(locked && (step === 'fill' || step === 'thaw' || step === 'remove')),
      ),
    }
  },
}
