import { Button, Group, Skeleton, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Entry } from '../../../shared/catalogue.ts'
import type { Next } from '../../../shared/next-step.ts'
import { useSession } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { EntryFiles } from '../../cases/EntryFiles.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import { AnswerList } from '../answers/AnswerList.tsx'
import { type Recording, useWhats, type What } from '../answers/recording.ts'
import { EvidenceTable } from './EvidenceTable.tsx'
import { NextLine } from './NextLine.tsx'
import { PapersPart } from './PapersPart.tsx'
import { PublishedPart } from './PublishedPart.tsx'
import { SubmissionPart } from './SubmissionPart.tsx'

type Props = { entry: Entry; next: Next | null; foreign: boolean; dirty: boolean; onRecord(recording: Recording): void }

/** What the next step is recorded by. */
const mainOf = { check: 'check', agree: 'agree', submit: 'answer', publish: 'answer', mend: 'check' } as const satisfies Record<Next['step'], What>

/** The entry's way: where it stands, what the next step lacks, what is published beside it, what is on record. */
export const ProcessSection = ({ entry, next, foreign, dirty, onRecord }: Props) => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('catalogue.answers', { id: entry.id }, ['catalogue'])
  const life = { status: entry.status, ...entry.standing }
  const entries = new Map([[entry.id, entry.version]])
  const onPaper = !useSession().user.roles.includes('departmentHead')
  const main = next === null ? null : next.step === 'agree' && onPaper ? 'approval' : mainOf[next.step]
  const whats = useWhats(life)
    .filter((what) => what !== 'assess' && what !== 'review')
    .sort((a, b) => Number(b === main) - Number(a === main))
  const living = entry.deletedAt === null
  // What another agency does with its entry is not told; only what is in force.
  if (foreign) {
    return (
      <Stack gap="md" maw={860}>
        <PublishedPart entry={entry} foreign />
        <EntryFiles entryId={entry.id} />
      </Stack>
    )
  }
  return (
    <Stack gap="md" maw={860}>
      <Section title={t('life.stands')}>
        <Group gap="sm">
          <NextLine next={next} />
          {living &&
            whats.map((what) => (
              <Button
                key={what}
                size="compact-sm"
                variant={what === main ? 'filled' : 'default'}
                disabled={dirty}
                title={dirty ? t('life.saveFirst') : undefined}
                onClick={() => onRecord({ what, entries, life })}
              >
                {t(`life.actions.${what}`)}
              </Button>
            ))}
        </Group>
      </Section>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && failure === null && <Skeleton h={120} />}
      {value !== null && (
        <Section title={t('life.evidence')} about={t('life.evidenceHint')}>
          <EvidenceTable
            answers={value.answers}
            asked={value.asked}
            missing={value.missing}
            disabled={dirty || !living}
            onRecord={(what, assessment) => onRecord({ what, entries, life, ...(assessment === undefined ? {} : { assessment }) })}
          />
        </Section>
      )}
      <SubmissionPart entry={entry} missing={value?.missing ?? []} dirty={dirty} />
      <PapersPart entry={entry} />
      <PublishedPart entry={entry} />
      <EntryFiles entryId={entry.id} />
      <AnswerList answers={value?.answers ?? []} />
    </Stack>
  )
}
