import { Alert, List, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../../shared/contract.ts'
import { useLanguage } from '../../../app/language.ts'
import { useSessionStore } from '../../../app/session-store.tsx'
import { type Call, useCall } from '../../../app/use-call.ts'
import { useGate } from '../../../cases/use-gate.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { SignFoot } from '../../../components/SignFoot.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { Facts } from '../../../ferry/Facts.tsx'
import { FilesTable } from '../../../signing/sign/FilesTable.tsx'
import { ReadToEnd } from '../../../signing/sign/ReadToEnd.tsx'
import signing from '../../../signing/signing.module.css'
import { submissionsRecipe } from '../../submissions-store.ts'
import type { Submission } from '../../words.ts'
import { TableView } from '../TableView.tsx'

type Props = { keyId: string; one: Submission; as: 'preparer' | 'reviewer'; sign: Call<'submission.sign'>; onClose(): void }

/** What is signed is named by the digest of what was shown; what changed meanwhile is refused and shown anew. */
export const SignShown = ({ keyId, one, as, sign, onClose }: Props) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const preview = useCall('submission.signPreview')
  const gate = useGate(onClose)
  const [prepared, setPrepared] = useState<Output<'submission.signPreview'> | null>(null)
  const [ended, setEnded] = useState(false)
  const { run } = preview
  const { id } = one.line
  const show = useCallback(async () => {
    setPrepared(null)
    setEnded(false)
    setPrepared(await run({ id, as, keyId }))
  }, [run, id, as, keyId])
  useEffect(() => {
    void show()
  }, [show])
  const end = useCallback(() => setEnded(true), [])
  if (prepared === null)
    return (
      <Stack gap="sm">
        <ErrorNote failure={preview.failure} onRetry={() => void show()} />
        {preview.failure === null && (
          <>
            <Text size="sm" role="status">
              {t('signing.dialog.preparing')}
            </Text>
            <Skeleton h={260} aria-hidden />
          </>
        )}
      </Stack>
    )
  const submit = async (passphrase: string) => {
    const done = await sign.run({ id, as, keyId, shown: prepared.shown, secrecy: '不涉密' }, { keyPassphrase: passphrase })
    if (done === null) return
    wrote()
    toastDone(t('submissions.sign.done', { as: t(`submissions.as.${as}`) }))
    onClose()
  }
  return (
    <>
      <ReadToEnd key={prepared.shown} label={t('signing.dialog.text')} onEnd={end}>
        <SignedText one={one} prepared={prepared} />
      </ReadToEnd>
      <SignFoot
        files={prepared.files.length}
        ended={ended}
        busy={sign.busy}
        failure={sign.failure}
        onShowAnew={sign.failure?.code === 'submission.notShown' ? () => void show() : null}
        onClear={sign.clear}
        onSign={(passphrase) => gate.ask(() => void submit(passphrase))}
        onCancel={onClose}
      />
      {gate.dialog}
    </>
  )
}

const SignedText = ({ one, prepared }: { one: Submission; prepared: Output<'submission.signPreview'> }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const warnings = prepared.findings.filter(({ severity }) => severity !== 'info')
  const digest = (text: string) => (
    <Text span size="2xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {text}
    </Text>
  )
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        {one.line.template.words[language]} · {one.line.periodWords[language]}
      </Title>
      <Facts
        rows={[
          ...one.template.cover.map(({ id, words }) => [words[language], one.cover[id] || '—'] as const),
          [t('submissions.version', { version: one.line.version }), one.line.id],
          ['SHA-256', digest(prepared.sha256)],
          ['SM3', digest(prepared.sm3)],
        ]}
      />
      {warnings.length > 0 && (
        <Alert color="orange" p="xs" title={t('submissions.sign.findings')}>
          <List size="sm">
            {warnings.map((finding) => (
              <List.Item key={`${finding.code} ${finding.words.zh}`}>{finding.words[language]}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {one.template.tables.map(({ id, words }) => (
        <div key={id}>
          <Title order={3} size="h4" mb={4}>
            {words[language]}
          </Title>
          <TableView one={one} table={id} />
        </div>
      ))}
      <FilesTable files={prepared.files} />
      <p className={signing.end}>{t('signing.dialog.end')}</p>
    </Stack>
  )
}
