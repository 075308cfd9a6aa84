import { Button, Group, Menu, Text } from '@mantine/core'
import { IconChevronDown, IconInbox } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { useSession } from '../../app/session.tsx'
import { DueChip } from '../../components/DueChip.tsx'
import { Section } from '../../components/Section.tsx'
import { isSigning } from '../../signing/agreement/places.ts'
import classes from '../cases.module.css'
import { canFill, nodeOf } from '../form/schema.ts'
import { alternatives } from '../opens.ts'
import { useGoTo } from '../use-place.ts'
import { type CaseWords, useCaseWords } from '../words.ts'
import type { FileProps } from './CaseFile.tsx'

/** Who is next, until when, under which article; and what else we may do, or record of the others. */
export const NextPart = ({ row, file, machine, acting }: FileProps & { acting: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const goTo = useGoTo()
  const { user, sealed } = useSession()
  const { kind, id, way, closed } = row
  const words = useCaseWords(kind)
  const drafted = new Set(file.acts.flatMap(({ act, status, mine }) => (mine && status !== 'counted' ? [act] : [])))
  const mayDo = (act: string) => {
    const spec = machine.acts[act]
    return !sealed && spec !== undefined && spec.roles.some((role) => user.roles.includes(role)) && canFill(nodeOf(spec))
  }
  const possible = acting ? [] : file.may.filter((act) => act !== 'message' && !isSigning(kind, act) && !drafted.has(act) && mayDo(act))
  const waysOf = (act: string) => alternatives(kind, act).filter((one) => possible.includes(one))
  const offered = new Set(file.next.flatMap(({ mine, act }) => (mine ? waysOf(act) : [])))
  const others =
    way === 'paper' && !acting ? file.others.map(({ party, acts }) => ({ party, acts: acts.filter((act) => mayDo(act) && recordable(machine.acts[act])) })) : []
  const some = others.some(({ acts }) => acts.length > 0)
  const start = (act: string) => goTo({ kind, view: 'do', id, act })
  return (
    <Section title={t('cases.file.next')}>
      <div className={classes.stack}>
        {file.next.map(({ party, mine, act, words: what, due: until, article }) => (
          <div key={`${party} ${act}`} className={classes.next} data-mine={mine}>
            <DueChip who={mine ? t('cases.ours') : words.party(party)} what={what[language]} due={until} article={article?.[language] ?? ''} />
            {mine && <Ways acts={waysOf(act)} words={words} onStart={start} />}
          </div>
        ))}
        {file.next.length === 0 && (
          <Text size="sm" c="dimmed">
            {row.state === 'new' ? t('cases.file.begin') : closed ? t('cases.file.closed') : t('cases.file.nothingNext')}
          </Text>
        )}
        {possible.some((act) => !offered.has(act)) && (
          <div>
            <Text size="2xs" c="dimmed" mb={4}>
              {t(row.state === 'new' ? 'cases.file.beginOurs' : 'cases.file.may')}
            </Text>
            <Group gap={6}>
              {possible
                .filter((act) => !offered.has(act))
                .map((act) => (
                  <Button key={act} size="compact-xs" variant="default" onClick={() => start(act)}>
                    {words.act(act)}
                  </Button>
                ))}
            </Group>
          </div>
        )}
        {some && (
          <div>
            <Menu position="bottom-start" width={300}>
              <Menu.Target>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconInbox size={15} aria-hidden />}
                  rightSection={<IconChevronDown size={14} aria-hidden />}
                >
                  {t('cases.file.recordHere')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
                {others.map(({ party, acts }) =>
                  acts.length === 0 ? null : (
                    <div key={party}>
                      <Menu.Label>{t('cases.file.others', { party: words.party(party) })}</Menu.Label>
                      {acts.map((act) => (
                        <Menu.Item key={act} onClick={() => goTo({ kind, view: 'record', id, party, act })}>
                          {words.act(act)}
                        </Menu.Item>
                      ))}
                    </div>
                  ),
                )}
              </Menu.Dropdown>
            </Menu>
            <Text size="2xs" c="dimmed" mt={2}>
              {t('cases.file.recordHint')}
            </Text>
          </div>
        )}
      </div>
    </Section>
  )
}

/** The ways side by side; none is put before the others. */
const Ways = ({ acts, words, onStart }: { acts: readonly string[]; words: CaseWords; onStart(act: string): void }) =>
  acts.length === 0 ? null : (
    <Group mt={6} gap={6}>
      {acts.map((act) => (
        <Button key={act} size="compact-sm" variant={acts.length === 1 ? 'filled' : 'light'} onClick={() => onStart(act)}>
          {words.act(act)}
        </Button>
      ))}
    </Group>
  )

/** What stays in another's office is told by no letter. */
const recordable = (spec: { internal: boolean } | undefined): boolean => spec?.internal === false
