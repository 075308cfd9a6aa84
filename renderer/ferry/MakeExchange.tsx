import { Button, Group, Paper, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconArrowLeft, IconId } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { caseKindSchema } from '../../shared/cases/act.ts'
import type { Output } from '../../shared/contract.ts'
import { volumeName } from '../../shared/ferry/manifest.ts'
import { textKey } from '../../shared/text-key.ts'
import { useGo } from '../app/route.ts'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { usePick } from '../app/use-pick.ts'
import { callOf } from '../cases/calls.ts'
import { SecrecyDialog } from '../catalogue/secrecy/SecrecyDialog.tsx'
import { DayInput } from '../components/DayInput.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { Section } from '../components/Section.tsx'
import { type Chosen, ExchangeCases } from './ExchangeCases.tsx'
import { emptyWriting, MediumFields, sentWriting, type Writing } from './MediumFields.tsx'
import { isReviewed, type Review, ReviewFields, reviewToday } from './ReviewFields.tsx'
import { WrittenPackage } from './WrittenPackage.tsx'

type Card = Output<'ferry.identities'>['identities'][number]

/** Shows another agency what is chosen of the files between the two. `about`: the file it was asked for from, `request/<id>`. */
export const MakeExchange = ({ about, onBack }: { about: string; onBack(): void }) => {
  const { t } = useTranslation()
  const go = useGo()
  const cards = useLoad('ferry.identities', {}, ['vault', 'sync'])
  const [name = '', id = ''] = about.split('/')
  const kind = caseKindSchema.safeParse(name).data
  const begun = useLoad(callOf(kind ?? 'request', 'get'), kind === undefined || id === '' ? null : { id })
  const [made, setMade] = useState<Output<'ferry.exportCases'> | null>(null)
  const own = cards.value?.identities.some(({ own: ours }) => ours) === true
  const agencies = cards.value?.identities.filter((card) => !card.own && card.kind === 'copy' && card.revokedAt === null) ?? []
  return (
    <Stack gap="sm" maw={900}>
      <Group gap="sm">
        <Button variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
          {t('ferry.back')}
        </Button>
        <Title order={2}>{t('ferry.exchange.title')}</Title>
      </Group>
      <ErrorNote failure={cards.failure ?? begun.failure} onRetry={cards.reload} />
      {cards.value !== null &&
        !begun.loading &&
        (made !== null ? (
          <WrittenPackage made={made} about={t('ferry.exchange.doneAbout')} />
        ) : !own || agencies.length === 0 ? (
          <EmptyState
            icon={<IconId size={32} stroke={1.3} />}
            title={t('ferry.exchange.noCard')}
            actions={
              <Button variant="default" onClick={() => go('ferry', 'cards')}>
                {t('ferry.make.toCards')}
              </Button>
            }
          >
            {t('ferry.exchange.noCardHint')}
          </EmptyState>
        ) : (
          <Form agencies={agencies} begun={begun.value?.row ?? null} onMade={setMade} />
        ))}
    </Stack>
  )
}

type Begun = Output<'request.get'>['row'] | null

/** The agency the file is with; the only one there is. */
const firstOf = (agencies: readonly Card[], begun: Begun): string | null => {
  const meant = begun === null ? undefined : agencies.find(({ agency }) => textKey(agency) === textKey(begun.other))
  return (meant ?? (agencies.length === 1 && begun === null ? agencies[0] : undefined))?.fingerprint ?? null
}

const Form = ({ agencies, begun, onMade }: { agencies: readonly Card[]; begun: Begun; onMade(made: Output<'ferry.exportCases'>): void }) => {
  const { t } = useTranslation()
  const [to, setTo] = useState<string | null>(() => firstOf(agencies, begun))
  const [chosen, setChosen] = useState<Chosen>({})
  const [note, setNote] = useState('')
  const [purpose, setPurpose] = useState<string>(t('ferry.exchange.purposeDefault'))
  const [writing, setWriting] = useState<Writing>(emptyWriting)
  const [expiresOn, setExpiresOn] = useState('')
  const [review, setReview] = useState<Review>(reviewToday)
  const [asking, setAsking] = useState(false)
  const pick = usePick()
  const write = useCall('ferry.exportCases')
  const sent = sentWriting(writing)
  const cases = Object.entries(chosen).map(([id, { drafts, papers }]) => ({ id, drafts: [...drafts], papers: [...papers] }))
  const complete = to !== null && sent !== null && cases.length > 0 && isReviewed(review)
  const submit = async () => {
    setAsking(false)
    if (to === null || sent === null) return
    const place = await pick.save({
      title: t('ferry.make.saveTitle'),
      name: volumeName(`MULU-${sent.medium.number}`, 1, 1),
      kinds: [{ label: t('ferry.make.saveKind'), extensions: ['txt'] }],
    })
    if (place === null) return
    const expires = expiresOn === '' ? {} : { expiresOn }
    const done = await write.run({ ...sent, ...expires, file: place.handle, secrecy: '不涉密', review, purpose, to, cases, note: note.trim() })
    if (done !== null) onMade(done)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) setAsking(true)
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('ferry.exchange.about')}
        </Text>
        <Paper p="md">
          <Section title={t('ferry.exchange.casesPart')} about={t('ferry.exchange.casesAbout')}>
            <Stack gap="sm" mt="xs">
              <Select
                maw={420}
                label={t('ferry.exchange.to')}
                data={agencies.map(({ fingerprint, agency, name }) => ({ value: fingerprint, label: t('ferry.exchange.device', { agency, name }) }))}
                value={to}
                onChange={(value) => {
                  setTo(value)
                  setChosen({})
                }}
                allowDeselect={false}
                placeholder={t('ferry.take.choosePlace')}
                withAsterisk
              />
              {to !== null && <ExchangeCases key={to} to={to} begun={begun} chosen={chosen} onChange={setChosen} />}
              <Textarea
                label={t('ferry.exchange.note')}
                description={t('ferry.exchange.noteHint')}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
                maxLength={4000}
                autosize
                minRows={2}
                maxRows={6}
              />
            </Stack>
          </Section>
        </Paper>
        <Paper p="md">
          <Section title={t('ferry.make.mediumPart')}>
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
            </Stack>
          </Section>
        </Paper>
        <Paper p="md">
          <ReviewFields review={review} onChange={setReview} />
        </Paper>
        <ErrorNote failure={write.failure ?? pick.failure} onClose={write.clear} />
        <Group gap="sm">
          <Button type="submit" disabled={!complete} loading={write.busy}>
            {t('ferry.make.submit')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('ferry.exchange.chosen', { count: cases.length })}
          </Text>
        </Group>
      </Stack>
      <SecrecyDialog opened={asking} about="carry" onAnswer={() => void submit()} onStopped={() => setAsking(false)} onCancel={() => setAsking(false)} />
      <ProgressDialog opened={write.busy} title={t('ferry.make.working')} progress={write.progress} cancelling={write.cancelling} onCancel={write.cancel} />
    </form>
  )
}
