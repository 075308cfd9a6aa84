import type { CaseKind } from '../../../shared/cases/act.ts'
import { caseKinds } from '../../../shared/cases/act.ts'
import type { CaseVerb } from '../../../shared/contract/cases.ts'
import { archive } from '../archive/archive.ts'
import type { VaultHandlers } from '../context.ts'
import { consent, draft, drop } from './drafting.ts'
import { delivered, issue, record } from './leaving.ts'
import { open, seal, unseal } from './opening.ts'
import { addPaper, fetchCasePaper, openPaper } from './papers.ts'
import { takeUp } from './take-up.ts'

type Verb = Exclude<CaseVerb, 'machine' | 'list' | 'get' | 'received'>
/** One kind's calls; all kinds have the same inputs and outputs. */
type Verbs = { [V in Verb]: VaultHandlers[`request.${V}`] }

const verbsOf = (kind: CaseKind): Verbs => ({
  open: (input, context) => open(kind, input, context),
  draft: (input, context) => draft(kind, input, context),
  consent: (input, context) => consent(kind, input, context),
  issue: (input, context) => issue(kind, input, context),
  delivered: (input, context) => delivered(kind, input, context),
  record: (input, context) => record(kind, input, context),
  drop: (input, context) => drop(kind, input, context),
  addPaper: (input, context) => addPaper(kind, input, context),
  fetchPaper: (input, context) => fetchCasePaper(kind, input, context),
  archive: (input, context) => archive(kind, input, context),
  openPaper: (input, context) => openPaper(kind, input, context),
  takeUp: (input, context) => takeUp(kind, input, context),
  seal: (input, context) => seal(kind, input, context),
  unseal: (input, context) => unseal(kind, input, context),
})

type CaseCalls = { [K in CaseKind]: `${K}.${Verb}` }[CaseKind]

export const caseHandlers = Object.fromEntries(
  caseKinds.flatMap((kind) => Object.entries(verbsOf(kind)).map(([verb, handler]) => [`${kind}.${verb}`, handler])),
) as Pick<VaultHandlers, CaseCalls>
