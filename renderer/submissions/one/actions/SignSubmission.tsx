import { Button, Modal, Select, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../../app/route.ts'
import { useSession } from '../../../app/session.tsx'
import { useLoad } from '../../../app/use-load.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import classes from '../../../signing/signing.module.css'
import type { Submission } from '../../words.ts'
import { SignShown } from './SignShown.tsx'

type Props = { one: Submission; as: 'preparer' | 'reviewer'; onClose(): void }

/** Signing by key: everything is shown, read to its end, confirmed, and only then the passphrase is asked for. */
export const SignSubmission = ({ one, as, onClose }: Props) => {
  const { t } = useTranslation()
  const title = t('submissions.sign.title', { as: t(`submissions.as.${as}`) })
  return (
    <Modal opened onClose={onClose} title={title} size={1080} closeOnClickOutside={false} yOffset={24}>
      <Keyed one={one} as={as} onClose={onClose} />
    </Modal>
  )
}

const Keyed = ({ one, as, onClose }: Props) => {
  const { t } = useTranslation()
  const { user } = useSession()
  const go = useGo()
  const { value, failure, reload } = useLoad('signing.keys', {}, ['vault'])
  const [chosen, setChosen] = useState<string | null>(null)
  const usable = value?.keys.filter((key) => key.user === user.name && key.retiredAt === null) ?? []
  const keyId = chosen ?? usable[0]?.id ?? null
  if (value === null) return failure === null ? <Skeleton h={200} aria-label={t('common.loading')} /> : <ErrorNote failure={failure} onRetry={reload} />
  if (keyId === null)
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
  return (
    <div className={classes.sheet}>
      {usable.length > 1 && (
        <Select
          label={t('signing.dialog.key')}
          data={usable.map(({ id, algorithm, fingerprint }) => ({
            value: id,
            label: `${t(`signing.algorithms.${algorithm}.name`)} · ${fingerprint.slice(0, 8)}`,
          }))}
          value={keyId}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <SignShown key={keyId} keyId={keyId} one={one} as={as} onClose={onClose} />
    </div>
  )
}
