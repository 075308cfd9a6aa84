import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Session } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { ChangePassphraseForm } from '../components/ChangePassphraseForm.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Frame } from './Frame.tsx'

/** The vault is open, but the core answers nothing until a passphrase that somebody else set has been changed. */
export const GivenPassphrasePage = ({ session: { user } }: { session: Session }) => {
  const { t } = useTranslation()
  const lock = useCall('vault.lock')
  return (
    <Frame title={t('lock.given.title')}>
      <Text size="sm">{t('lock.given.about', { name: user.fullName || user.name })}</Text>
      <ChangePassphraseForm user={user.name}>
        <Button variant="default" onClick={() => void lock.run({})} loading={lock.busy}>
          {t('lock.given.later')}
        </Button>
      </ChangePassphraseForm>
      <ErrorNote failure={lock.failure} />
    </Frame>
  )
}
