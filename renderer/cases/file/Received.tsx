import { Anchor, Button, Collapse, Group, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatBytes, formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { useGate } from '../use-gate.tsx'
import type { FileProps } from './CaseFile.tsx'
import { PaperName, useSavePaper } from './PaperName.tsx'
import { ReceivedActLine } from './ReceivedActLine.tsx'

export type ReceivedPackage = Output<'request.received'>['packages'][number]

/** What the other agency sent by package, apart from what the file itself says: who, when, and what is known of it here. */
export const Received = (parts: FileProps) => {
  const { t } = useTranslation()
  const { kind, id } = parts.row
  const { value, failure, reload } = useLoad(callOf(kind, 'received'), { id }, ['case'])
  if (failure !== null) return <ErrorNote failure={failure} onRetry={reload} />
  if (value === null || value.packages.length === 0) return null
  return (
    <div className={classes.received}>
      <Section title={t('cases.received.title')} about={t('cases.received.about')}>
        <div className={classes.stack}>
          {value.packages.map((from, at) => (
            <Package key={from.packageId} from={from} opened={at === 0} {...parts} />
          ))}
        </div>
      </Section>
    </div>
  )
}

const Package = ({ from, opened, ...parts }: FileProps & { from: ReceivedPackage; opened: boolean }) => {
  const { t } = useTranslation()
  const region = useId()
  const [open, setOpen] = useState(opened)
  const { agency, madeAt, receivedAt, receivedBy, medium, packageId, number, title: theirTitle, note, acts, papers, byPlatform } = from
  // Each package tells everything again: what is known here as it is told, and asks for nothing, waits behind a line.
  const [all, setAll] = useState(false)
  const news = acts.filter(({ known, record, begins }) => known !== 'same' || record !== null || begins.length > 0)
  const same = acts.length - news.length
  const shown = all ? acts : news
  const title = t('cases.received.from', { agency, at: formatMoment(madeAt) })
  const facts = t('cases.received.facts', {
    received: formatMoment(receivedAt),
    by: receivedBy,
    medium,
    package: packageId.slice(0, 8),
    number,
    title: theirTitle,
  })
  return (
    <article className={classes.draft} aria-label={title}>
      <Group gap={8} align="baseline">
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Anchor
          component="button"
          type="button"
          size="xs"
          aria-expanded={open}
          aria-controls={region}
          aria-label={`${t(open ? 'cases.file.fold' : 'cases.file.details')} ${title}`}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'cases.file.fold' : 'cases.file.details')}
        </Anchor>
      </Group>
      <Text size="2xs" c="dimmed">
        {byPlatform ? `${facts} · ${t('cases.received.byPlatform')}` : facts}
      </Text>
      <Collapse expanded={open} id={region}>
        {note !== '' && (
          <Text size="sm" mt={6} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {t('cases.received.note', { note })}
          </Text>
        )}
        {acts.length + papers.length === 0 && (
          <Text size="sm" c="dimmed" mt={6}>
            {t('cases.received.nothing')}
          </Text>
        )}
        {shown.length > 0 && (
          <ol className={classes.acts} style={{ marginTop: 8 }}>
            {shown.map((act) => (
              <ReceivedActLine key={act.id} act={act} from={from} {...parts} />
            ))}
          </ol>
        )}
        {same > 0 && (
          <Anchor component="button" type="button" size="xs" aria-expanded={all} onClick={() => setAll(!all)} mt={6}>
            {t(all ? 'cases.received.hideSame' : 'cases.received.showSame', { count: same })}
          </Anchor>
        )}
        {papers.length > 0 && <Papers from={from} {...parts} />}
      </Collapse>
    </article>
  )
}

/** Papers that came; they are the file's when somebody takes them into it. */
const Papers = ({ from: { packageId, papers }, row: { kind, id } }: FileProps & { from: ReceivedPackage }) => {
  const { t } = useTranslation()
  const mayTake = useMay(callOf(kind, 'takeUp'))
  const take = useCall(callOf(kind, 'takeUp'))
  const gate = useGate(() => undefined, 'attach')
  const save = useSavePaper(kind, id)
  const left = papers.filter(({ here, inFile }) => here && !inFile)
  const add = async (wanted: readonly string[]) => {
    const done = await take.run({ secrecy: '不涉密', id, packageId, how: 'papers', papers: [...wanted] })
    if (done !== null) toastDone(t('cases.received.taken', { count: done.papers }))
  }
  const ask = (wanted: readonly string[]) => gate.ask(() => void add(wanted))
  return (
    <div style={{ marginTop: 10 }}>
      <Group gap={8} align="baseline" mb={4}>
        <Text size="xs" fw={600}>
          {t('cases.received.papers')}
        </Text>
        {mayTake && left.length > 1 && (
          <Button size="compact-xs" variant="default" loading={take.busy} onClick={() => ask(left.map(({ sha256 }) => sha256))}>
            {t('cases.received.takeAll')}
          </Button>
        )}
      </Group>
      <div className={classes.stack} style={{ gap: 4 }}>
        {papers.map(({ sha256, name, bytes, here, inFile }) => (
          <Group key={sha256} gap={8} wrap="nowrap" align="baseline">
            <PaperName sha256={sha256} name={name} here={here} save={save} />
            <Text span size="2xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {inFile ? t('cases.received.inFile') : here ? formatBytes(bytes ?? 0) : t('cases.received.notCarried')}
            </Text>
            {mayTake && here && !inFile && (
              <Button size="compact-xs" variant="default" aria-label={`${t('cases.received.take')} ${name}`} loading={take.busy} onClick={() => ask([sha256])}>
                {t('cases.received.take')}
              </Button>
            )}
          </Group>
        ))}
      </div>
      <ErrorNote failure={take.failure ?? save.failure} onClose={take.clear} />
      {gate.dialog}
    </div>
  )
}
