import { Alert, Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Secrets } from '../../shared/contract/define.ts'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../app/use-call.ts'
import { useLoad } from '../app/use-load.ts'
import { callOf } from '../cases/calls.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { TwoPersonDialog } from '../components/TwoPersonDialog.tsx'
import { toastDone } from '../components/toast.tsx'
import { Part } from './Part.tsx'

type SealedFile = Output<'case.sealed'>['files'][number]

/** Files of which number and day are left (practice L2), and the way back: a ruling and two people. Nothing where none is sealed. */
export const SealedCases = () => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('case.sealed', {}, ['case'])
  const [lifting, setLifting] = useState<SealedFile | null>(null)
  if (value?.files.length === 0) return null
  return (
    <Part title={t('vault.sealedCases.title')} about={t('vault.sealedCases.about')}>
      <ErrorNote failure={failure} onRetry={reload} />
      <Table className="mulu-table" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('cases.seal.number')}</Table.Th>
            <Table.Th>{t('vault.sealedCases.kind')}</Table.Th>
            <Table.Th>{t('vault.sealedCases.on')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {value?.files.map((file) => (
            <Table.Tr key={file.id}>
              <Table.Td className="mulu-mono">{file.number}</Table.Td>
              <Table.Td>{t(`cases.kinds.${file.kind}`)}</Table.Td>
              <Table.Td>{file.on}</Table.Td>
              <Table.Td ta="right">
                <Button size="compact-sm" variant="default" aria-label={`${t('vault.sealedCases.do')} ${file.number}`} onClick={() => setLifting(file)}>
                  {t('vault.sealedCases.do')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {lifting !== null && <LiftDialog file={lifting} onClose={() => setLifting(null)} />}
    </Part>
  )
}

const LiftDialog = ({ file: { id, kind, number }, onClose }: { file: SealedFile; onClose(): void }) => {
  const { t } = useTranslation()
  const [ruling, setRuling] = useState('')
  const [asking, setAsking] = useState(false)
  const unseal = useCall(callOf(kind, 'unseal'))
  const run = async (second: NonNullable<Secrets['with']>) => {
    if ((await unseal.run({ id, ruling: ruling.trim() }, { with: second })) === null) return
    toastDone(t('vault.sealedCases.done', { number }))
    onClose()
  }
  const title = t('vault.sealedCases.doTitle', { number })
  if (asking) {
    return (
      <TwoPersonDialog
        opened
        title={title}
        confirmLabel={t('vault.sealedCases.confirm')}
        busy={unseal.busy}
        failure={unseal.failure}
        onConfirm={(second) => void run(second)}
        onCancel={onClose}
      >
        <Text size="sm">{t('vault.sealedCases.warning')}</Text>
      </TwoPersonDialog>
    )
  }
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ruling.trim() !== '') setAsking(true)
        }}
      >
        <Stack gap="sm">
          <Alert color="orange" p="xs">
            {t('vault.sealedCases.warning')}
          </Alert>
          <TextInput
            label={t('vault.sealedCases.ruling')}
            description={t('vault.sealedCases.rulingHint')}
            value={ruling}
            onChange={(event) => setRuling(event.currentTarget.value)}
            maxLength={100}
            required
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={ruling.trim() === ''}>
              {t('common.next')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
