import { Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { SignFoot } from '../../components/SignFoot.tsx'
import { ReadToEnd } from './ReadToEnd.tsx'
import { ShownText } from './ShownText.tsx'
import { SignerFacts } from './SignerFacts.tsx'
import type { Prepared, Signing } from './types.ts'
import { WithKey } from './WithKey.tsx'

type Props = { title: string; signing: Signing; onClose(): void }

/**
 * The one way anything is signed on screen: all of it is shown, read to its end, confirmed, and only then the passphrase is
 * asked for. What is signed is named by the digest of what was shown; what changed meanwhile is refused and shown anew.
 */
export const SignDialog = ({ title, signing, onClose }: Props) => (
  <Modal opened onClose={onClose} title={title} size={1080} closeOnClickOutside={false} yOffset={24}>
    <WithKey busy={signing.signing} onClose={onClose}>
      {(keyId) => <Shown key={keyId} keyId={keyId} signing={signing} onClose={onClose} />}
    </WithKey>
  </Modal>
)

const Shown = ({ keyId, signing, onClose }: { keyId: string } & Omit<Props, 'title'>) => {
  const { t } = useTranslation()
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  const [ended, setEnded] = useState(false)
  const { prepare } = signing
  const show = useCallback(async () => {
    setPrepared(null)
    setEnded(false)
    setPrepared(await prepare(keyId))
  }, [prepare, keyId])
  useEffect(() => {
    void show()
  }, [show])
  const end = useCallback(() => setEnded(true), [])
  if (prepared === null) {
    return (
      <Stack gap="sm">
        <ErrorNote failure={signing.failure} onRetry={() => void show()} />
        {signing.preparing && (
          <>
            <Text size="sm" role="status">
              {t('signing.dialog.preparing')}
            </Text>
            <Skeleton h={260} aria-hidden />
          </>
        )}
      </Stack>
    )
  }
  return (
    <>
      <SignerFacts prepared={prepared} />
      <ReadToEnd key={prepared.shown} label={t('signing.dialog.text')} onEnd={end}>
        <ShownText prepared={prepared} look={signing.look} />
      </ReadToEnd>
      <SignFoot
        files={prepared.files.length}
        ended={ended}
        busy={signing.signing}
        failure={signing.failure}
        onShowAnew={signing.failure?.code === 'signing.notShown' ? () => void show() : null}
        onClear={signing.clear}
        onSign={(passphrase) => signing.sign(keyId, prepared.shown, passphrase)}
        onCancel={onClose}
      />
    </>
  )
}
