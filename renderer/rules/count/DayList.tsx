import { useTranslation } from 'react-i18next'
import { sayDay } from '../../../shared/clock-words.ts'
import type { Output } from '../../../shared/contract.ts'
import { useLanguage } from '../../app/language.ts'

type Days = Output<'clock.due'>['days']

/** Every day from the start to the last, counted or not, and why: on screen and on paper alike. */
export const DayList = ({ days, className }: { days: Days; className?: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <table className={className} aria-label={t('clock.days')}>
      <thead>
        <tr>
          <th scope="col">{t('clock.day')}</th>
          <th scope="col">{t('clock.number')}</th>
          <th scope="col">{t('clock.note')}</th>
          <th scope="col">{t('calendar.source')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, kind, name, source, counted, why, provisional }) => (
          <tr key={day} data-counted={counted > 0 || undefined} data-kind={kind}>
            <td>{sayDay(day, language, days[0]?.day ?? day)}</td>
            <td>{counted > 0 ? counted : ''}</td>
            <td>
              {[t(`clock.kinds.${kind}`), name, t(`clock.notes.${why}`), provisional ? t('clock.dayProvisional') : '']
                .filter((part) => part !== '')
                .join(language === 'zh' ? '，' : ', ')}
            </td>
            <td>{source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
