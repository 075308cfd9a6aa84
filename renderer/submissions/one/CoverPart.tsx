import { Autocomplete, Button, Group, Paper, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { namedIndicators } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Section } from '../../components/Section.tsx'
import { Facts } from '../../ferry/Facts.tsx'
import { useReviewers } from '../list/use-reviewers.ts'
import classes from '../submissions.module.css'
import { useFresh } from '../use-fresh.ts'
import { clockInChina, type Submission, upper } from '../words.ts'
import { ManualFigures } from './ManualFigures.tsx'
import { useFill } from './use-fill.ts'

/** The cover, and the figures that no record holds. */
export const CoverPart = ({ one, fills }: { one: Submission; fills: boolean }) => {
  const { t } = useTranslation()
  const byHand = namedIndicators(one.template).filter(({ formula }) => formula.kind === 'manual')
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.body}`} aria-label={t('submissions.parts.cover')} tabIndex={0}>
      <Stack gap="md">
        <CoverFields one={one} fills={fills} />
        {byHand.length > 0 && <ManualFigures one={one} fills={fills} indicators={byHand} />}
      </Stack>
    </section>
  )
}

const CoverFields = ({ one, fills }: { one: Submission; fills: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { line, template, cover } = one
  const typed = template.cover.filter(({ from }) => from === 'typed')
  const first = { ...Object.fromEntries(typed.map(({ id }) => [id, cover[id] ?? ''])) }
  const notices = useFresh('period.notices', {}).value?.notices ?? []
  const reviewers = useReviewers()
  const known = notices.find(
    ({ number, issuer, title }) => line.notice !== null && number === line.notice.number && issuer === line.notice.issuer && title !== '',
  )
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(first)
  const [reviewer, setReviewer] = useState(line.reviewer)
  const [notice, setNotice] = useState<string | null>(null) // chosen anew
  const reset = () => {
    setTexts(first)
    setReviewer(line.reviewer)
    setNotice(null)
  }
  const fill = useFill(line.id, reset)
  const changed = Object.fromEntries(typed.filter(({ id }) => (texts[id] ?? '').trim() !== (cover[id] ?? '')).map(({ id }) => [id, (texts[id] ?? '').trim()]))
  const dirty = Object.keys(changed).length > 0 || reviewer.trim() !== line.reviewer || notice !== null
  useLeaveGuard(dirty)
  const save = () =>
    fill.save(
      {
        ...(Object.keys(changed).length > 0 ? { cover: changed } : {}),
        ...(reviewer.trim() === line.reviewer ? {} : { reviewer: reviewer.trim() }),
        ...(notice === null ? {} : { notice: notice === '' ? null : notice }),
      },
      () => setNotice(null),
    )
  const fitting = notices.filter(({ kind }) => kind === line.period.kind)
  return (
    <Paper p="md">
      <Section title={t('submissions.cover.title')} about={t('submissions.cover.about')}>
        <SimpleGrid cols={2} spacing="xl">
          <Facts
            rows={template.cover
              .filter(({ from }) => from !== 'typed')
              .map(
                ({ id, words, from }) =>
                  [
                    words[language],
                    // On paper and in the document it is Chinese.
                    from === 'period' ? upper(line.periodWords[language], language) : cover[id] || t('submissions.cover.empty'),
                  ] as const,
              )}
          />
          <form
            onSubmit={(event) => {
              event.preventDefault()
              save()
            }}
          >
            <Stack gap="xs">
              <Autocomplete
                label={t('submissions.reviewer')}
                description={t('submissions.reviewerHint')}
                data={reviewers}
                value={reviewer}
                onChange={setReviewer}
                maxLength={100}
                readOnly={!fills}
              />
              <Select
                label={t('submissions.cover.notice')}
                data={[
                  { value: '', label: t('submissions.noNotice') },
                  ...fitting.map(({ id, number, title }) => ({ value: id, label: [number, title].filter((part) => part !== '').join(' ') })),
                ]}
                value={notice ?? known?.id ?? ''}
                onChange={(next) => setNotice(next === (known?.id ?? '') ? null : next)}
                allowDeselect={false}
                readOnly={!fills}
                description={line.notice === null ? undefined : t('submissions.due.until', { at: clockInChina(line.notice.dueAt) })}
              />
              {typed.map(({ id, words, required }) => (
                <TextInput
                  key={id}
                  label={words[language]}
                  value={texts[id] ?? ''}
                  onChange={(event) => setTexts({ ...texts, [id]: event.currentTarget.value })}
                  maxLength={500}
                  readOnly={!fills}
                  required={required}
                  withAsterisk={required}
                />
              ))}
              <ErrorNote failure={fill.failure} onClose={fill.clear} />
              {fills && (
                <Group justify="flex-end" gap="xs">
                  <Button variant="default" disabled={!dirty} onClick={reset}>
                    {t('submissions.reset')}
                  </Button>
                  <Button type="submit" loading={fill.busy} disabled={!dirty}>
                    {t('common.save')}
                  </Button>
                </Group>
              )}
            </Stack>
            {fill.dialog}
          </form>
        </SimpleGrid>
        {!fills && (
          <Text size="xs" c="dimmed" mt={6}>
            {t('submissions.readOnly')}
          </Text>
        )}
      </Section>
    </Paper>
  )
}
