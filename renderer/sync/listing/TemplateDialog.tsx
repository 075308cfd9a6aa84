import {
  Badge,
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  ScrollArea,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { emptyItem } from '../../../shared/catalogue.ts'
import { labelOf } from '../../../shared/fields.ts'
import { dayForms, type ListingTemplate, listingColumns, listingKeys, listingStates } from '../../../shared/listing/template.ts'
import { useLanguage } from '../../app/language.ts'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { useFieldOptions } from '../../catalogue/import/field-options.ts'
import { samplesOf, sureFrom } from '../../catalogue/import/mapping.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import type { Edited } from './Templates.tsx'
import { readWords, withColumn, wordedFields, wordsText } from './template-words.ts'

const columnName = (column: number): string => (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

type Part = { template: ListingTemplate; onChange: (template: ListingTemplate) => void }

/** How a platform's sheet is read and written: proposed from its headings, for the officer to correct and save under a name. */
export const TemplateDialog = ({ edited, onClose, onDone }: { edited: Edited; onClose: () => void; onDone: () => void }) => {
  const { t } = useTranslation()
  const { inspected, file } = edited
  const [name, setName] = useState(edited.name)
  const [template, setTemplate] = useState(inspected.template)
  const save = useCall('listing.saveTemplate')
  const keep = async () => {
    // Only an xlsx can be written into; another sheet gives its columns alone.
    const workbook = file?.name.toLowerCase().endsWith('.xlsx') === true ? { workbook: file.handle } : {}
    const done = await save.run({ name: name.trim(), template, ...workbook })
    if (done === null) return
    toastDone(t('listing.templateSaved', { name: name.trim() }))
    onDone()
    onClose()
  }
  const set = (next: Partial<ListingTemplate>) => setTemplate({ ...template, ...next })
  return (
    <Modal opened onClose={onClose} size={1100} title={t('listing.editorTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <Group align="flex-end">
          <TextInput
            flex={1}
            label={t('listing.name')}
            placeholder={t('listing.nameHint')}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput w={200} label={t('listing.sheet')} value={template.mapping.sheet} readOnly />
          <NumberInput
            w={150}
            label={t('listing.firstDataRow')}
            min={2}
            max={40}
            value={template.mapping.firstDataRow}
            onChange={(value) => typeof value === 'number' && value >= 2 && set({ mapping: { ...template.mapping, firstDataRow: value } })}
          />
        </Group>
        <Columns edited={edited} template={template} onChange={setTemplate} />
        <Items template={template} onChange={setTemplate} />
        <Statuses statusWords={inspected.statusWords} template={template} onChange={setTemplate} />
        <Words template={template} onChange={setTemplate} />
        <SimpleGrid cols={3} spacing="sm">
          <MultiSelect
            label={t('listing.keys')}
            data={listingKeys.map((value) => ({ value, label: t(`listing.keyNames.${value}`) }))}
            value={template.keys}
            onChange={(value) => value.length > 0 && set({ keys: listingKeys.filter((key) => value.includes(key)) })}
          />
          <Select
            label={t('listing.completeIs')}
            allowDeselect={false}
            data={(['asked', 'always', 'never'] as const).map((value) => ({ value, label: t(`listing.completes.${value}`) }))}
            value={template.complete}
            onChange={(value) => value !== null && set({ complete: value })}
          />
          <MultiSelect
            label={t('listing.holds')}
            data={listingStates.filter((state) => state !== 'gone').map((value) => ({ value, label: t(`listing.states.${value}`) }))}
            value={template.holds}
            onChange={(value) => set({ holds: listingStates.filter((state) => value.includes(state)) })}
          />
          <Select
            label={t('listing.days')}
            allowDeselect={false}
            data={[...dayForms]}
            value={template.days}
            onChange={(value) => value !== null && set({ days: value })}
          />
          <Select
            label={t('listing.blank')}
            allowDeselect={false}
            data={(['empty', 'nothing'] as const).map((value) => ({ value, label: t(`listing.blanks.${value}`) }))}
            value={template.blank}
            onChange={(value) => value !== null && set({ blank: value })}
          />
        </SimpleGrid>
        <Out template={template} onChange={setTemplate} />
        <ErrorNote failure={save.failure} onClose={save.clear} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={name.trim() === ''} loading={save.busy} onClick={() => void keep()}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const Titled = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <Text fw={600} size="sm" mb={4}>
      {title}
    </Text>
    {children}
  </div>
)

const Columns = ({ edited: { inspected }, template, onChange }: Part & { edited: Edited }) => {
  const { t } = useTranslation()
  const profile = useLoad('profile.get', {}).value?.profile ?? null
  const { groups } = useFieldOptions(profile)
  const own = listingColumns.map((value) => ({ value, label: t(`listing.fields.${value.slice('meta.'.length) as 'status'}`) }))
  const data = [{ group: t('listing.ofPlatform'), items: own }, ...groups]
  const { mapping } = template
  return (
    <Titled title={t('listing.columns')}>
      <ScrollArea.Autosize mah={300} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('listing.columns') }}>
        <Table className="mulu-table" layout="fixed" stickyHeader aria-label={t('listing.columns')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={56}>{t('listing.column')}</Table.Th>
              <Table.Th w="26%">{t('listing.header')}</Table.Th>
              <Table.Th>{t('listing.samples')}</Table.Th>
              <Table.Th w={260}>{t('listing.field')}</Table.Th>
              <Table.Th w={90} aria-label={t('catalogue.import.confidence')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {mapping.columns.map(({ column, header, field }, index) => (
              <Table.Tr key={column}>
                <Table.Td c="dimmed">{columnName(column)}</Table.Td>
                <Table.Td className="mulu-ellipsis" title={header}>
                  {header}
                </Table.Td>
                <Table.Td className="mulu-ellipsis">{samplesOf(inspected.preview, mapping, column).join('｜')}</Table.Td>
                <Table.Td>
                  <Select
                    aria-label={`${columnName(column)} ${header}：${t('listing.field')}`}
                    placeholder={t('listing.ignore')}
                    searchable
                    clearable
                    size="xs"
                    value={field === '' ? null : field}
                    data={data}
                    onChange={(value) => onChange(withColumn(template, column, value ?? ''))}
                  />
                </Table.Td>
                <Table.Td>
                  {field !== '' && inspected.known === null && (
                    <Badge size="sm" color={(inspected.confidence[index] ?? 0) >= sureFrom ? 'green' : 'orange'}>
                      {t((inspected.confidence[index] ?? 0) >= sureFrom ? 'catalogue.import.sure' : 'catalogue.import.unsure')}
                    </Badge>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Titled>
  )
}

const itemParts = Object.keys(emptyItem('')).filter((field) => field !== 'id')

const Items = ({ template, onChange }: Part) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { items } = template
  return (
    <Titled title={`${t('listing.items')} · ${t(`listing.itemsAs.${items.as}`)}`}>
      {items.as === 'rows' && (
        <Checkbox
          label={t('listing.repeat')}
          checked={items.repeat}
          onChange={(event) => onChange({ ...template, items: { as: 'rows', repeat: event.currentTarget.checked } })}
        />
      )}
      {items.as === 'cell' && (
        <Group align="flex-end">
          <TextInput
            w={120}
            label={t('listing.between')}
            maxLength={3}
            value={items.between}
            onChange={(event) => event.currentTarget.value !== '' && onChange({ ...template, items: { ...items, between: event.currentTarget.value } })}
          />
          <MultiSelect
            flex={1}
            label={t('listing.parts')}
            data={itemParts.map((value) => ({ value, label: labelOf(`items.${value}`)[language] }))}
            value={items.parts}
            onChange={(value) => value.length > 0 && onChange({ ...template, items: { ...items, parts: value } })}
          />
          <TextInput
            w={150}
            label={t('listing.within')}
            maxLength={3}
            value={items.within}
            onChange={(event) => event.currentTarget.value !== '' && onChange({ ...template, items: { ...items, within: event.currentTarget.value } })}
          />
        </Group>
      )}
    </Titled>
  )
}

const Statuses = ({ template, statusWords, onChange }: Part & { statusWords: readonly string[] }) => {
  const { t } = useTranslation()
  const [word, setWord] = useState('')
  if (!template.mapping.columns.some(({ field }) => field === 'meta.status')) return null
  const words = [...new Set([...Object.keys(template.status), ...statusWords])]
  const set = (name: string, value: string | null) => {
    const { [name]: _gone, ...rest } = template.status
    const state = listingStates.find((each) => each === value)
    onChange({ ...template, status: state === undefined ? rest : { ...rest, [name]: state } })
  }
  return (
    <Titled title={t('listing.status')}>
      <SimpleGrid cols={4} spacing="xs">
        {words.map((name) => (
          <Select
            key={name}
            label={name}
            size="xs"
            clearable
            placeholder={t('catalogue.form.choose')}
            data={listingStates.map((value) => ({ value, label: t(`listing.states.${value}`) }))}
            value={template.status[name] ?? null}
            onChange={(value) => set(name, value)}
          />
        ))}
        <Group align="flex-end" gap={4} wrap="nowrap">
          <TextInput flex={1} size="xs" label={t('listing.word')} value={word} onChange={(event) => setWord(event.currentTarget.value)} />
          <Button
            size="xs"
            variant="default"
            disabled={word.trim() === ''}
            onClick={() => {
              set(word.trim(), 'draft')
              setWord('')
            }}
          >
            {t('listing.addWord')}
          </Button>
        </Group>
      </SimpleGrid>
    </Titled>
  )
}

const Words = ({ template, onChange }: Part) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const fed = new Set(template.mapping.columns.map(({ field }) => field))
  const asked = [...new Set([...wordedFields.filter((path) => fed.has(path)), ...Object.keys(template.words)])]
  if (asked.length === 0) return null
  return (
    <Titled title={t('listing.words')}>
      <Text size="xs" c="dimmed" mb={4}>
        {t('listing.wordsHint')}
      </Text>
      <SimpleGrid cols={3} spacing="sm">
        {asked.map((path) => (
          <WordsField
            key={path}
            label={labelOf(path.split('.').at(-1) ?? path)[language]}
            words={template.words[path]}
            onChange={(words) => {
              const { [path]: _gone, ...rest } = template.words
              onChange({ ...template, words: Object.keys(words).length === 0 ? rest : { ...rest, [path]: words } })
            }}
          />
        ))}
      </SimpleGrid>
    </Titled>
  )
}

type WordsProps = { label: string; words: Readonly<Record<string, string>> | undefined; onChange: (words: Record<string, string>) => void }

/** What is typed stays as typed; what it says is read with every stroke. */
const WordsField = ({ label, words, onChange }: WordsProps) => {
  const [text, setText] = useState(() => wordsText(words))
  return (
    <Textarea
      label={label}
      autosize
      minRows={2}
      maxRows={6}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(readWords(event.currentTarget.value))
      }}
    />
  )
}

const Out = ({ template, onChange }: Part) => {
  const { t } = useTranslation()
  const { out } = template
  const hasAction = template.mapping.columns.some(({ field }) => field === 'meta.action')
  const set = (next: Partial<ListingTemplate['out']>) => onChange({ ...template, out: { ...out, ...next } })
  return (
    <Titled title={t('listing.deletions')}>
      <Group align="flex-end">
        <Select
          aria-label={t('listing.deletions')}
          w={200}
          allowDeselect={false}
          data={(['rows', 'sheet', 'none'] as const).map((value) => ({
            value,
            label: t(`listing.deletionsAs.${value}`),
            disabled: value === 'rows' && !hasAction,
          }))}
          value={out.deletions.as}
          onChange={(value) =>
            set({ deletions: value === 'sheet' ? { as: 'sheet', sheet: '撤销', firstDataRow: template.mapping.firstDataRow } : { as: value ?? 'none' } })
          }
        />
        {out.deletions.as === 'sheet' && (
          <>
            <TextInput
              w={200}
              label={t('listing.deletionsSheet')}
              value={out.deletions.sheet}
              onChange={(event) =>
                event.currentTarget.value !== '' && out.deletions.as === 'sheet' && set({ deletions: { ...out.deletions, sheet: event.currentTarget.value } })
              }
            />
            <NumberInput
              w={120}
              label={t('listing.deletionsRow')}
              min={2}
              value={out.deletions.firstDataRow}
              onChange={(value) =>
                typeof value === 'number' && value >= 2 && out.deletions.as === 'sheet' && set({ deletions: { ...out.deletions, firstDataRow: value } })
              }
            />
          </>
        )}
        {hasAction &&
          (['added', 'changed', 'deleted'] as const).map((what) => (
            <TextInput
              key={what}
              w={130}
              label={`${t('listing.fields.action')} · ${t(`listing.${what}`)}`}
              maxLength={40}
              value={out[what]}
              onChange={(event) => set({ [what]: event.currentTarget.value })}
            />
          ))}
      </Group>
    </Titled>
  )
}
