import { Alert, Anchor, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import type { Status } from '../app/use-status.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PassphraseField } from '../components/PassphraseField.tsx'
import { Frame } from './Frame.tsx'
import { ResetDialog } from './ResetDialog.tsx'
import { useCountdown } from './use-countdown.ts'

type Props = { status: Status; why: 'user' | 'idle' | 'suspend' | 'closed' | 'damaged' | null; onRestore(): void; onFailed(): void }

/** Who opens the vault, and with what. */
export const LockPage = ({ status, why, onRestore, onFailed }: Props) => {
  const { t } = useTranslation()
  const [user, setUser] = useState<string | null>(status.users.length === 1 ? (status.users[0]?.name ?? null) : null)
  const [passphrase, setPassphrase] = useState('')
  const [resetting, setResetting] = useState(false)
  const secret = useRef<HTMLInputElement>(null)
  const unlock = useCall('vault.unlock')
  const slowed = unlock.failure?.code === 'vault.slowed' ? Number(unlock.failure.params.seconds) * 1000 : null
  const holder = status.users.find(({ name }) => name === user)
  const wait = useCountdown(slowed ?? holder?.waitMs ?? 0, unlock.failure ?? holder)
  const keychain = holder?.keychain === true

  const failed = unlock.failure
  const damagedLog = failed?.code === 'vault.damaged' && String(failed.params.what).endsWith('-wal')

  const open = async (by: 'passphrase' | 'keychain', salvage = false) => {
    if (user === null) return
    const opened = await unlock.run({ user, by, salvage }, by === 'passphrase' ? { passphrase } : {})
    if (opened === null) onFailed()
  }
  // A wrong passphrase is typed anew; one that opened onto damage is needed again for what can be saved.
  useEffect(() => {
    if (failed !== null && failed.code !== 'vault.damaged') setPassphrase('')
  }, [failed])

  return (
    <Frame title={t('lock.title')}>
      {why !== null && (
        <Text size="sm" c="dimmed" role="status">
          {t(`lock.why.${why}`)}
        </Text>
      )}
      {status.detail !== null && status.detail !== '' && (
        <Alert color="orange" p="xs">
          <span title={status.detail}>{t('lock.spare')}</span>
        </Alert>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void open('passphrase')
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('lock.user')}
            placeholder={t('lock.userPick')}
            data={status.users.map(({ name }) => name)}
            value={user}
            onChange={(chosen) => {
              setUser(chosen)
              secret.current?.focus()
            }}
            searchable={status.users.length > 8}
            allowDeselect={false}
            maxDropdownHeight={280}
            size="sm"
            autoFocus={user === null}
          />
          <PassphraseField
            label={t('lock.passphrase')}
            ref={secret}
            value={passphrase}
            onChange={setPassphrase}
            size="sm"
            autoFocus={user !== null}
            autoComplete="current-password"
            disabled={wait > 0 || unlock.busy}
          />
          {wait > 0 ? (
            <Text size="sm" role="timer" c="var(--mulu-warning)">
              {t('lock.wait', { seconds: wait })}
              <br />
              {t('lock.waitHint')}
            </Text>
          ) : (
            <ErrorNote failure={slowed === null ? failed : null} />
          )}
          <Button type="submit" size="sm" loading={unlock.busy} disabled={user === null || passphrase === '' || wait > 0}>
            {t('lock.unlock')}
          </Button>
          {damagedLog && (
            <Alert color="orange" title={t('lock.salvage.title')}>
              <Text size="sm" mb="xs">
                {t('lock.salvage.about')}
              </Text>
              <Button variant="default" onClick={() => void open('passphrase', true)} disabled={passphrase === '' || unlock.busy}>
                {t('lock.salvage.do')}
              </Button>
            </Alert>
          )}
          {unlock.busy && (
            <Text size="2xs" c="dimmed" ta="center" role="status">
              {t('lock.unlocking')}
            </Text>
          )}
          {keychain && (
            <Button variant="default" size="sm" leftSection={<IconKey size={16} aria-hidden />} onClick={() => void open('keychain')} disabled={unlock.busy}>
              {t('lock.keychain')}
            </Button>
          )}
        </Stack>
      </form>
      <Group justify="space-between">
        <Anchor component="button" type="button" size="xs" onClick={() => setResetting(true)}>
          {t('lock.forgot')}
        </Anchor>
        <Anchor component="button" type="button" size="xs" onClick={onRestore}>
          {t('lock.restore')}
        </Anchor>
      </Group>
      <ResetDialog opened={resetting} users={status.users.map(({ name }) => name)} user={user} onClose={() => setResetting(false)} />
    </Frame>
  )
}
