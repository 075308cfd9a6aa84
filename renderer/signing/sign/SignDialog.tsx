import { Button, Checkbox, Group, Modal, Select, Skeleton, Stack, Text } from '@mantine/core'
import { IconWritingSign } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../app/route.ts'
import { useSession } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { PassphraseField } from '../../components/PassphraseField.tsx'
import classes from '../signing.module.css'
import { ReadToEnd } from './ReadToEnd.tsx'
import { ShownText } from './ShownText.tsx'
import { SignerFacts } from './SignerFacts.tsx'
import type { Prepared, Signing } from './types.ts'

type Props = { title: string; signing: Signing; onClose(): void }

/**
 * The one way anything is signed on screen: all of it is shown, read to its end, confirmed, and only then the passphrase is
 * asked for. What is signed is named by the digest of what was shown; what changed meanwhile is refused and shown anew.
 */
export const SignDialog = ({ title, signing, onClose }: Props) => (
  <Modal opened onClose={onClose} title={title} size={1080} closeOnClickOutside={false} yOffset={24}>
    <Keyed signing={signing} onClose={onClose} />
  </Modal>
)

/** With one key there is nothing to choose; without any, the way to one. */
const Keyed = ({ signing, onClose }: Omit<Props, 'title'>) => {
  const { t } = useTranslation()
  const { user } = useSession()
  const go = useGo()
  const { value, failure, reload } = useLoad('signing.keys', {}, ['vault'])
  const [chosen, setChosen] = useState<string | null>(null)
  const usable = value?.keys.filter((key) => key.user === user.name && key.retiredAt === null) ?? []
  const keyId = chosen ?? usable[0]?.id ?? null
  if (value === null) return failure === null ? <Skeleton h={200} aria-label={t('common.loading')} /> : <ErrorNote failure={failure} onRetry={reload} />
  if (keyId === null) {
    return (
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('signing.dialog.noKey')}</Text>
        <Button
          data-autofocus
          onClick={() => {
            onClose()
            go('signing', 'keys')
          }}
        >
          {t('signing.dialog.toKeys')}
        </Button>
      </Stack>
    )
  }
  return (
    <div className={classes.sheet}>
      {usable.length > 1 && (
        <Select
          label={t('signing.dialog.key')}
          data={usable.map(({ id, algorithm, fingerprint, certificates }) => ({
            value: id,
            label: [t(`signing.algorithms.${algorithm}.name`), fingerprint.slice(0, 8), certificates[0]?.subject ?? '']
              .filter((part) => part !== '')
              .join(' · '),
          }))}
          value={keyId}
          onChange={setChosen}
          allowDeselect={false}
          disabled={signing.signing}
        />
      )}
      <Shown key={keyId} keyId={keyId} signing={signing} onClose={onClose} />
    </div>
  )
}

const Shown = ({ keyId, signing, onClose }: { keyId: string } & Omit<Props, 'title'>) => {
  const { t } = useTranslation()
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  const [ended, setEnded] = useState(false)
  const [agreed, setAgreed] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const { prepare } = signing
  const show = useCallback(async () => {
    setPrepared(null)
    setEnded(false)
    setAgreed(false)
    setPassphrase('')
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
  const complete = ended && agreed && passphrase !== ''
  return (
    <>
      <SignerFacts prepared={prepared} />
      <ReadToEnd key={prepared.shown} label={t('signing.dialog.text')} onEnd={end}>
        <ShownText prepared={prepared} look={signing.look} />
      </ReadToEnd>
      <form
        className={classes.foot}
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) signing.sign(keyId, prepared.shown, passphrase)
        }}
      >
        <Group gap="md" align="center" wrap="nowrap">
          <Checkbox
            style={{ flex: 1 }}
            label={t('signing.dialog.read', { count: prepared.files.length })}
            description={t(ended ? 'signing.dialog.toEnd' : 'signing.dialog.scroll')}
            checked={agreed}
            disabled={!ended || signing.signing}
            onChange={(event) => setAgreed(event.currentTarget.checked)}
          />
          <PassphraseField
            w={260}
            aria-label={t('signing.dialog.passphrase')}
            placeholder={t('signing.dialog.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            disabled={!ended || !agreed || signing.signing}
          />
          <Button variant="default" onClick={onClose} disabled={signing.signing}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" leftSection={<IconWritingSign size={16} aria-hidden />} disabled={!complete} loading={signing.signing}>
            {t('signing.dialog.confirm')}
          </Button>
        </Group>
        <ErrorNote
          failure={signing.failure}
          {...(signing.failure?.code === 'signing.notShown' ? { onRetry: () => void show() } : { onClose: signing.clear })}
        />
      </form>
    </>
  )
}
