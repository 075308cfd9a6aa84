import { Badge, Button, Group, List, Paper, SegmentedControl, Stack, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { type DoneEffect, doneEffects } from '../../shared/ferry/inner.ts'
import { changeLabel } from '../../shared/field-words.ts'
import { verdictNames } from '../../shared/platform-api/schemas.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { SecrecyDialog } from '../catalogue/secrecy/SecrecyDialog.tsx'
import { formatBytes } from '../components/moments.ts'
import { Section } from '../components/Section.tsx'
import { type Decided, decidedOf, isDecided, PeerCases, type Places } from './PeerCases.tsx'
import { usePassedOverWords } from './passed-over.ts'
import { Tiles } from './Tiles.tsx'
import { SaidList } from './VerifyStep.tsx'

type Preview = Output<'ferry.preview'>

/** What the package would change, before anything is; then the secrecy question, and it is taken in. */
export const PreviewStep = ({ preview, onBack, onTake }: { preview: Preview; onBack(): void; onTake(handedOverBy: string, cases: Decided): void }) => {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [handedOverBy, setHandedOverBy] = useState('')
  const [places, setPlaces] = useState<Places>({})
  const { effects, verdicts, changes, papers, passedOver, cases } = preview
  const peer = preview.kind === 'peer'
  const answered = verdictNames.filter((name) => (verdicts[name] ?? 0) > 0)
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('ferry.take.previewAbout')}
      </Text>
      <SaidList title={t('ferry.take.warnings')} lines={preview.warnings} color="yellow" />
      {peer && <PeerCases cases={cases} places={places} onPlace={(id, into) => setPlaces({ ...places, [id]: into })} />}
      {!peer && (
        <Section title={t('ferry.take.changesTitle')}>
          <Tiles
            tiles={doneEffects.map((name) => ({
              name: t(`ferry.effects.${name}`),
              count: effects[name] ?? 0,
              warning: name === 'conflict' || name === 'passedOver',
            }))}
          />
        </Section>
      )}
      {answered.length > 0 && (
        <Section title={t('ferry.take.verdictsTitle')}>
          <Tiles
            tiles={answered.map((name) => ({
              name: t(`ferry.verdicts.${name}`),
              count: verdicts[name] ?? 0,
              warning: name === 'rejected' || name === 'conflict',
            }))}
          />
        </Section>
      )}
      {papers.length > 0 && <Papers papers={papers} />}
      {passedOver.length > 0 && <PassedOver lines={passedOver} />}
      <Group align="flex-end" gap="sm">
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <TextInput
          w={220}
          label={t('ferry.take.handedOverBy')}
          description={t('ferry.take.handedOverHint')}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
          value={handedOverBy}
          onChange={(event) => setHandedOverBy(event.currentTarget.value)}
          maxLength={100}
        />
        <Button disabled={!isDecided(cases, places)} onClick={() => setAsking(true)}>
          {t('ferry.take.import')}
        </Button>
      </Group>
      {!peer && (changes.length === 0 ? <Text size="sm">{t('ferry.take.nothingChanges')}</Text> : <Changes changes={changes} />)}
      <SecrecyDialog
        opened={asking}
        about="take"
        onAnswer={() => {
          setAsking(false)
          onTake(handedOverBy.trim(), decidedOf(cases, places))
        }}
        onStopped={() => setAsking(false)}
        onCancel={() => setAsking(false)}
      />
    </Stack>
  )
}

const Changes = ({ changes }: { changes: Preview['changes'] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list } = usePunctuation()
  const [only, setOnly] = useState<DoneEffect | null>(null)
  const present = doneEffects.filter((name) => changes.some(({ effect }) => effect === name))
  const shown = only === null ? changes : changes.filter(({ effect }) => effect === only)
  return (
    <Stack gap="xs">
      {present.length > 1 && (
        <Group>
          <SegmentedControl
            aria-label={t('ferry.take.changesTitle')}
            value={only ?? ''}
            onChange={(value) => setOnly(present.find((each) => each === value) ?? null)}
            data={[{ value: '', label: t('ferry.take.all') }, ...present.map((value) => ({ value, label: t(`ferry.effects.${value}`) }))]}
          />
        </Group>
      )}
      <Paper style={{ overflow: 'hidden' }}>
        <Table className="mulu-table" layout="fixed" aria-label={t('ferry.take.changesTitle')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('sync.entry')}</Table.Th>
              <Table.Th w={170}>{t('ferry.packages.answer')}</Table.Th>
              <Table.Th>{t('sync.fields')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((change) => (
              <Table.Tr key={change.id}>
                <Table.Td className="mulu-ellipsis" title={change.title}>
                  {change.title || change.id}
                </Table.Td>
                <Table.Td>
                  <Badge size="sm" color={change.effect === 'conflict' || change.effect === 'passedOver' ? 'orange' : 'gray'}>
                    {change.gone ? t('ferry.take.gone') : t(`ferry.effects.${change.effect}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {change.fields.length === 0 && !change.gone && change.effect === 'taken'
                    ? t('ferry.take.fieldsAll')
                    : list([...new Set(change.fields.map((field) => changeLabel(field, language)))])}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </Stack>
  )
}

const Papers = ({ papers }: { papers: Preview['papers'] }) => {
  const { t } = useTranslation()
  const why = usePassedOverWords()
  return (
    <Section title={t('ferry.take.papersTitle')}>
      <List size="sm">
        {papers.map((paper) => (
          <List.Item key={paper.sha256} title={`SHA-256 ${paper.sha256}`}>
            {[
              paper.name || paper.sha256.slice(0, 16),
              formatBytes(paper.bytes),
              ...(paper.entries > 0 ? [t('ferry.take.paperEntries', { count: paper.entries })] : []),
              ...(paper.here ? [t('ferry.take.paperHere')] : []),
              ...(paper.why === '' ? [] : [why(paper.why)]),
            ].join(' · ')}
          </List.Item>
        ))}
      </List>
    </Section>
  )
}

export const PassedOver = ({ lines }: { lines: Preview['passedOver'] }) => {
  const { t } = useTranslation()
  const why = usePassedOverWords()
  return (
    <Section title={t('ferry.take.passed')}>
      <List size="sm">
        {lines.slice(0, 50).map((line) => (
          <List.Item key={line.line}>
            {t('ferry.take.line', { line: line.line })} · {why(line.why)}{' '}
            <Text span size="2xs" c="dimmed" className="mulu-mono">
              {line.id}
            </Text>
          </List.Item>
        ))}
      </List>
    </Section>
  )
}
