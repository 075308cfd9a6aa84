import { Anchor, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sayDay } from '../../../shared/clock-words.ts'
import type { CaseClock } from '../../../shared/contract/case-views.ts'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { CitedRule } from '../../components/CitedRule.tsx'
import { DueChip } from '../../components/DueChip.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import type { cases } from '../../i18n/zh/cases.ts'
import { CountResult } from '../../rules/count/CountResult.tsx'
import classes from '../cases.module.css'
import type { FileProps } from './CaseFile.tsx'

type DutyKey = keyof typeof cases.duties
const dutyKeys: Readonly<Record<string, DutyKey>> = {
  'request.reply': 'request-reply',
  'request.deliver': 'request-deliver',
  'dispute.explain': 'dispute-explain',
  'dispute.coordinate': 'dispute-coordinate',
  'correction.handle': 'correction-handle',
}

/** The clocks that have started, each with its article and its days one by one. */
export const Clocks = ({ file: { clocks } }: FileProps) => {
  const { t } = useTranslation()
  if (clocks.length === 0) return null
  return (
    <Section title={t('cases.file.clocks')}>
      <div className={classes.stack}>
        {clocks.map((clock) => (
          <ClockLine key={clock.duty} clock={clock} />
        ))}
      </div>
    </Section>
  )
}

const ClockLine = ({ clock }: { clock: CaseClock }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [counting, setCounting] = useState(false)
  const { duty, rule, due, lapsedOn, firstDue, extension } = clock
  const key = dutyKeys[duty]
  const what = key === undefined ? duty : t(`cases.duties.${key}`)
  return (
    <div className={classes.next}>
      {lapsedOn === null ? (
        <DueChip who={null} what={what} due={due} article="" />
      ) : (
        <Text span size="sm">
          {t(due.due !== null && lapsedOn > due.due ? 'cases.file.lapsedLate' : 'cases.file.lapsed', {
            what,
            day: sayDay(lapsedOn, language, due.today),
            due: due.due === null ? '' : sayDay(due.due, language, due.today),
          })}
        </Text>
      )}{' '}
      <Anchor component="button" type="button" size="xs" aria-label={t('cases.file.daysOf', { what })} onClick={() => setCounting(true)}>
        {t('cases.file.days')}
      </Anchor>
      {rule !== null && <CitedRule cited={rule} />}
      {extension.state === 'granted' && (
        <Text size="2xs" c="dimmed">
          {t('cases.file.extended', { n: extension.n })}
          {firstDue !== null && ` · ${t('cases.file.firstDue', { day: sayDay(firstDue, language, due.today) })}`}
        </Text>
      )}
      {(extension.state === 'missing' || extension.state === 'tooLate') && (
        <Text size="2xs" c="var(--mulu-warning)">
          {t(extension.state === 'tooLate' ? 'clock.tooLate' : 'cases.file.extensionMissing')}
        </Text>
      )}
      {counting && <DaysDialog clock={clock} what={what} onClose={() => setCounting(false)} />}
    </div>
  )
}

/** Day by day, as the deadline's own page counts it, from the acts of this file. */
const DaysDialog = ({ clock: { rule, events }, what, onClose }: { clock: CaseClock; what: string; onClose(): void }) => {
  const { t } = useTranslation()
  const [start, ...since] = events
  const asked = start === undefined || rule === null ? null : { rule: rule.rule, at: start.when, source: start.source, events: since }
  const { value, failure, reload } = useLoad('clock.due', asked, ['calendar', 'rules'])
  return (
    <Modal opened onClose={onClose} title={t('cases.file.daysOf', { what })} size={860}>
      <ErrorNote failure={failure} onRetry={reload} />
      {value !== null && <CountResult due={value} />}
    </Modal>
  )
}
