import { Anchor, Badge, Button, Collapse, Group, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { hasLetter } from '../../../shared/cases/letters.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { needsPlatform, onPlatform } from '../../../shared/clock.ts'
import type { CaseAct } from '../../../shared/contract/case-views.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useMay } from '../../app/session.tsx'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { useCaseWords } from '../words.ts'
import type { FileProps } from './CaseFile.tsx'
import { ConsentLines } from './ConsentLines.tsx'
import { DeliveredDialog } from './DeliveredDialog.tsx'
import { FieldsView } from './FieldsView.tsx'
import { LetterDialog } from './LetterDialog.tsx'

const shownAtOnce = 2

/** Everything that was done, the newest first: who, when, by which source, and what it says. */
export const History = ({ row, file, machine }: FileProps) => {
  const { t } = useTranslation()
  const [delivering, setDelivering] = useState<CaseAct | null>(null)
  const [writing, setWriting] = useState<CaseAct | null>(null)
  const acts = file.acts.filter(({ status }) => status === 'counted' || status === 'issued').toReversed()
  return (
    <Section title={t('cases.file.history')}>
      {acts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('cases.file.noHistory')}
        </Text>
      )}
      <ol className={classes.acts}>
        {acts.map((act, at) => (
          <ActLine key={act.id} act={act} row={row} open={at < shownAtOnce} onDeliver={() => setDelivering(act)} onLetter={() => setWriting(act)} />
        ))}
      </ol>
      {writing !== null && <LetterDialog row={row} act={writing} open={false} onClose={() => setWriting(null)} />}
      {delivering !== null && <DeliveredDialog row={row} act={delivering} machine={machine} onClose={() => setDelivering(null)} />}
    </Section>
  )
}

type LineProps = {
  act: CaseAct
  row: FileProps['row']
  open: boolean
  onDeliver(): void
  onLetter(): void
}

const ActLine = ({ act, row, open, onDeliver, onLetter }: LineProps) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  const [opened, setOpened] = useState(open)
  const mayDeliver = useMay(callOf(row.kind, 'delivered'))
  const mayWrite = useMay('document.render')
  const words = useCaseWords(row.kind)
  const id = useId()
  const { mine, status, party, agency, officer, number, source, receivedOn, madeAt, ruling, evidence, papers, records } = act
  const when = receivedOn ?? madeAt
  const what = words.act(act.act)
  const who = [words.party(party), agency, officer].filter((part) => part !== '').join(' · ')
  const inside = Object.keys(act.fields).length > 0 || act.note !== '' || papers.length > 0 || records.length > 0
  return (
    <li className={classes.act} data-mine={mine} data-status={status} data-act={act.act}>
      <Group gap={8} align="baseline">
        <Text size="sm" fw={600}>
          {what}
        </Text>
        {status === 'issued' && (
          <Badge size="sm" color="orange">
            {t(row.way === 'paper' ? 'cases.file.issuedNote' : 'cases.file.waitsSync')}
          </Badge>
        )}
        {number !== '' && (
          <Text span size="xs">
            {number}
          </Text>
        )}
        {inside && (
          <Anchor
            component="button"
            type="button"
            size="xs"
            aria-expanded={opened}
            aria-controls={id}
            aria-label={`${t(opened ? 'cases.file.fold' : 'cases.file.details')} ${what}`}
            onClick={() => setOpened(!opened)}
          >
            {t(opened ? 'cases.file.fold' : 'cases.file.details')}
          </Anchor>
        )}
        {mine && mayWrite && hasLetter(row.kind, act.act) && (
          <Anchor component="button" type="button" size="xs" aria-label={`${t('cases.letter.open')} ${what}`} onClick={onLetter}>
            {t('cases.letter.open')}
          </Anchor>
        )}
        {status === 'issued' && row.way === 'paper' && mayDeliver && (
          <Button size="compact-xs" onClick={onDeliver}>
            {t('cases.file.delivered')}
          </Button>
        )}
      </Group>
      <Text size="2xs" c="dimmed">
        {who} · {when.length === 10 ? when : formatMoment(when)}
        {status === 'counted' && ` · ${t(`clock.recordedIn.${source}`)}`}
        {ruling !== '' && ` · ${t('cases.file.ruling', { number: ruling })}`}
        {evidence !== '' && ` · ${evidence}`}
      </Text>
      {stopsNothing(row.kind, act) && (
        <Text size="2xs" c="var(--mulu-warning)">
          {t('cases.file.noRuling')}
        </Text>
      )}
      <Collapse expanded={opened} id={id}>
        <FieldsView kind={row.kind} act={act.act} fields={act.fields} note={act.note} />
        {papers.length > 0 && (
          <Text size="xs" mt={4}>
            {t('cases.file.papers')} · {list(papers.map(({ name }) => name))}
          </Text>
        )}
        <ConsentLines records={records} />
      </Collapse>
    </li>
  )
}

/** A letter between agencies that came by no platform and under no ruling (practice L3). */
const stopsNothing = (kind: CaseKind, { act, status, source, ruling }: CaseAct): boolean =>
  status === 'counted' && ruling === '' && !onPlatform({ source }) && machines[kind].acts[act]?.events.some(needsPlatform) === true
