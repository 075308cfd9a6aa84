import { Autocomplete, Button, Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import type { PickedFile } from '../../shared/files.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PassphraseField } from '../components/PassphraseField.tsx'
import { ProgressDialog } from '../components/ProgressDialog.tsx'
import { RecoveryCodeInput } from '../vault/RecoveryCodeInput.tsx'
import { emptyGroups, groupsState } from '../vault/recovery-input.ts'

type Props = {
  /** Users of the vault at hand, offered while typing; the backup's own may differ. */
  users: readonly string[]
  /** True when a vault stands here already: it is kept under another name. */
  replaces: boolean
  /** A backup of this folder, chosen from its list; without it a file is asked for. */
  backup?: string
  onDone(result: Output<'vault.restore'>): void
  onCancel(): void
}

/** A backup, and the proof that these people may restore it: passphrase with recovery sheet, or two people. */
export const RestoreForm = ({ users, replaces, backup, onDone, onCancel }: Props) => {
  const { t } = useTranslation()
  const [file, setFile] = useState<PickedFile | null>(null)
  const [user, setUser] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [proof, setProof] = useState<'recovery' | 'second'>('recovery')
  const [groups, setGroups] = useState(emptyGroups)
  const [secondUser, setSecondUser] = useState('')
  const [secondPassphrase, setSecondPassphrase] = useState('')
  const { pair } = usePunctuation()
  const pick = usePick()
  const restore = useCall('vault.restore')
  const { complete, code } = groupsState(groups)
  const proved = proof === 'recovery' ? complete : secondUser.trim() !== '' && secondPassphrase !== '' && secondUser.trim() !== user.trim()
  const ready = (backup !== undefined || file !== null) && user.trim() !== '' && passphrase !== '' && proved

  const choose = async () => {
    const chosen = await pick.open({ title: t('lock.restoring.file'), kinds: [{ label: t('lock.restoring.backupKind'), extensions: ['mulubackup'] }] })
    if (chosen !== null) setFile(chosen)
  }
  const submit = async () => {
    if (!ready) return
    const source = backup !== undefined ? { name: backup } : file !== null ? { file: file.handle } : {}
    const second = proof === 'recovery' ? { recoveryCode: code } : { with: { user: secondUser.trim(), passphrase: secondPassphrase } }
    const result = await restore.run({ user: user.trim(), ...source }, { passphrase, ...second })
    if (result !== null) onDone(result)
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('lock.restoring.about')}
          {replaces && ` ${t('lock.restoring.kept')}`}
        </Text>
        <Group gap="xs" wrap="nowrap">
          {backup === undefined ? (
            <>
              <Button variant="default" leftSection={<IconFile size={16} aria-hidden />} onClick={() => void choose()}>
                {t('lock.restoring.choose')}
              </Button>
              <Text size="sm" c={file === null ? 'dimmed' : 'var(--mantine-color-text)'} className="mulu-ellipsis" title={file?.name}>
                {file?.name ?? t('lock.restoring.notChosen')}
              </Text>
            </>
          ) : (
            <Text size="sm" className="mulu-ellipsis" title={backup}>
              {pair(t('lock.restoring.file'), backup)}
            </Text>
          )}
        </Group>
        <ErrorNote failure={pick.failure} />
        <SimpleGrid cols={2} spacing="sm">
          <Autocomplete label={t('lock.restoring.user')} data={[...users]} value={user} onChange={setUser} required />
          <PassphraseField label={t('lock.passphrase')} value={passphrase} onChange={setPassphrase} required />
        </SimpleGrid>
        <div>
          <Text size="xs" fw={500} id="restore-proof" mb={4}>
            {t('lock.restoring.proof')}
          </Text>
          <SegmentedControl
            aria-labelledby="restore-proof"
            value={proof}
            onChange={(value) => setProof(value === 'second' ? 'second' : 'recovery')}
            data={[
              { value: 'recovery', label: t('lock.restoring.byRecovery') },
              { value: 'second', label: t('lock.restoring.bySecond') },
            ]}
          />
        </div>
        {proof === 'recovery' ? (
          <RecoveryCodeInput value={groups} onChange={setGroups} />
        ) : (
          <SimpleGrid cols={2} spacing="sm">
            <Autocomplete label={t('lock.restoring.secondUser')} data={[...users]} value={secondUser} onChange={setSecondUser} required />
            <PassphraseField label={t('lock.restoring.secondPassphrase')} value={secondPassphrase} onChange={setSecondPassphrase} required />
          </SimpleGrid>
        )}
        <ErrorNote failure={restore.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={restore.busy}>
            {t('lock.restoring.do')}
          </Button>
        </Group>
      </Stack>
      <ProgressDialog
        opened={restore.busy}
        title={t('lock.restoring.working')}
        progress={restore.progress}
        cancelling={restore.cancelling}
        onCancel={restore.cancel}
      />
    </form>
  )
}
