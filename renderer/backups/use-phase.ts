import { useTranslation } from 'react-i18next'
import type { Progress } from '../app/use-call.ts'
import { backups } from '../i18n/zh/backups.ts'

const phases = Object.keys(backups.phases) as (keyof typeof backups.phases)[]

/** The words for what a backup or a check is at; nothing for a phase that has no words. */
export const usePhase = (progress: Progress | null): { phase?: string } => {
  const { t } = useTranslation()
  const known = phases.find((phase) => phase === progress?.phase)
  return known === undefined ? {} : { phase: t(`backups.phases.${known}`) }
}
