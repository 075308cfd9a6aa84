import { Button, Group, Modal, SegmentedControl, SimpleGrid, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseAct, CaseRow } from '../../../shared/contract/case-views.ts'
import { documentFormats } from '../../../shared/documents/document.ts'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { usePick } from '../../app/use-pick.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { textIn, textsIn } from '../form/schema.ts'
import { useGate } from '../use-gate.tsx'
import { useCaseWords } from '../words.ts'
import { type Facts, factsOf, letterLines, letterProse, letterWords } from './letter-facts.ts'

type Props = { row: CaseRow; act: CaseAct /** It may still be changed: the letter can go with it. */; open: boolean; onClose(): void }

/** The letter an act goes out with: what the act says stands in it; here is what only letters have, and where it goes. */
export const LetterDialog = ({ row: { kind, id }, act, open, onClose }: Props) => {
  const { t } = useTranslation()
  const words = useCaseWords(kind)
  const { value, failure, reload } = useLoad('document.letter', { kind, id, actId: act.id })
  return (
    <Modal opened onClose={onClose} title={t('cases.letter.title', { what: words.act(act.act) })} size={620}>
      <ErrorNote failure={failure} onRetry={reload} />
      {value === null && failure === null && <Skeleton h={240} role="img" aria-label={t('common.loading')} />}
      {value !== null && value.letter === null && <Text size="sm">{t('cases.letter.none')}</Text>}
      {value !== null && value.letter !== null && (
        <Letter kind={kind} id={id} act={act} open={open} template={value.letter.template} facts={factsOf(value.letter.facts)} onClose={onClose} />
      )}
    </Modal>
  )
}

type LetterProps = { kind: CaseRow['kind']; id: string; act: CaseAct; open: boolean; template: string; facts: Facts; onClose(): void }

const Letter = ({ kind, id, act, open, template, facts: first, onClose }: LetterProps) => {
  const { t } = useTranslation()
  const [facts, setFacts] = useState(first)
  const [format, setFormat] = useState<(typeof documentFormats)[number]>('pdf')
  const [lang, setLang] = useState<'zh' | 'en'>('zh')
  const pick = usePick()
  const attach = useCall('document.attach')
  const render = useCall('document.render')
  const gate = useGate(onClose, 'attach')
  const put = (name: string, value: Facts[string]) => setFacts((before) => ({ ...before, [name]: value }))
  const busy = attach.busy || render.busy
  const keep = async () => {
    const done = await attach.run({ kind, id, actId: act.id, lang, format, facts, secrecy: '不涉密' })
    if (done === null) return
    toastDone(t('cases.letter.attached', { name: done.name }))
    onClose()
  }
  const save = async () => {
    const name = `${words.act(act.act)}.${format}`
    const place = await pick.save({ title: t('cases.letter.save'), name, kinds: [{ label: format, extensions: [format] }] })
    if (place === null) return
    const done = await render.run({ template, facts, lang, format, file: place.handle, purpose: '', secrecy: '不涉密' })
    if (done !== null) toastDone(t('papers.saved', { name: place.name }))
  }
  const words = useCaseWords(kind)
  const has = (name: string) => name in first
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        gate.ask(() => void (open ? keep() : save()))
      }}
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t(open ? 'cases.letter.about' : 'cases.letter.aboutGone')}
        </Text>
        {open && act.records.length > 0 && (
          <Text size="sm" c="var(--mulu-warning)">
            {t('cases.letter.dropsConsents')}
          </Text>
        )}
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
          {letterWords.filter(has).map((name) => (
            <TextInput
              key={name}
              label={t(`cases.letter.facts.${name}`)}
              value={textIn(facts[name])}
              onChange={(event) => put(name, event.currentTarget.value)}
              maxLength={100}
              {...(name === 'number' ? { description: t('cases.letter.numberHint') } : {})}
            />
          ))}
          {has('on') && (
            <DayInput
              label={t('cases.letter.facts.on')}
              description={t('cases.letter.onHint')}
              value={textIn(facts.on)}
              onChange={(day) => put('on', day === '' ? null : day)}
            />
          )}
        </SimpleGrid>
        {letterProse.filter(has).map((name) => (
          <Textarea
            key={name}
            label={t(`cases.letter.facts.${name}`)}
            value={textIn(facts[name])}
            onChange={(event) => put(name, event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
            maxRows={6}
          />
        ))}
        <SimpleGrid cols={2} spacing="sm">
          {letterLines.filter(has).map((name) => (
            <Textarea
              key={name}
              label={t(`cases.letter.facts.${name}`)}
              description={t('cases.form.perLine')}
              defaultValue={textsIn(facts[name]).join('\n')}
              onChange={(event) =>
                put(
                  name,
                  event.currentTarget.value
                    .split('\n')
                    .map((line) => line.trim())
                    .filter((line) => line !== ''),
                )
              }
              autosize
              minRows={2}
              maxRows={4}
            />
          ))}
        </SimpleGrid>
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={t('cases.letter.format')}
            value={format}
            onChange={(next) => setFormat(documentFormats.find((one) => one === next) ?? 'pdf')}
            data={documentFormats.map((one) => ({ value: one, label: t(`cases.letter.formats.${one}`) }))}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('cases.letter.lang')}
            value={lang}
            onChange={(next) => setLang(next === 'en' ? 'en' : 'zh')}
            data={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Group>
        <ErrorNote failure={attach.failure ?? render.failure ?? pick.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            variant={open ? 'default' : 'filled'}
            leftSection={<IconDownload size={15} aria-hidden />}
            loading={render.busy}
            disabled={busy}
            onClick={() => gate.ask(() => void save())}
          >
            {t('cases.letter.save')}
          </Button>
          {open && (
            <Button type="submit" loading={attach.busy} disabled={busy}>
              {t('cases.letter.attach')}
            </Button>
          )}
        </Group>
      </Stack>
      {gate.dialog}
    </form>
  )
}
