import { Badge, Button, Group, Paper, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconDisc, IconFileExport, IconFileImport, IconScript } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { verdictNames } from '../../shared/platform-api/schemas.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useGo } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { usePick } from '../app/use-pick.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { ResultNote } from '../components/ResultNote.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'
import { ReceiptDialog } from './ReceiptDialog.tsx'
import { type HandOver, useFerryWords } from './words.ts'

type Line = Output<'ferry.packages'>['packages'][number]

/** What went out and came in, with the answers to it. */
export const Packages = () => {
  const { t } = useTranslation()
  const go = useGo()
  const mayMake = useMay('ferry.export')
  const mayExchange = useMay('ferry.exportCases')
  const mayTake = useMay('ferry.import')
  const { value, failure, reload } = useLoad('ferry.packages', {}, ['sync', 'catalogue'])
  const [form, setForm] = useState<HandOver | null>(null)
  const [answering, setAnswering] = useState<HandOver | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const pick = usePick()
  const script = useCall('ferry.verifyScript')
  const saveScript = async () => {
    setSaved(null)
    const place = await pick.save({
      title: t('ferry.packages.scriptTitle'),
      name: 'verify-package.sh',
      kinds: [{ label: t('ferry.packages.scriptKind'), extensions: ['sh'] }],
    })
    if (place === null) return
    const done = await script.run({ file: place.handle })
    if (done !== null) setSaved(t('ferry.packages.scriptSaved', { digest: done.sha256 }))
  }
  const lines = value?.packages ?? []
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {mayMake && (
          <Button leftSection={<IconFileExport size={16} aria-hidden />} onClick={() => go('ferry', 'make')}>
            {t('ferry.packages.make')}
          </Button>
        )}
        {mayExchange && (
          <Button variant="default" leftSection={<IconFileExport size={16} aria-hidden />} onClick={() => go('ferry', 'exchange')}>
            {t('ferry.packages.exchange')}
          </Button>
        )}
        {mayTake && (
          <Button variant="default" leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => go('ferry', 'take')}>
            {t('ferry.packages.take')}
          </Button>
        )}
        <span style={{ flex: 1 }} />
        <Button variant="default" leftSection={<IconScript size={16} aria-hidden />} loading={script.busy} onClick={() => void saveScript()}>
          {t('ferry.packages.script')}
        </Button>
      </Group>
      <ErrorNote failure={failure ?? script.failure ?? pick.failure} onRetry={reload} />
      {saved !== null && <ResultNote onClose={() => setSaved(null)}>{saved}</ResultNote>}
      {value === null && failure === null && <Skeleton h={160} aria-label={t('common.loading')} />}
      {value !== null && lines.length === 0 && (
        <EmptyState
          icon={<IconDisc size={32} stroke={1.3} />}
          title={t('ferry.packages.empty')}
          actions={
            <Button variant="default" onClick={() => go('ferry', 'cards')}>
              {t('ferry.make.toCards')}
            </Button>
          }
        >
          {t('ferry.packages.emptyHint')}
        </EmptyState>
      )}
      {lines.length > 0 && <PackageTable lines={lines} onForm={setForm} onReceipt={setAnswering} />}
      {form !== null && <HandOverDialog form={form} onClose={() => setForm(null)} />}
      {answering !== null && <ReceiptDialog of={answering} onClose={() => setAnswering(null)} />}
    </Stack>
  )
}

const PackageTable = ({ lines, onForm, onReceipt }: { lines: readonly Line[]; onForm(form: HandOver): void; onReceipt(form: HandOver): void }) => {
  const { t } = useTranslation()
  const words = useFerryWords()
  const mayAnswer = useMay('ferry.receipt')
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table className="mulu-table" layout="fixed" aria-label={t('ferry.tabs.packages')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>{t('ferry.packages.madeAt')}</Table.Th>
            <Table.Th w={120}>{t('ferry.kind')}</Table.Th>
            <Table.Th w="19%">{t('ferry.packages.peer')}</Table.Th>
            <Table.Th w={150}>{t('ferry.packages.medium')}</Table.Th>
            <Table.Th>{t('ferry.packages.inside')}</Table.Th>
            <Table.Th w="19%">{t('ferry.packages.answer')}</Table.Th>
            <Table.Th w={150}>{t('common.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => {
            const { form } = line
            const peer = words.party(form.direction === 'out' ? form.recipient : form.sender)
            const about = t('ferry.packages.of', { kind: words.kind(form.kind), medium: form.medium.number })
            return (
              <Table.Tr key={`${form.packageId} ${form.direction}`}>
                <Table.Td>{formatMoment(form.madeAt)}</Table.Td>
                <Table.Td>
                  <Group gap={6} wrap="nowrap">
                    <Badge size="sm" color={form.direction === 'out' ? 'office' : 'teal'}>
                      {t(`ferry.direction.${form.direction}`)}
                    </Badge>
                    {words.kind(form.kind)}
                  </Group>
                </Table.Td>
                <Table.Td className="mulu-ellipsis" title={peer}>
                  {peer}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {form.medium.number}
                  <Text size="2xs" c="dimmed" span ml={6}>
                    {form.medium.mark}
                  </Text>
                </Table.Td>
                <Table.Td>{words.counts(form.counts)}</Table.Td>
                <Table.Td>
                  <Outcome line={line} />
                </Table.Td>
                <Table.Td>
                  <Group gap={6} wrap="nowrap">
                    <Button variant="default" size="compact-xs" aria-label={`${t('ferry.packages.form')} ${about}`} onClick={() => onForm(form)}>
                      {t('ferry.packages.form')}
                    </Button>
                    {mayAnswer && form.direction === 'in' && form.kind === 'down' && (
                      <Button variant="subtle" size="compact-xs" aria-label={`${t('ferry.packages.receipt')} ${about}`} onClick={() => onReceipt(form)}>
                        {t('ferry.packages.receipt')}
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

const Outcome = ({ line: { form, applied, heard, verdicts, open } }: { line: Line }) => {
  const { t } = useTranslation()
  const { list } = usePunctuation()
  if (form.direction === 'in') return applied === null ? '' : t('ferry.packages.appliedOn', { at: formatMoment(applied.at) })
  if (form.kind === 'peer') return heard ? t('ferry.packages.heard') : ''
  if (form.kind !== 'up') return ''
  const said = verdictNames.flatMap((name) => ((verdicts[name] ?? 0) > 0 ? [`${t(`ferry.verdicts.${name}`)} ${verdicts[name]}`] : []))
  return (
    <>
      {open > 0 && (
        <Text size="xs" c="var(--mulu-warning)">
          {t('ferry.packages.open', { count: open })}
        </Text>
      )}
      {list(said)}
    </>
  )
}
