import type { Task } from '../../shared/contract/tasks.ts'
import { actorOf, type DeadlineKind } from '../../shared/deadlines.ts'
import { useLanguage } from '../app/language.ts'

/** Who acts next, as a person calls them. */
export const useActor = (): ((task: Pick<Task, 'owner' | 'entry'> & { kind: DeadlineKind }) => string) => {
  const { language } = useLanguage()
  return (task) => actorOf(task)[language]
}
