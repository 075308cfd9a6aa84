import type { CaseKind } from '../../../shared/cases/act.ts'
import { caseKinds } from '../../../shared/cases/act.ts'
import type { ReaderHandlers } from '../context.ts'
import { sealedFiles } from './queries.ts'
import { receivedView } from './received-view.ts'
import { casesOfEntry, getCase, listCases, machineView } from './view.ts'

type Verb = 'machine' | 'list' | 'get' | 'received'
type Verbs = { [V in Verb]: ReaderHandlers[`request.${V}`] }

const verbsOf = (kind: CaseKind): Verbs => ({
  machine: (_, context) => machineView(kind, context),
  list: (input, context) => listCases(kind, input, context),
  get: ({ id }, context) => getCase(kind, id, context),
  received: ({ id }, context) => receivedView(kind, id, context),
})

type CaseViews = { [K in CaseKind]: `${K}.${Verb}` }[CaseKind]

export const caseViewHandlers = {
  ...(Object.fromEntries(caseKinds.flatMap((kind) => Object.entries(verbsOf(kind)).map(([verb, handler]) => [`${kind}.${verb}`, handler]))) as Pick<
    ReaderHandlers,
    CaseViews
  >),
  'case.ofEntry': ({ entry }, context) => casesOfEntry(entry, context),
  'case.sealed': (_, { db }) => ({ files: sealedFiles(db) }),
} satisfies ReaderHandlers<CaseViews | 'case.sealed' | 'case.ofEntry'>
