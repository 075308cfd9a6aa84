import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../../app/use-call.ts'
import { WithKey } from '../../../signing/sign/WithKey.tsx'
import type { Submission } from '../../words.ts'
import { SignShown } from './SignShown.tsx'

type Props = { one: Submission; as: 'preparer' | 'reviewer'; onClose(): void }

/** Signing by key: everything is shown, read to its end, confirmed, and only then the passphrase is asked for. */
export const SignSubmission = ({ one, as, onClose }: Props) => {
  const { t } = useTranslation()
  const sign = useCall('submission.sign')
  const title = t('submissions.sign.title', { as: t(`submissions.as.${as}`) })
  return (
    <Modal opened onClose={onClose} title={title} size={1080} closeOnClickOutside={false} yOffset={24}>
      <WithKey busy={sign.busy} onClose={onClose}>
        {(keyId) => <SignShown key={keyId} keyId={keyId} one={one} as={as} sign={sign} onClose={onClose} />}
      </WithKey>
    </Modal>
  )
}
