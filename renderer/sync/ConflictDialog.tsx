import { Button, Group, Modal, Radio, Skeleton, Stack, Table, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { changeLabel, valueText } from '../../shared/field-words.ts'
import { useLanguage } from '../app/language.ts'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { ChangeList } from '../catalogue/history/ChangeList.tsx'
import { WordDiff } from '../catalogue/history/WordDiff.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { toastDone } from '../components/toast.tsx'

type Overlap = Output<'conflict.get'>['overlaps'][number]
type Choice = { take: 'mine' | 'theirs' } | { take: 'value'; value: string }

const keyOf = ({ field, itemId }: Overlap): string => `${field} ${itemId ?? ''}`

/** Each place both sides changed: before, here, on the platform, and what is to stand. Nothing is chosen beforehand. */
export const ConflictDialog = ({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { value, failure, reload } = useLoad('conflict.get', { id })
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map())
  const resolve = useCall('conflict.resolve')
  const words = { language, yes: t('common.yes'), no: t('common.no') }
  const overlaps = value?.overlaps ?? []
  const left = overlaps.filter((overlap) => !chosen.has(keyOf(overlap))).length
  const choose = (overlap: Overlap, choice: Choice) => setChosen(new Map(chosen).set(keyOf(overlap), choice))
  const text = (field: string, side: unknown): string =>
    field === 'entry' ? t(side === null ? 'sync.deleted' : 'sync.kept') : valueText(field, side, words) || t('catalogue.stale.empty')
  const save = async () => {
    if (value === null) return
    const decisions = overlaps.flatMap((overlap) => {
      const choice = chosen.get(keyOf(overlap))
      return choice === undefined ? [] : [{ field: overlap.field, ...(overlap.itemId === undefined ? {} : { itemId: overlap.itemId }), ...choice }]
    })
    const done = await resolve.run({ id, version: value.version, decisions })
    // Somebody wrote on meanwhile: what is shown is read again, nothing of the choice is lost.
    if (done === null) return reload()
    toastDone(t('sync.saved'))
    onDone()
    onClose()
  }
  const merged = value === null ? [] : [...value.onlyMine, ...value.onlyTheirs]
  return (
    <Modal
      opened
      onClose={onClose}
      size={1100}
      title={t('sync.resolveTitle', { title: value?.conflict.title ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <ErrorNote failure={failure} onRetry={reload} />
        <ErrorNote failure={resolve.failure} onClose={resolve.clear} />
        {value === null ? (
          <Skeleton h={160} aria-label={t('common.loading')} />
        ) : (
          <Table layout="fixed" verticalSpacing={6} aria-label={t('sync.conflicts')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={130}>{t('sync.fields')}</Table.Th>
                <Table.Th>{t('sync.base')}</Table.Th>
                <Table.Th>{t('sync.mine')}</Table.Th>
                <Table.Th>{t('sync.theirs')}</Table.Th>
                <Table.Th>{t('sync.result')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {overlaps.map((overlap) => {
                const { field, itemName, base, mine, theirs } = overlap
                const name = `${itemName === undefined || itemName === '' ? '' : `${itemName} `}${field === 'entry' ? t('sync.existence') : changeLabel(field, language)}`
                const choice = chosen.get(keyOf(overlap))
                const before = field === 'entry' ? '' : valueText(field, base, words)
                const side = (value: unknown) => (field === 'entry' ? text(field, value) : <WordDiff from={before} to={valueText(field, value, words)} />)
                return (
                  <Table.Tr key={keyOf(overlap)}>
                    <Table.Th scope="row">{name}</Table.Th>
                    <Table.Td>{field === 'entry' ? '' : text(field, base)}</Table.Td>
                    {(['mine', 'theirs'] as const).map((take) => (
                      <Table.Td key={take}>
                        <Radio
                          name={keyOf(overlap)}
                          aria-label={`${name} ${t(take === 'mine' ? 'sync.useMine' : 'sync.useTheirs')}`}
                          label={t(take === 'mine' ? 'sync.useMine' : 'sync.useTheirs')}
                          checked={choice?.take === take}
                          onChange={() => choose(overlap, { take })}
                        />
                        {side(overlap[take])}
                      </Table.Td>
                    ))}
                    <Table.Td>
                      {typeof mine === 'string' && typeof theirs === 'string' ? (
                        <Textarea
                          aria-label={`${name} ${t('sync.other')}`}
                          placeholder={t('sync.other')}
                          autosize
                          maxRows={8}
                          value={choice === undefined ? '' : choice.take === 'value' ? choice.value : choice.take === 'mine' ? mine : theirs}
                          onChange={(event) => choose(overlap, { take: 'value', value: event.currentTarget.value })}
                        />
                      ) : (
                        choice !== undefined && choice.take !== 'value' && text(field, overlap[choice.take])
                      )}
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        )}
        {merged.length > 0 && (
          <div>
            <Text size="sm">{t('sync.merged')}</Text>
            <ChangeList changes={merged} />
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          {left > 0 && (
            <Text size="sm" c="dimmed" role="status">
              {t('sync.undecided', { count: left })}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={left > 0 || value === null} loading={resolve.busy} onClick={() => void save()}>
            {t('sync.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
