import { Group, Kbd, Modal, Stack, Table, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { shortcuts } from './shortcuts.ts'

const groups = ['general', 'navigation', 'catalogue'] as const

export const ShortcutsDialog = ({ opened, onClose }: { opened: boolean; onClose(): void }) => {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.shortcuts')}>
      <Stack gap="sm">
        {groups.map((group) => (
          <Table key={group} captionSide="top" withRowBorders={false} verticalSpacing={3}>
            <Table.Caption ta="left" mt={0}>
              {t(`shell.keys.${group}`)}
            </Table.Caption>
            <Table.Tbody>
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map(({ name, keys }) => (
                  <Table.Tr key={name}>
                    <Table.Td w={150}>
                      <Group gap={4} wrap="nowrap">
                        {keys.map((key, at) => (
                          <Fragment key={key}>
                            {at > 0 && '+'}
                            <Kbd size="xs">{key}</Kbd>
                          </Fragment>
                        ))}
                      </Group>
                    </Table.Td>
                    <Table.Td>{t(`shell.keys.${name}`)}</Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        ))}
        <Text size="2xs" c="dimmed">
          {t('shell.shortcutsHint')}
        </Text>
      </Stack>
    </Modal>
  )
}
