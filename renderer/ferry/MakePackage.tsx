import { Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconArrowLeft, IconId } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { volumeName } from '../../shared/ferry/manifest.ts'
import { useGo } from '../app/route.ts'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { usePick } from '../app/use-pick.ts'
import { SecrecyDialog } from '../catalogue/secrecy/SecrecyDialog.tsx'
import { DayInput } from '../components/DayInput.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { Section } from '../components/Section.tsx'
import { emptyWriting, MediumFields, sentWriting, type Writing } from './MediumFields.tsx'
import { isReviewed, type Review, ReviewFields, reviewToday } from './ReviewFields.tsx'
import { WrittenPackage } from './WrittenPackage.tsx'

/** Writes what was not answered yet to a medium, after the review and the secrecy question; then its form. */
export const MakePackage = ({ onBack }: { onBack(): void }) => {
  const { t } = useTranslation()
  const go = useGo()
  const cards = useLoad('ferry.identities', {}, ['vault', 'sync'])
  const [made, setMade] = useState<Output<'ferry.export'> | null>(null)
  const own = cards.value?.identities.find(({ own: ours }) => ours)
  const platform = cards.value?.identities.find(({ own: ours, kind, revokedAt }) => !ours && kind === 'platform' && revokedAt === null)
  return (
    <Stack gap="sm" maw={900}>
      <Group gap="sm">
        <Button variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
          {t('ferry.back')}
        </Button>
        <Title order={2}>{t('ferry.make.title')}</Title>
      </Group>
      <ErrorNote failure={cards.failure} onRetry={cards.reload} />
      {cards.value !== null &&
        (made !== null ? (
          <WrittenPackage made={made} about={t('ferry.make.doneAbout')} />
        ) : own === undefined || platform === undefined ? (
          <EmptyState
            icon={<IconId size={32} stroke={1.3} />}
            title={t('ferry.make.noCard')}
            actions={
              <Button variant="default" onClick={() => go('ferry', 'cards')}>
                {t('ferry.make.toCards')}
              </Button>
            }
          >
            {t('ferry.make.noCardHint')}
          </EmptyState>
        ) : (
          <Form to={platform.agency || platform.name} onMade={setMade} />
        ))}
    </Stack>
  )
}

const Form = ({ to, onMade }: { to: string; onMade(made: Output<'ferry.export'>): void }) => {
  const { t } = useTranslation()
  const [writing, setWriting] = useState<Writing>(emptyWriting)
  const [review, setReview] = useState<Review>(reviewToday)
  const [expiresOn, setExpiresOn] = useState('')
  const [purpose, setPurpose] = useState<string>(t('ferry.make.purposeDefault'))
  const [full, setFull] = useState(false)
  const [asking, setAsking] = useState(false)
  const pick = usePick()
  const write = useCall('ferry.export')
  const sent = sentWriting(writing)
  const reviewed = isReviewed(review)
  const submit = async () => {
    setAsking(false)
    if (sent === null) return
    const place = await pick.save({
      title: t('ferry.make.saveTitle'),
      name: volumeName(`MULU-${sent.medium.number}`, 1, 1),
      kinds: [{ label: t('ferry.make.saveKind'), extensions: ['txt'] }],
    })
    if (place === null) return
    const done = await write.run({
      ...sent,
      file: place.handle,
      secrecy: '不涉密',
      review,
      purpose,
      full,
      ...(expiresOn === '' ? {} : { expiresOn }),
    })
    if (done !== null) onMade(done)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setAsking(true)
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('ferry.make.about')}
        </Text>
        <Paper p="md">
          <Section title={t('ferry.make.mediumPart')} actions={<Text size="sm">{`${t('ferry.make.to')}　${to}`}</Text>}>
            <Stack gap="sm" mt="xs">
              <MediumFields writing={writing} onChange={(part) => setWriting({ ...writing, ...part })} />
              <Group align="flex-start" gap="md">
                <TextInput
                  w={260}
                  label={t('ferry.make.purpose')}
                  value={purpose}
                  onChange={(event) => setPurpose(event.currentTarget.value)}
                  maxLength={200}
                />
                <DayInput w={170} label={t('ferry.make.expires')} description={t('ferry.make.expiresHint')} value={expiresOn} onChange={setExpiresOn} />
              </Group>
              <Checkbox label={t('ferry.make.full')} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />
            </Stack>
          </Section>
        </Paper>
        <Paper p="md">
          <ReviewFields review={review} onChange={setReview} />
        </Paper>
        <ErrorNote failure={write.failure ?? pick.failure} onClose={write.clear} />
        <Group>
          <Button type="submit" disabled={sent === null || !reviewed} loading={write.busy}>
            {t('ferry.make.submit')}
          </Button>
        </Group>
      </Stack>
      <SecrecyDialog opened={asking} about="carry" onAnswer={() => void submit()} onStopped={() => setAsking(false)} onCancel={() => setAsking(false)} />
      <ProgressDialog opened={write.busy} title={t('ferry.make.working')} progress={write.progress} cancelling={write.cancelling} onCancel={write.cancel} />
    </form>
  )
}
