import { useTranslation } from 'react-i18next'
import { periodWords } from '../../shared/statistics/periods.ts'

/** How a submission is called by the id of its period: 2026年第3季度统计报送. */
export const useReportName = (): ((period: string) => string) => {
  const { t, i18n } = useTranslation()
  return (id) => t('sync.report', { period: periodWords({ id })[i18n.language.startsWith('zh') ? 'zh' : 'en'] })
}
