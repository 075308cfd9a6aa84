import { Badge, Button, Group, Menu, Select, Skeleton, Tabs, Text } from '@mantine/core'
import { IconChevronDown, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reminderDays } from '../../../../shared/agreements/validity.ts'
import type { Output } from '../../../../shared/contract.ts'
import { useLanguage } from '../../../app/language.ts'
import { usePunctuation } from '../../../app/punctuation.ts'
import { useSession } from '../../../app/session.tsx'
import { useLoad } from '../../../app/use-load.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { Section } from '../../../components/Section.tsx'
import type { FileProps } from '../../file/CaseFile.tsx'
import { opensHere } from '../../opens.ts'
import { useGoTo } from '../../use-place.ts'
import classes from '../agreement.module.css'
import { FindingsList } from '../editor/FindingsList.tsx'
import { useLaw } from '../editor/use-law.ts'
import { ComparePart } from './ComparePart.tsx'
import { ReadText } from './ReadText.tsx'
import { RenderPart } from './RenderPart.tsx'
import { useRoundWords } from './round-words.ts'

const tabs = ['text', 'compare', 'check', 'papers'] as const
const colours = { unsigned: 'gray', notYet: 'gray', inForce: 'green', ending: 'orange', expired: 'red', ended: 'gray' } as const

/** The text on the table: to be read, compared, looked at and printed; and how long it holds. */
export const AgreementFile = (props: FileProps) => {
  const { t } = useTranslation()
  const { row, file } = props
  const [round, setRound] = useState<string | null>(null)
  const there = file.acts.some(({ status, fields }) => (status === 'counted' || status === 'issued') && fields.text !== undefined && 'sha256' in fields)
  const asked = there ? { id: row.id, ...(round === null ? {} : { actId: round }) } : null
  const { value, failure, reload } = useLoad('agreement.text', asked, ['case', 'rules', 'profile'])
  if (!there) return null
  return (
    <div className={classes.file}>
      <Section title={t('agreement.onTable')}>
        <ErrorNote failure={failure} onRetry={reload} />
        {value === null && failure === null && <Skeleton h={160} role="img" aria-label={t('common.loading')} />}
        {value !== null && <OnTable {...props} value={value} onRound={setRound} />}
      </Section>
    </div>
  )
}

const OnTable = ({ row, machine, value, onRound }: FileProps & { value: Output<'agreement.text'>; onRound(actId: string): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list } = usePunctuation()
  const goTo = useGoTo()
  const { user, sealed } = useSession()
  const law = useLaw()
  const roundWords = useRoundWords()
  const [tab, setTab] = useState<(typeof tabs)[number]>('text')
  const { text, validity, findings, rounds, older } = value
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const counts = validity.state === 'inForce' || validity.state === 'ending'
  const mayRenew = ['inForce', 'concluded'].includes(row.state) && !sealed && opensHere('agreement', user.roles)
  const days = reminderDays(text)
  return (
    <>
      <Group gap="sm" mb={6}>
        <Badge color={colours[validity.state]} data-validity={validity.state}>
          {validity.words[language]}
        </Badge>
        {counts && days.length > 0 && (
          <Text span size="2xs" c="dimmed">
            {t('agreement.remindedOn', { days: list(days) })}
          </Text>
        )}
        {older !== null && (
          <Button size="compact-xs" variant="subtle" onClick={() => goTo({ kind: 'agreement', view: 'file', id: older.id })}>
            {t('agreement.older', { number: older.number })}
          </Button>
        )}
        {mayRenew && (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="light"
                leftSection={<IconRefresh size={14} aria-hidden />}
                rightSection={<IconChevronDown size={13} aria-hidden />}
              >
                {t('agreement.renew.open')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {(['续签', '变更', '终止'] as const).map((kind) => (
                <Menu.Item key={kind} onClick={() => goTo({ kind: 'agreement', view: 'renew', id: row.id, as: kind })}>
                  {t(`agreement.renew.as.${kind}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Select
          aria-label={t('agreement.round')}
          ml="auto"
          w={320}
          data={rounds.map((round, at) => ({ value: round.actId, label: roundWords(round, at) }))}
          value={value.actId}
          onChange={(next) => next !== null && onRound(next)}
          allowDeselect={false}
        />
      </Group>
      <Tabs value={tab} onChange={(next) => setTab(tabs.find((each) => each === next) ?? 'text')}>
        <Tabs.List aria-label={t('agreement.onTable')}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`agreement.tabs.${each}`)}
              {each === 'check' && findings.length > 0 && <span className={classes.tabCount} data-errors={errors > 0}>{` ${findings.length}`}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="text" pt="xs">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className={classes.reading} aria-label={text.head.title} tabIndex={0}>
            <ReadText text={text} />
          </section>
          <Text size="2xs" c="dimmed" className="mulu-mono" mt={4} style={{ overflowWrap: 'anywhere' }}>
            {t('agreement.digest')} {value.sha256}
          </Text>
        </Tabs.Panel>
        <Tabs.Panel value="compare" pt="xs">
          <ComparePart id={row.id} rounds={rounds} older={older} to={value.actId} />
        </Tabs.Panel>
        <Tabs.Panel value="check" pt="xs">
          {errors > 0 && row.state === 'proposed' && (
            <Text size="sm" mb={6}>
              {t('agreement.check.notYet', { count: errors, act: machine.acts.counter?.words[language] ?? '' })}
            </Text>
          )}
          <FindingsList findings={findings} law={law} />
        </Tabs.Panel>
        <Tabs.Panel value="papers" pt="xs">
          <RenderPart id={row.id} actId={value.actId} number={row.number} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
