import { Badge, Button, Group, Paper, Select, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { usePrint } from '../../app/use-print.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatNumber } from '../../components/moments.ts'
import { PrintSheet } from '../../components/PrintSheet.tsx'
import { usePacks } from '../use-packs.ts'
import { CoverageSheet } from './CoverageSheet.tsx'
import { howColours, hows } from './how.ts'

const every = ''

/** The article table: how far each article is covered, by what, and why not. */
export const CoveragePart = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [pack, setPack] = useState<string>(every)
  const [how, setHow] = useState<string>(every)
  const packs = usePacks() ?? []
  const loaded = useLoad('rules.coverage', pack === every ? {} : { pack }, ['rules'])
  const { print, failure } = usePrint('coverage')
  const counts = loaded.value?.counts ?? {}
  const rows = (loaded.value?.rows ?? []).filter((row) => how === every || row.how === how)
  const titled = [...new Map(packs.filter(({ coverage }) => coverage.length > 0).map((one) => [one.id, one.title[language]]))]
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          label={t('rules.pack')}
          w={330}
          value={pack}
          onChange={(value) => setPack(value ?? every)}
          data={[{ value: every, label: t('rules.all') }, ...titled.map(([value, label]) => ({ value, label }))]}
          allowDeselect={false}
        />
        <Select
          label={t('rules.coverage')}
          w={150}
          value={how}
          onChange={(value) => setHow(value ?? every)}
          data={[{ value: every, label: t('rules.all') }, ...hows.map((value) => ({ value, label: t(`rules.how.${value}`) }))]}
          allowDeselect={false}
        />
        <Group gap={6} flex={1} pb={4} role="status">
          {hows
            .filter((one) => counts[one] !== undefined)
            .map((one) => (
              <Badge key={one} color={howColours[one]}>
                {t(`rules.how.${one}`)} {formatNumber(counts[one] ?? 0)}
              </Badge>
            ))}
        </Group>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={print} disabled={rows.length === 0}>
          {t('common.print')}
        </Button>
      </Group>
      <ErrorNote failure={loaded.failure} onRetry={loaded.reload} />
      <ErrorNote failure={failure} />
      <Text size="xs" c="dimmed">
        {t('rules.coverageAbout')}
      </Text>
      {loaded.value === null ? (
        loaded.loading && <Skeleton h={300} role="status" aria-label={t('common.loading')} />
      ) : (
        <Paper style={{ overflow: 'clip' }}>
          <Table className="mulu-table" layout="fixed" verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={270}>{t('rules.place')}</Table.Th>
                <Table.Th w={100}>{t('rules.coverage')}</Table.Th>
                <Table.Th>{t('rules.why')}</Table.Th>
                <Table.Th w={230}>{t('rules.by')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.title.zh} style={{ verticalAlign: 'top' }}>
                  <Table.Td>{row.title[language]}</Table.Td>
                  <Table.Td>
                    <Badge size="sm" color={howColours[row.how]}>
                      {t(`rules.how.${row.how}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{row.why[language]}</Table.Td>
                  <Table.Td className="mulu-mono" fz="2xs" style={{ overflowWrap: 'anywhere' }}>
                    {row.calls.join(' ')}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      <PrintSheet>
        <CoverageSheet rows={rows} on={loaded.value?.on ?? ''} />
      </PrintSheet>
    </Stack>
  )
}
