import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import type { PickedFile } from '../../../shared/files.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { toastDone } from '../../components/toast.tsx'
import { Facts } from '../../ferry/Facts.tsx'
import { isTyped, TypedFingerprint } from '../../ferry/TypedFingerprint.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'

type Shown = { file: PickedFile; certificate: Output<'signing.importAuthority'>['shown'] }

/** The certificate first, then the fingerprint typed from paper, and whether the authority is a licensed one, on which evidence. */
export const AuthorityDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState<Shown | null>(null)
  const [typed, setTyped] = useState('')
  const [licensed, setLicensed] = useState(false)
  const [evidence, setEvidence] = useState('')
  const pick = usePick()
  const trust = useCall('signing.importAuthority')
  const choose = async () => {
    const file = await pick.open({
      title: t('signing.authorities.choose'),
      kinds: [{ label: t('signing.keys.certificateKind'), extensions: ['pem', 'cer', 'crt', 'der'] }],
    })
    if (file === null) return
    setShown(null)
    setTyped('')
    const read = await trust.run({ file: file.handle })
    if (read !== null) setShown({ file, certificate: read.shown })
  }
  const submit = async () => {
    if (shown === null) return
    const done = await trust.run({ file: shown.file.handle, fingerprint: typed, licensed, evidence: evidence.trim() })
    if (done === null) return
    toastDone(t('signing.authorities.added', { name: shown.certificate.subject }))
    onClose()
  }
  const complete = shown !== null && isTyped(typed, shown.certificate.sha256) && (!licensed || evidence.trim() !== '')
  return (
    <FormDialog
      title={t('signing.authorities.addTitle')}
      about={t('signing.authorities.addAbout')}
      confirm={t('signing.authorities.addConfirm')}
      complete={complete}
      busy={trust.busy && shown !== null}
      failure={trust.failure ?? pick.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
      size={620}
    >
      <Group gap="xs">
        <Button variant="default" loading={trust.busy && shown === null} onClick={() => void choose()}>
          {t('signing.authorities.choose')}
        </Button>
        {shown !== null && <Text size="sm">{shown.file.name}</Text>}
      </Group>
      {shown !== null && (
        <>
          <Facts
            rows={[
              [t('signing.authorities.subject'), shown.certificate.subject],
              [t('signing.keys.issuer'), shown.certificate.issuer],
              [
                t('signing.keys.validity'),
                t('signing.keys.until', { from: shown.certificate.fromAt.slice(0, 10), until: shown.certificate.untilAt.slice(0, 10) }),
              ],
            ]}
          />
          <TypedFingerprint expected={shown.certificate.sha256} value={typed} onChange={setTyped} />
          <Checkbox label={t('signing.authorities.licensedAsk')} checked={licensed} onChange={(event) => setLicensed(event.currentTarget.checked)} />
          <TextInput
            label={t('signing.authorities.evidence')}
            description={t('signing.authorities.evidenceHint')}
            value={evidence}
            onChange={(event) => setEvidence(event.currentTarget.value)}
            maxLength={500}
            withAsterisk={licensed}
          />
        </>
      )}
    </FormDialog>
  )
}
