import { Badge, Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryContent, EntryField } from '../../../shared/catalogue.ts'
import { valueText } from '../../../shared/field-words.ts'
import { useLanguage } from '../../app/language.ts'
import { formatMoment } from '../../components/moments.ts'
import styles from './entry.module.css'
import { useLabel } from './fields.tsx'
import { compareEdits } from './patch.ts'
import type { Newer } from './use-save.ts'

type Side = 'mine' | 'theirs'

type Props = {
  base: EntryContent
  baseVersion: number
  mine: EntryContent
  newer: Newer
  busy: boolean
  onSave(chosen: ReadonlyMap<EntryField, Side>): void
  onClose(): void
}

/** Two edits of one version side by side, field by field; nothing is chosen beforehand where both changed it. */
export const StaleDialog = ({ base, baseVersion, mine, newer, busy, onSave, onClose }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const label = useLabel()
  const [chosen, setChosen] = useState<ReadonlyMap<EntryField, Side>>(new Map())
  const { entry } = newer
  const rows = useMemo(() => compareEdits(base, mine, entry.content), [base, mine, entry.content])
  const both = rows.filter(({ by }) => by === 'both')
  const left = both.filter(({ field }) => !chosen.has(field)).length
  const words = { language, yes: t('common.yes'), no: t('common.no') }
  const text = (field: EntryField, content: EntryContent) => valueText(field, content[field], words) || t('catalogue.stale.empty')
  const author = entry.updatedBy
  const chooseAll = (side: Side) => setChosen(new Map(both.map(({ field }) => [field, side])))
  return (
    <Modal opened onClose={onClose} size={980} title={t('catalogue.stale.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('catalogue.stale.text', { base: baseVersion, author, version: entry.version, at: formatMoment(entry.updatedAt) })}</Text>
        {rows.length === 0 ? (
          <Text size="sm">{t('catalogue.stale.same')}</Text>
        ) : (
          <Table layout="fixed" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={130}>{t('catalogue.stale.field')}</Table.Th>
                <Table.Th>{t('catalogue.stale.theirs', { author, version: entry.version })}</Table.Th>
                <Table.Th>{t('catalogue.stale.mine')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ field, by }) => {
                const side = by === 'both' ? (chosen.get(field) ?? null) : by
                const choose = (value: Side, name: string) =>
                  by === 'both' ? (
                    <Radio
                      name={`stale-${field}`}
                      aria-label={`${label(field)}：${name}`}
                      label={name}
                      checked={side === value}
                      onChange={() => setChosen(new Map(chosen).set(field, value))}
                    />
                  ) : (
                    side === value && <Badge size="sm">{t('catalogue.stale.taken')}</Badge>
                  )
                return (
                  <Table.Tr key={field}>
                    <Table.Td>
                      {label(field)}
                      <Text size="2xs" c="dimmed">
                        {t(by === 'both' ? 'catalogue.stale.both' : by === 'mine' ? 'catalogue.stale.onlyMine' : 'catalogue.stale.onlyTheirs')}
                      </Text>
                    </Table.Td>
                    <Table.Td className={styles.side} data-chosen={side === 'theirs' || undefined}>
                      {choose('theirs', t('catalogue.stale.useTheirs'))}
                      <div className={styles.sideText}>{text(field, entry.content)}</div>
                    </Table.Td>
                    <Table.Td className={styles.side} data-chosen={side === 'mine' || undefined}>
                      {choose('mine', t('catalogue.stale.useMine'))}
                      <div className={styles.sideText}>{text(field, mine)}</div>
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        )}
        <Group justify="space-between">
          <Group gap="xs">
            {both.length > 1 && (
              <>
                <Button size="compact-sm" variant="default" onClick={() => chooseAll('theirs')}>
                  {t('catalogue.stale.allTheirs')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => chooseAll('mine')}>
                  {t('catalogue.stale.allMine')}
                </Button>
              </>
            )}
          </Group>
          <Group gap="xs">
            {left > 0 && (
              <Text size="sm" c="dimmed" role="status">
                {t('catalogue.stale.left', { count: left })}
              </Text>
            )}
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button disabled={left > 0} loading={busy} onClick={() => onSave(chosen)}>
              {rows.length === 0 ? t('common.ok') : t('catalogue.stale.save')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}
