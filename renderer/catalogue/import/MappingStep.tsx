import { Alert, Badge, Button, Checkbox, Group, NumberInput, Popover, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { useFieldOptions } from './field-options.ts'
import styles from './import.module.css'
import type { Inspection } from './import-store.ts'
import { mappingTroubles, samplesOf, sureFrom, withField, withKept } from './mapping.ts'
import type { Import } from './use-import.ts'

/** Which column feeds which field: proposed from the headings, for the officer to look over. */
export const MappingStep = ({ flow, inspection, mapping }: { flow: Import; inspection: Inspection; mapping: Mapping }) => {
  const { t } = useTranslation()
  const profile = useLoad('profile.get', {}).value?.profile ?? null
  const kept = useLoad('catalogue.mappings', {}).value?.mappings ?? []
  const { groups, name } = useFieldOptions(profile)
  const troubles = mappingTroubles(mapping)
  const fed = new Set(mapping.columns.map(({ field }) => field))
  const sheet = inspection.sheets.find((each) => each.name === mapping.sheet) ?? inspection.sheets[0]
  const unfed = (['provider', 'providerCode', 'providerOffice'] as const).filter((field) => !fed.has(field))
  return (
    <Stack gap="sm">
      <Group gap="md" align="flex-end">
        <Text size="sm">
          <strong>{flow.file?.name}</strong>
          <Text span c="dimmed" size="sm" ml="xs">
            {inspection.format}
            {sheet !== undefined && ` · ${t('catalogue.import.sheetSize', { rows: sheet.rows, columns: sheet.columns })}`}
          </Text>
        </Text>
        {inspection.sheets.length > 1 && (
          <Select
            label={t('catalogue.import.sheet')}
            w={200}
            allowDeselect={false}
            value={sheet?.name ?? null}
            data={inspection.sheets.map((each) => each.name)}
            onChange={(value) => value !== null && void flow.chooseSheet(value)}
          />
        )}
        {/* In JSON fields have names, not rows. */}
        {!inspection.format.startsWith('json') && (
          <>
            <NumberInput
              label={t('catalogue.import.headerRows')}
              w={96}
              min={1}
              max={Math.min(6, mapping.firstDataRow - 1)}
              value={mapping.headerRows}
              onChange={(value) => typeof value === 'number' && value >= 1 && flow.moveHeadings(value, mapping.firstDataRow)}
            />
            <NumberInput
              label={t('catalogue.import.firstDataRow')}
              w={130}
              min={mapping.headerRows + 1}
              max={30}
              value={mapping.firstDataRow}
              onChange={(value) => typeof value === 'number' && value > mapping.headerRows && flow.moveHeadings(mapping.headerRows, value)}
            />
          </>
        )}
        {kept.length > 0 && (
          <Select
            label={t('catalogue.import.savedMappings')}
            placeholder={t('catalogue.form.choose')}
            w={180}
            value={null}
            data={kept.map((each) => each.name)}
            onChange={(value) => {
              const chosen = kept.find((each) => each.name === value)
              if (chosen !== undefined) flow.setMapping(withKept(mapping, chosen.mapping))
            }}
          />
        )}
      </Group>
      <Alert color={inspection.template === null ? 'orange' : 'green'} p="xs">
        {inspection.template === null ? t('catalogue.import.unrecognised') : t('catalogue.import.recognised', { template: inspection.template })}
      </Alert>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.region} aria-label={t('catalogue.import.steps.mapping')} tabIndex={0}>
        <Table stickyHeader layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={72}>{t('catalogue.import.column')}</Table.Th>
              <Table.Th w="24%">{t('catalogue.import.header')}</Table.Th>
              <Table.Th>{t('catalogue.import.samples')}</Table.Th>
              <Table.Th w={250}>{t('catalogue.import.field')}</Table.Th>
              <Table.Th w={104}>{t('catalogue.import.confidence')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {mapping.columns.map(({ column, header, field }, index) => {
              const sure = (inspection.confidence[index] ?? 0) >= sureFrom
              const changed = field !== (inspection.proposal.columns[index]?.field ?? '')
              return (
                <Table.Tr key={column}>
                  <Table.Td c="dimmed">{columnName(column)}</Table.Td>
                  <Table.Td className="mulu-ellipsis" title={header}>
                    {header}
                  </Table.Td>
                  <Table.Td className={`mulu-ellipsis ${styles.samples}`} title={samplesOf(inspection.preview, mapping, column).join('\n')}>
                    {samplesOf(inspection.preview, mapping, column).join('｜')}
                  </Table.Td>
                  <Table.Td>
                    <Select
                      aria-label={`${columnName(column)} ${header}：${t('catalogue.import.field')}`}
                      placeholder={t('catalogue.import.ignore')}
                      searchable
                      clearable
                      value={field === '' ? null : field}
                      data={groups}
                      onChange={(value) => flow.setMapping(withField(mapping, column, value ?? ''))}
                    />
                  </Table.Td>
                  <Table.Td>
                    {field !== '' && !changed && (
                      <Badge size="sm" color={sure ? 'green' : 'orange'}>
                        {t(sure ? 'catalogue.import.sure' : 'catalogue.import.unsure')}
                      </Badge>
                    )}
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </section>
      {unfed.length > 0 && (
        <Group gap="md" align="flex-end">
          {unfed.map((field) => (
            <TextInput
              key={field}
              label={name(field)}
              description={t('catalogue.import.defaults')}
              placeholder={field === 'provider' ? (profile?.agency ?? '') : field === 'providerCode' ? (profile?.creditCode ?? '') : ''}
              w={230}
              maxLength={field === 'providerCode' ? 32 : 200}
              value={flow.defaults[field]}
              onChange={(event) => flow.setDefaults({ ...flow.defaults, [field]: event.currentTarget.value })}
            />
          ))}
        </Group>
      )}
      <Checkbox
        label={t('catalogue.import.allOrNothing')}
        checked={flow.allOrNothing}
        onChange={(event) => flow.setAllOrNothing(event.currentTarget.checked)}
      />
      {troubles.map((trouble) => (
        <Text key={trouble.kind === 'twice' ? trouble.field : trouble.kind} size="sm" c="var(--mantine-color-error)" role="status">
          {trouble.kind === 'twice' ? t('catalogue.import.mapTwice', { field: name(trouble.field) }) : t('catalogue.import.mapTitleNeeded')}
        </Text>
      ))}
      <ErrorNote failure={flow.run.failure} onClose={flow.run.clear} />
      <Group justify="space-between">
        <KeepMapping mapping={mapping} />
        <Group gap="xs">
          <Button variant="default" onClick={flow.restart}>
            {t('catalogue.import.otherFile')}
          </Button>
          <Button disabled={troubles.length > 0} loading={flow.run.busy} onClick={() => void flow.tryOut()}>
            {t('catalogue.import.dryRun')}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}

/** A, B … Z, AA: as the sheet itself counts. */
const columnName = (column: number): string => (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

const KeepMapping = ({ mapping }: { mapping: Mapping }) => {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  const save = useCall('catalogue.saveMapping')
  const keep = async () => {
    const done = await save.run({ name: name.trim(), mapping })
    if (done === null) return
    setOpened(false)
    toastDone(t('catalogue.import.mappingSaved', { name: name.trim() }))
  }
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus shadow="md" position="top-start">
      <Popover.Target>
        <Button variant="default" leftSection={<IconDeviceFloppy size={15} aria-hidden />} onClick={() => setOpened(!opened)}>
          {t('catalogue.import.saveMapping')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            label={t('catalogue.import.mappingName')}
            value={name}
            maxLength={100}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ErrorNote failure={save.failure} />
          <Button disabled={name.trim() === ''} loading={save.busy} onClick={() => void keep()}>
            {t('common.save')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
