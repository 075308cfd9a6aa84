import { useTranslation } from 'react-i18next'
import type { Task } from '../../shared/contract/tasks.ts'
import { type Role, roles } from '../../shared/roles.ts'

/** What a task is about, in one line: its notice, its file, its entry, or the change it reports. */
export const subjectOf = ({ title, entry, trigger, case: file }: Pick<Task, 'title' | 'entry' | 'trigger' | 'case'>): string =>
  [title, file === null ? '' : `${file.number} ${file.title}`.trim(), entry?.title ?? '', title === '' && entry === null ? (trigger?.title ?? '') : '']
    .filter((part) => part !== '')
    .join(' · ')

/** Who acts next, as a person calls them: the entry's office for its data, else the role or the named person. */
export const useActor = (): ((task: Pick<Task, 'owner' | 'kind' | 'entry'>) => string) => {
  const { t } = useTranslation()
  return ({ owner, kind, entry }) => {
    if (kind === 'refresh' && entry !== null && entry.office !== '') return entry.office
    if (owner === '@department') return t('tasks.department')
    const role = roles.find((each) => `@${each}` === owner)
    return role === undefined ? owner : t(`roles.${role satisfies Role}`)
  }
}
