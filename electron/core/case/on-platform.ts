import { machines } from '../../../shared/cases/machines.ts'
import type { CaseFile, StoredAct } from './queries.ts'

/** What of a case counted and stands on the platform: records of the own office are among its acts here and nowhere else. */
export const onPlatform = ({ kind }: Pick<CaseFile, 'kind'>, acts: readonly StoredAct[]): StoredAct[] =>
  acts.filter(({ status, act }) => status === 'counted' && machines[kind].acts[act]?.internal !== true)
