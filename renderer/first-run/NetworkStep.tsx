import { Alert, Button, List, SimpleGrid, Text } from '@mantine/core'
import { IconAlertOctagon } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../shared/contract.ts'
import { Choice } from './Choice.tsx'
import { Walk } from './Walk.tsx'

/** The networks a vault may stand on. */
export type Network = Exclude<NonNullable<Input<'vault.create'>['network']>, '涉密网络'>

const kinds = [
  ['政务外网', 'gov'],
  ['单位内部非涉密网', 'internal'],
  ['互联网', 'internet'],
] as const

type Props = { value: Network | null; onChange(value: Network | null): void; onBack(): void; onNext(): void }

/** Practice L11: a classified network is refused here, before anything is made. */
export const NetworkStep = ({ value, onChange, onBack, onNext }: Props) => {
  const { t } = useTranslation()
  const [classified, setClassified] = useState(false)
  return (
    <Walk
      step="network"
      title={t('firstRun.network.title')}
      about={t('firstRun.network.about')}
      footer={
        <>
          <Button variant="default" onClick={onBack}>
            {t('common.back')}
          </Button>
          <Button onClick={onNext} disabled={classified || value === null}>
            {t('common.next')}
          </Button>
        </>
      }
    >
      <SimpleGrid cols={2} spacing="sm" role="group" aria-label={t('firstRun.network.title')}>
        {kinds.map(([network, key]) => (
          <Choice
            key={network}
            title={t(`firstRun.network.kinds.${key}`)}
            chosen={!classified && value === network}
            onClick={() => {
              setClassified(false)
              onChange(network)
            }}
          />
        ))}
        <Choice
          title={t('firstRun.network.kinds.classified')}
          chosen={classified}
          onClick={() => {
            setClassified(true)
            onChange(null)
          }}
        />
      </SimpleGrid>
      {classified && (
        <Alert mt="md" color="red" role="alert" icon={<IconAlertOctagon aria-hidden />} title={t('firstRun.network.refusedTitle')}>
          <List size="sm" spacing={4}>
            <List.Item>{t('firstRun.network.refused.stop')}</List.Item>
            <List.Item>{t('firstRun.network.refused.call')}</List.Item>
          </List>
          <Text size="xs" mt="xs" c="dimmed">
            {t('firstRun.network.refused.law')}
          </Text>
        </Alert>
      )}
    </Walk>
  )
}
