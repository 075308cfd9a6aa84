import { Button, Code, Group, List, Spoiler, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Status } from '../app/use-status.ts'
import { Frame } from './Frame.tsx'

type Props = { status: Status & { state: 'inUse' | 'damaged' | 'newer' }; onRetry(): void; onRestore(): void }

/** A vault that can not be opened, each reason with its own way on. Nothing here deletes or begins anew. */
export const TroublePage = ({ status: { state, detail }, onRetry, onRestore }: Props) => {
  const { t } = useTranslation()
  return (
    <Frame title={t(`lock.state.${state}Title`)} width={520}>
      <Text>{t(`lock.state.${state}`)}</Text>
      {state === 'damaged' && (
        <List type="ordered" spacing={4}>
          <List.Item>{t('lock.state.damagedSteps.keep')}</List.Item>
          <List.Item>{t('lock.state.damagedSteps.tell')}</List.Item>
          <List.Item>{t('lock.state.damagedSteps.restore')}</List.Item>
        </List>
      )}
      {detail !== null && detail !== '' && (
        <Spoiler maxHeight={0} showLabel={t('lock.state.detail')} hideLabel={t('common.hide')}>
          <Code block>{detail}</Code>
        </Spoiler>
      )}
      <Group justify="flex-end" gap="xs">
        {state === 'damaged' && (
          <Button variant="default" onClick={onRestore}>
            {t('lock.restore')}
          </Button>
        )}
        <Button onClick={onRetry}>{t('common.retry')}</Button>
      </Group>
    </Frame>
  )
}
