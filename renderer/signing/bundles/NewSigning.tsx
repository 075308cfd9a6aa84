import { ActionIcon, Button, Group, Paper, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconArrowLeft, IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedFile } from '../../../shared/files.ts'
import { type Subject, signingLimits } from '../../../shared/signing/statement.ts'
import { useLeaveGuard } from '../../app/route.ts'
import { useMay } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { usePick } from '../../app/use-pick.ts'
import { EditableRows } from '../../components/EditableRows.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ResultNote } from '../../components/ResultNote.tsx'
import { Section } from '../../components/Section.tsx'
import { emptySigner, type SignerRow, subjectOfPaper } from '../paper-subject.ts'
import { type Signed, SignedNote } from '../sign/SignedNote.tsx'
import { PaperDialog } from './PaperDialog.tsx'
import { SignNew } from './SignNew.tsx'

const extensions = ['pdf', 'ofd', 'png', 'jpg', 'jpeg', 'tif', 'tiff', 'bmp', 'docx', 'xlsx', 'wps', 'doc']

/** Any paper with its annexes: what it is, who signs in which order, and the files; then it is shown and signed. */
export const NewSigning = ({ onBack }: { onBack(): void }) => {
  const { t } = useTranslation()
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  const mayRecord = useMay('signing.recordPaper')
  const [words, setWords] = useState({ name: '', number: '', note: '' })
  const [signers, setSigners] = useState<SignerRow[]>([emptySigner])
  const [files, setFiles] = useState<readonly PickedFile[]>([])
  const [id] = useState(() => crypto.randomUUID())
  const [task, setTask] = useState<{ what: 'sign' | 'paper'; subject: Subject } | null>(null)
  const [signed, setSigned] = useState<Signed | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const pick = usePick()
  useLeaveGuard((words.name !== '' || files.length > 0) && signed === null && said === null)
  useEffect(() => {
    if (agency !== '') setSigners((rows) => (rows.length === 1 && rows[0]?.agency === '' ? [{ ...emptySigner, agency }] : rows))
  }, [agency])
  const keys = { name: t('signing.make.keys.name'), number: t('signing.make.keys.number'), note: t('signing.make.keys.note') }
  const subject = subjectOfPaper({ ...words, signers }, id, keys)
  const handles = files.map(({ handle }) => handle)
  const add = async () => {
    const more = await pick.openMany({ title: t('signing.make.addTitle'), kinds: [{ label: t('signing.make.filesKind'), extensions }] })
    setFiles((old) => [...old, ...more].slice(0, signingLimits.files))
  }
  const text = (field: 'name' | 'number', most: number) => (
    <TextInput
      label={t(`signing.make.${field}`)}
      value={words[field]}
      onChange={(event) => setWords({ ...words, [field]: event.currentTarget.value })}
      maxLength={most}
      withAsterisk={field === 'name'}
      {...(field === 'name' ? { 'data-autofocus': true } : {})}
    />
  )
  const column = (key: keyof SignerRow, width?: number) => ({
    key,
    label: t(`signing.make.${key}`),
    ...(width === undefined ? {} : { width }),
    cell: (row: SignerRow, change: (next: SignerRow) => void, label: string) => (
      <TextInput
        aria-label={label}
        value={row[key]}
        onChange={(event) => change({ ...row, [key]: event.currentTarget.value })}
        maxLength={key === 'as' ? 40 : 100}
      />
    ),
  })
  const close = () => setTask(null)
  if (signed !== null || said !== null) {
    return (
      <Stack gap="sm" maw={960}>
        {signed !== null && <SignedNote signed={signed} onClose={onBack} />}
        {said !== null && <ResultNote onClose={onBack}>{said}</ResultNote>}
        <Group>
          <Button variant="default" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
            {t('signing.make.back')}
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack gap="sm" maw={960}>
      <Group>
        <Button variant="default" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
          {t('signing.make.back')}
        </Button>
      </Group>
      <Paper p="md">
        <Section title={t('signing.make.title')} about={t('signing.make.about')}>
          <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs" mt="xs">
            {text('name', 300)}
            {text('number', 100)}
          </SimpleGrid>
          <Textarea
            mt="xs"
            label={t('signing.make.note')}
            value={words.note}
            onChange={(event) => setWords({ ...words, note: event.currentTarget.value })}
            maxLength={4000}
            autosize
            minRows={2}
            maxRows={8}
          />
        </Section>
      </Paper>
      <Paper p="md">
        <Section title={t('signing.make.signers')}>
          <EditableRows
            label={t('signing.make.signers')}
            columns={[column('agency'), column('as', 180), column('person', 240)]}
            rows={signers}
            onChange={setSigners}
            empty={emptySigner}
            limit={signingLimits.signers}
            readOnly={false}
          />
        </Section>
      </Paper>
      <Paper p="md">
        <Section
          title={t('signing.make.files')}
          about={t('signing.make.filesHint')}
          actions={
            <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => void add()}>
              {t('signing.make.addFiles')}
            </Button>
          }
        >
          <ErrorNote failure={pick.failure} onClose={pick.clear} />
          {files.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('signing.make.noFiles')}
            </Text>
          )}
          {files.map((file) => (
            <Group key={file.handle} gap="xs" wrap="nowrap">
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {file.name}
              </Text>
              <ActionIcon
                aria-label={t('signing.make.removeFile', { name: file.name })}
                onClick={() => setFiles(files.filter(({ handle }) => handle !== file.handle))}
              >
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
        </Section>
      </Paper>
      <Group gap="xs">
        <Button disabled={subject === null} onClick={() => subject !== null && setTask({ what: 'sign', subject })}>
          {t('signing.make.show')}
        </Button>
        {mayRecord && (
          <Button variant="default" disabled={subject === null} onClick={() => subject !== null && setTask({ what: 'paper', subject })}>
            {t('signing.bundles.paper')}
          </Button>
        )}
      </Group>
      {task?.what === 'sign' && (
        <SignNew
          subject={task.subject}
          files={handles}
          title={t('signing.dialog.title', { what: words.name.trim() })}
          onClose={close}
          onSigned={(done) => {
            setSigned(done)
            close()
          }}
        />
      )}
      {task?.what === 'paper' && (
        <PaperDialog
          source={{ subject: task.subject, files: handles }}
          position={1}
          onClose={close}
          onDone={(done) => {
            setSaid(done)
            close()
          }}
        />
      )}
    </Stack>
  )
}
