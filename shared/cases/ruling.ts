import type { CaseKind } from './act.ts'
import { machines } from './machines.ts'

/**
 * Between agencies an application, a reply or a refusal counts on the platform alone, or under a written ruling of the
 * competent department (practice L3): where it came by a package, the ruling's 文号 is asked for before it is recorded.
 */
export const needsRuling = (kind: CaseKind, act: string): boolean => kind === 'request' && (machines.request.acts[act]?.events.length ?? 0) > 0
