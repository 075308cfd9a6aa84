import { Anchor, Button, Group, Popover, Text } from '@mantine/core'
import { IconDeviceFloppy, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { EntryField } from '../../../shared/catalogue.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import styles from './entry.module.css'
import { useLabel } from './fields.tsx'

type Props = {
  isNew: boolean
  changed: readonly EntryField[]
  busy: boolean
  onSave(): void
  onDiscard(): void
}

/** What is not saved yet, in the fields' names, with save and discard; and where the secrecy answer stands. */
export const SaveBar = ({ isNew, changed, busy, onSave, onDiscard }: Props) => {
  const { t } = useTranslation()
  const label = useLabel()
  const { list } = usePunctuation()
  const dirty = isNew || changed.length > 0
  const names = list(changed.slice(0, 3).map(label))
  return (
    <div className={styles.foot}>
      <Group gap={6} wrap="nowrap" c="dimmed">
        <IconShieldCheck size={15} aria-hidden />
        {isNew ? (
          t('catalogue.entry.secrecyLineNew')
        ) : (
          <>
            {t('catalogue.entry.secrecyLine')}
            <Popover width={300} shadow="md">
              <Popover.Target>
                <Anchor component="button" type="button" size="2xs">
                  {t('catalogue.entry.secrecyDoubt')}
                </Anchor>
              </Popover.Target>
              <Popover.Dropdown>
                <Text size="sm">{t('catalogue.secrecy.standing')}</Text>
              </Popover.Dropdown>
            </Popover>
          </>
        )}
      </Group>
      <span className="mulu-ellipsis" style={{ flex: 1, textAlign: 'right' }} role="status" title={list(changed.map(label))}>
        {changed.length === 0
          ? isNew
            ? ''
            : t('catalogue.entry.unchanged')
          : t('catalogue.entry.unsaved', { fields: changed.length > 3 ? t('catalogue.entry.unsavedMore', { fields: names, count: changed.length }) : names })}
      </span>
      <Group gap="xs" wrap="nowrap">
        <Button variant="default" disabled={!dirty || busy} onClick={onDiscard}>
          {t('catalogue.entry.discard')}
        </Button>
        <Button disabled={!dirty} loading={busy} leftSection={<IconDeviceFloppy size={16} aria-hidden />} title="Ctrl+S" onClick={onSave}>
          {t('catalogue.entry.save')}
        </Button>
      </Group>
    </div>
  )
}
