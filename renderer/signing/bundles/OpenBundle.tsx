import { Button, Group, Paper, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedFile } from '../../../shared/files.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { useMay } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ResultNote } from '../../components/ResultNote.tsx'
import { Section } from '../../components/Section.tsx'
import { type Signed, SignedNote } from '../sign/SignedNote.tsx'
import { Verdict } from '../verdict/Verdict.tsx'
import { Countersign } from './Countersign.tsx'
import { PaperDialog } from './PaperDialog.tsx'
import { receivedAt } from './received-at.ts'
import { useTakeOut } from './use-bundle-file.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

type Task = 'countersign' | 'paper' | 'withdraw'
type Props = { file: PickedFile; verdict: BundleVerdict; onReceived(received: NonNullable<BundleVerdict['received']>): void }

/** A bundle that was verified, and the ways to go on in it. */
export const OpenBundle = ({ file, verdict, onReceived }: Props) => {
  const { t } = useTranslation()
  const maySign = useMay('signing.countersign')
  const mayRecord = useMay('signing.recordPaper')
  const mayWithdraw = useMay('signing.withdraw')
  const [task, setTask] = useState<Task | null>(null)
  const [signed, setSigned] = useState<Signed | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const take = useTakeOut(file.handle)
  const agency = useLoad('profile.get', {}).value?.profile.agency ?? ''
  const close = () => setTask(null)
  const [next] = verdict.missing
  // Nobody goes on from what does not hold or was taken back.
  const open = verdict.intact && next !== undefined && !verdict.signatures.some(({ withdrawn }) => withdrawn !== null)
  return (
    <Stack gap="sm">
      {signed !== null && <SignedNote signed={signed} onClose={() => setSigned(null)} />}
      {said !== null && <ResultNote onClose={() => setSaid(null)}>{said}</ResultNote>}
      <ErrorNote failure={take.failure} />
      <Verdict
        name={file.name}
        verdict={verdict}
        onTake={take.run}
        actions={
          open && (
            <Group gap="xs">
              {maySign && next?.agency === agency && <Button onClick={() => setTask('countersign')}>{t('signing.bundles.countersign')}</Button>}
              {mayRecord && (
                <Button variant="default" onClick={() => setTask('paper')}>
                  {t('signing.bundles.paper')}
                </Button>
              )}
              {mayWithdraw && verdict.signatures.some(({ kind }) => kind === 'key') && (
                <Button variant="default" onClick={() => setTask('withdraw')}>
                  {t('signing.bundles.withdraw')}
                </Button>
              )}
            </Group>
          )
        }
      />
      <Received received={verdict.received} onReceived={onReceived} />
      {task === 'countersign' && (
        <Countersign
          file={file}
          position={next?.position ?? 1}
          onClose={close}
          onSigned={(done) => {
            setSigned(done)
            close()
          }}
        />
      )}
      {task === 'paper' && (
        <PaperDialog
          source={{ bundle: file.handle }}
          position={next?.position ?? 1}
          onClose={close}
          onDone={(words) => {
            setSaid(words)
            close()
          }}
        />
      )}
      {task === 'withdraw' && (
        <WithdrawDialog
          bundle={file.handle}
          onClose={close}
          onDone={(words) => {
            setSaid(words)
            close()
          }}
        />
      )}
    </Stack>
  )
}

/** When it arrived stands beside the times signers claim; certificates are judged by it too. */
const Received = ({ received, onReceived }: Pick<Props, 'onReceived'> & { received: BundleVerdict['received'] }) => {
  const { t } = useTranslation()
  const [day, setDay] = useState(received?.at.slice(0, 10) ?? '')
  const [source, setSource] = useState(received?.source ?? '')
  return (
    <Paper p="md">
      <Section title={t('signing.bundles.receivedPart')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (day !== '' && source.trim() !== '') onReceived({ at: receivedAt(day, new Date()), source: source.trim() })
          }}
        >
          <Group gap="sm" align="flex-end">
            <DayInput label={t('signing.bundles.receivedOn')} value={day} onChange={setDay} w={180} />
            <TextInput
              label={t('signing.bundles.receivedSource')}
              placeholder={t('signing.bundles.receivedSourceHint')}
              value={source}
              onChange={(event) => setSource(event.currentTarget.value)}
              maxLength={200}
              flex={1}
            />
            <Button type="submit" variant="default" disabled={day === '' || source.trim() === ''}>
              {t('signing.bundles.receivedApply')}
            </Button>
          </Group>
        </form>
      </Section>
    </Paper>
  )
}
