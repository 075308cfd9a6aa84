import { useTranslation } from 'react-i18next'
import { useSession } from '../app/session.tsx'
import { ChangePassphraseForm } from '../components/ChangePassphraseForm.tsx'
import { Part } from './Part.tsx'

export const ChangePassphrase = () => {
  const { t } = useTranslation()
  const { user } = useSession()
  return (
    <Part title={t('vault.passphrase.title')} about={t('vault.passphrase.about')}>
      <ChangePassphraseForm user={user.name} />
    </Part>
  )
}
