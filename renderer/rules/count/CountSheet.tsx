import { useTranslation } from 'react-i18next'
import { sayDay } from '../../../shared/clock-words.ts'
import type { Output } from '../../../shared/contract.ts'
import { useLanguage } from '../../app/language.ts'
import { useSession } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { formatMoment } from '../../components/moments.ts'
import { PrintSheet } from '../../components/PrintSheet.tsx'
import { useRegionWords } from '../calendar/CalendarPart.tsx'
import { DayList } from './DayList.tsx'

type Props = { due: Output<'clock.due'>; start: string; source: string }

/** The count on paper: so that anybody can count it again by hand. */
export const CountSheet = ({ due, start, source }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { user } = useSession()
  const whose = useRegionWords()
  const profile = useLoad('profile.get', {}, ['profile'])
  const { rule } = due
  const rows = [
    [t('clock.agency'), profile.value?.profile.agency ?? ''],
    [t('clock.ofRule'), rule === null ? t('clock.none') : `${rule.title[language]} ${rule.about[language]}`],
    [t('clock.start'), `${sayDay(start, language, '')} ${source}`],
    [t('clock.due'), due.due === null ? t('clock.noDue') : sayDay(due.due, language, '')],
    ...due.provisional.map((missing) => ['', t('clock.provisional', { year: missing.year, whose: whose(missing.region) })] as const),
    ...due.sources.map(({ cited, limit, due: day }) => [t('clock.sources'), `${cited.title[language]} ${limit[language]} ${day ?? ''}`] as const),
    [t('clock.printedBy'), user.fullName || user.name],
    [t('clock.printedAt'), formatMoment(new Date().toISOString())],
  ] as const
  return (
    <PrintSheet>
      <h1>{t('clock.sheetTitle')}</h1>
      <table>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={`${label} ${value}`}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rule?.wording
        .filter(({ lang }) => lang === 'zh')
        .map(({ text }) => (
          <p key={text}>{text}</p>
        ))}
      <h2>{t('clock.days')}</h2>
      <DayList days={due.days} />
    </PrintSheet>
  )
}
