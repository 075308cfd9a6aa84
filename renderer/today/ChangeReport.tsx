import { Button, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconFileExport, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportLine } from '../../shared/contract/tasks.ts'
import { changesInWords, triggerInWords } from '../../shared/report-words.ts'
import { useGo } from '../app/route.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { usePick } from '../app/use-pick.ts'
import { usePrint } from '../app/use-print.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { ResultNote } from '../components/ResultNote.tsx'

const shown = 500

/** 变更报告: what a change came to in each entry. Its words are Chinese, as they stand on the paper. */
export const ChangeReport = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const go = useGo()
  const pick = usePick()
  const mayExport = useMay('trigger.report')
  const { value, failure, loading, reload } = useLoad('trigger.get', { id, limit: shown }, ['task', 'catalogue'])
  const profile = useLoad('profile.get', {})
  const save = useCall('trigger.report')
  const [saved, setSaved] = useState<string | null>(null)
  const { print, failure: unprinted } = usePrint('changeReport')
  const write = async () => {
    setSaved(null)
    const place = await pick.save({
      title: t('tasks.reportTitle'),
      name: `${t('tasks.reportTitle')}.xlsx`,
      kinds: [{ label: t('tasks.reportKind'), extensions: ['xlsx'] }],
    })
    if (place === null) return
    const done = await save.run({ id, file: place.handle })
    if (done !== null) setSaved(t('tasks.reportSaved', { rows: done.rows, digest: done.sha256 }))
  }
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Button variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={() => go('today', 'changes')}>
          {t('tasks.backToChanges')}
        </Button>
        <span style={{ flex: 1 }} />
        <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} disabled={value === null} onClick={print}>
          {t('common.print')}
        </Button>
        {mayExport && (
          <Button
            variant="default"
            leftSection={<IconFileExport size={15} aria-hidden />}
            loading={save.busy}
            disabled={value === null}
            onClick={() => void write()}
          >
            {t('tasks.reportSave')}
          </Button>
        )}
      </Group>
      <ErrorNote failure={failure ?? save.failure ?? pick.failure ?? unprinted} onRetry={reload} />
      {saved !== null && <ResultNote onClose={() => setSaved(null)}>{saved}</ResultNote>}
      {value === null && loading && <Skeleton h={160} role="img" aria-label={t('common.loading')} />}
      {value !== null && (
        <>
          <Title order={2} size="h3">
            {t('tasks.reportTitle')}
          </Title>
          <Text size="sm">{triggerInWords(value.trigger)}</Text>
          <ReportTable lines={value.lines} />
          {value.more && (
            <Text size="sm" c="dimmed">
              {t('tasks.reportMore', { count: value.lines.length })}
            </Text>
          )}
          <PrintSheet>
            <h1>政务信息资源目录变更报告</h1>
            <p>填报单位：{profile.value?.profile.agency ?? ''}</p>
            <p>{triggerInWords(value.trigger)}</p>
            <Paper lines={value.lines} />
            <p>填报人：　　　　　　　负责人：　　　　　　　日期：</p>
          </PrintSheet>
        </>
      )}
    </Stack>
  )
}

const lateWord = ({ late }: ReportLine): string => (late === null ? '' : late ? '是' : '否')
const dueWord = ({ dueOn, provisional }: ReportLine, noDays: string): string => (dueOn === null ? noDays : `${dueOn}${provisional ? '（暂定）' : ''}`)

const ReportTable = ({ lines }: { lines: readonly ReportLine[] }) => {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <Table className="mulu-table" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="22%">{t('tasks.reportColumns.title')}</Table.Th>
          <Table.Th w={80}>{t('tasks.reportColumns.change')}</Table.Th>
          <Table.Th w={110}>{t('tasks.reportColumns.due')}</Table.Th>
          <Table.Th w={110}>{t('tasks.reportColumns.done')}</Table.Th>
          <Table.Th w={80}>{t('tasks.reportColumns.late')}</Table.Th>
          <Table.Th>{t('tasks.reportColumns.changes')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Td>
              <Button variant="transparent" size="compact-sm" p={0} h="auto" onClick={() => go('catalogue', line.id)}>
                {line.title}
              </Button>
              <Text size="2xs" c="dimmed" className="mulu-ellipsis">
                {line.code}
              </Text>
            </Table.Td>
            <Table.Td>{line.change}</Table.Td>
            <Table.Td>{dueWord(line, t('tasks.noDays'))}</Table.Td>
            <Table.Td>
              {line.doneOn ?? ''}
              <Text size="2xs" c="dimmed">
                {line.done}
              </Text>
            </Table.Td>
            <Table.Td>{lateWord(line)}</Table.Td>
            <Table.Td style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {line.changes.length === 0 ? t('tasks.unchanged') : changesInWords(line.changes)}
              {line.note !== '' && (
                <Text size="2xs" c="dimmed">
                  {line.note}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const heads = ['序号', '信息资源代码', '名称', '提供方', '变更类型', '触发日期', '时限', '完成日期', '是否超期', '变更内容', '备注'] as const

const Paper = ({ lines }: { lines: readonly ReportLine[] }) => (
  <table>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head}>{head}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map((line, at) => (
        <tr key={line.id}>
          <td>{at + 1}</td>
          <td>{line.code}</td>
          <td>{line.title}</td>
          <td>{line.provider}</td>
          <td>{line.change}</td>
          <td>{line.startsOn}</td>
          <td>{dueWord(line, '未规定天数')}</td>
          <td>{line.doneOn ?? ''}</td>
          <td>{lateWord(line)}</td>
          <td style={{ whiteSpace: 'pre-wrap' }}>{changesInWords(line.changes)}</td>
          <td>{[line.done, line.note].filter((part) => part !== '').join('；')}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
