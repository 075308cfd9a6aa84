import { Button, Code, Group, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import type { PickedFile } from '../../shared/files.ts'
import { useCall } from '../app/use-call.ts'
import { usePick } from '../app/use-pick.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { Section } from '../components/Section.tsx'
import { toastDone } from '../components/toast.tsx'
import { inGroups } from '../trust/fingerprint.ts'
import type { Status } from './Overview.tsx'
import { Probe } from './Probe.tsx'

type Certificates = Status['certificates']
/** What becomes of the pinned authority: it stays, another is imported, or those of the system are believed again. */
type NextCa = { kind: 'stays' } | { kind: 'system' } | { kind: 'file'; file: PickedFile; certificates: Output<'sync.certificate'>['certificates'] }

/** Address, authority, proxy and enrolment; the system administrator's, and readable for the others. */
export const Setup = ({ status, editable }: { status: Status; editable: boolean }) => (
  <Stack gap="md" maw={760}>
    <Paper p="md">
      <Line status={status} editable={editable} />
    </Paper>
    {status.configured && (
      <Paper p="md">
        <Enrolment status={status} editable={editable} />
      </Paper>
    )}
  </Stack>
)

const Line = ({ status, editable }: { status: Status; editable: boolean }) => {
  const { t } = useTranslation()
  const [url, setUrl] = useState(status.url)
  const [proxy, setProxy] = useState(status.proxy)
  const [ca, setCa] = useState<NextCa>({ kind: 'stays' })
  const pick = usePick()
  const read = useCall('sync.certificate')
  const configure = useCall('sync.configure')
  const choose = async () => {
    const file = await pick.open({ title: t('sync.caChooseTitle'), kinds: [{ label: t('sync.caKind'), extensions: ['pem', 'crt', 'cer'] }] })
    if (file === null) return
    const found = await read.run({ file: file.handle })
    if (found !== null) setCa({ kind: 'file', file, certificates: found.certificates })
  }
  const save = async () => {
    const next = ca.kind === 'stays' ? {} : { ca: ca.kind === 'system' ? '' : ca.file.handle }
    if ((await configure.run({ url: url.trim(), proxy: proxy.trim(), ...next })) === null) return
    setCa({ kind: 'stays' })
    toastDone(t('sync.configured'))
  }
  const certificates = ca.kind === 'stays' ? status.certificates : ca.kind === 'system' ? [] : ca.certificates
  const changed = url.trim() !== status.url || proxy.trim() !== status.proxy || ca.kind !== 'stays'
  return (
    <Section title={t('sync.setup')} about={t('sync.setupAbout')}>
      <Stack gap="sm" mt="xs">
        <TextInput
          label={t('sync.url')}
          description={t('sync.urlHint')}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          placeholder="https://"
          readOnly={!editable}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
        />
        <div>
          <Text size="xs" fw={500}>
            {t('sync.ca')}
          </Text>
          <Text size="2xs" c="dimmed" mb={4}>
            {t('sync.caAbout')}
          </Text>
          <Authority certificates={certificates} />
          {ca.kind === 'file' && (
            <Text size="xs" c="var(--mulu-warning)" mt={4}>
              {t('sync.caCompare')}
            </Text>
          )}
          {editable && (
            <Group gap="xs" mt={6}>
              <Button variant="default" size="compact-sm" loading={read.busy} onClick={() => void choose()}>
                {t('sync.caChoose')}
              </Button>
              {certificates.length > 0 && (
                <Button variant="subtle" size="compact-sm" onClick={() => setCa(status.certificates.length === 0 ? { kind: 'stays' } : { kind: 'system' })}>
                  {t('sync.caRemove')}
                </Button>
              )}
            </Group>
          )}
        </div>
        <TextInput
          label={t('sync.proxy')}
          description={t('sync.proxyHint')}
          value={proxy}
          onChange={(event) => setProxy(event.currentTarget.value)}
          placeholder="http://"
          readOnly={!editable}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
        />
        <ErrorNote failure={read.failure ?? pick.failure} onClose={read.clear} />
        <ErrorNote failure={configure.failure} onClose={configure.clear} />
        <Probe
          disabled={changed || !status.configured}
          lead={
            editable && (
              <Button disabled={url.trim() === '' || !changed} loading={configure.busy} onClick={() => void save()}>
                {t('sync.configure')}
              </Button>
            )
          }
        />
      </Stack>
    </Section>
  )
}

const Authority = ({ certificates }: { certificates: Certificates }) => {
  const { t } = useTranslation()
  if (certificates.length === 0) return <Text size="sm">{t('sync.caNone')}</Text>
  return (
    <Stack gap={6}>
      {certificates.map(({ subject, sha256, untilAt, authority }) => {
        const over = Date.parse(untilAt) < Date.now()
        return (
          <Paper key={sha256} p="xs" bg="var(--mulu-stripe)">
            <Group justify="space-between" wrap="nowrap" gap="sm">
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {subject}
              </Text>
              <Text size="2xs" c={over ? 'var(--mulu-warning)' : 'dimmed'} style={{ flexShrink: 0 }}>
                {t(over ? 'sync.caExpired' : 'sync.caUntil', { at: formatMoment(untilAt).slice(0, 10) })}
              </Text>
            </Group>
            <Code block mt={4} fz="2xs" style={{ whiteSpace: 'pre-wrap' }}>
              {inGroups(sha256)}
            </Code>
            {!authority && (
              <Text size="2xs" c="var(--mulu-warning)" mt={4}>
                {t('sync.caNotAuthority')}
              </Text>
            )}
          </Paper>
        )
      })}
    </Stack>
  )
}

const Enrolment = ({ status, editable }: { status: Status; editable: boolean }) => {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const enrol = useCall('sync.enrol')
  const join = async () => {
    const done = await enrol.run({ code: code.trim() })
    if (done === null) return
    setCode('')
    toastDone(t('sync.enrolled', { platform: done.platform }))
  }
  return (
    <Section title={t('sync.enrolment')} about={t('sync.enrolmentAbout')}>
      <Stack gap="xs" mt="xs">
        <Text size="sm">{status.enrolled ? t('sync.enrolledAt', { platform: status.platform, agency: status.agency }) : t('sync.notEnrolled')}</Text>
        {editable && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void join()
            }}
          >
            <Group align="flex-end" wrap="nowrap">
              <TextInput
                w={300}
                label={t('sync.code')}
                description={t('sync.codeHint')}
                inputWrapperOrder={['label', 'description', 'input', 'error']}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
                autoComplete="off"
                spellCheck={false}
              />
              <Button type="submit" variant="default" disabled={code.trim().length < 8} loading={enrol.busy}>
                {t('sync.enrol')}
              </Button>
            </Group>
          </form>
        )}
        <ErrorNote failure={enrol.failure} onClose={enrol.clear} />
      </Stack>
    </Section>
  )
}
