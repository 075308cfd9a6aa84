import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconDownload, IconFileImport, IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/api-context.tsx'
import { useCall } from '../../app/use-call.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import type { Import } from './use-import.ts'

/** Choose a file, or take the empty template to fill in. A file that carries a mark ends here. */
export const FileStep = ({ flow }: { flow: Import }) => {
  const { t } = useTranslation()
  const marks = flow.inspection?.secrecyMarks ?? []
  if (marks.length > 0 || flow.inspect.failure?.code === 'secrecy.marked') {
    return (
      <Stack gap="sm" maw={640}>
        <Alert color="red" icon={<IconHandStop size={18} aria-hidden />} role="alert" title={t('catalogue.import.marked')}>
          <Text size="sm">{t('catalogue.import.markedText')}</Text>
          <List size="sm" mt="xs">
            {marks.slice(0, 20).map(({ sheet, row, column, mark }) => (
              <List.Item
                key={`${sheet} ${row} ${column}`}
              >{`${sheet === '' ? '' : `${sheet} · `}${t('catalogue.import.markedLine', { row, column: column + 1, mark })}`}</List.Item>
            ))}
          </List>
        </Alert>
        {marks.length === 0 && <ErrorNote failure={flow.inspect.failure} />}
        <Group>
          <Button variant="default" onClick={flow.restart}>
            {t('catalogue.secrecy.understood')}
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack gap="sm">
      <ErrorNote failure={flow.inspect.failure} onClose={flow.inspect.clear} />
      <EmptyState
        icon={<IconFileImport size={32} stroke={1.3} />}
        title={t('catalogue.import.choose')}
        actions={
          <Group gap="xs">
            <Button onClick={() => void flow.choose()} data-autofocus>
              {t('catalogue.import.choose')}
            </Button>
            <TemplateButton />
          </Group>
        }
      >
        {t('catalogue.import.chooseHint')}
      </EmptyState>
    </Stack>
  )
}

const TemplateButton = () => {
  const { t } = useTranslation()
  const api = useApi()
  const write = useCall('catalogue.template')
  const save = async () => {
    const place = await api.files.save({
      title: t('catalogue.import.template'),
      name: t('catalogue.import.templateName'),
      kinds: [{ label: 'xlsx', extensions: ['xlsx'] }],
    })
    if (place === null) return
    const done = await write.run({ file: place.handle })
    if (done !== null) toastDone(t('catalogue.import.templateSaved'))
  }
  return (
    <>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={write.busy} onClick={() => void save()}>
        {t('catalogue.import.template')}
      </Button>
      <ErrorNote failure={write.failure} onClose={write.clear} />
    </>
  )
}
