import { Box, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ResultNote } from '../../components/ResultNote.tsx'
import { Screen } from '../../components/Screen.tsx'
import { AgreementSigning } from '../../signing/agreement/AgreementSigning.tsx'
import { RecordedText } from '../agreement/act/RecordedText.tsx'
import { TextAct } from '../agreement/act/TextAct.tsx'
import { RenewAgreement } from '../agreement/open/RenewAgreement.tsx'
import { RequestAgreement } from '../agreement/open/RequestAgreement.tsx'
import { AgreementFile } from '../agreement/view/AgreementFile.tsx'
import { type CaseView, callOf, type MachineView, type OpenFile } from '../calls.ts'
import classes from '../cases.module.css'
import { ActForm } from '../form/ActForm.tsx'
import { RecordForm } from '../form/RecordForm.tsx'
import { carriesText, nodeOf } from '../form/schema.ts'
import type { Place } from '../place.ts'
import { useGoTo } from '../use-place.ts'
import { BackButton } from './BackButton.tsx'
import { Clocks } from './Clocks.tsx'
import { Drafts } from './Drafts.tsx'
import { FileActions, FileFacts } from './FileHead.tsx'
import { History } from './History.tsx'
import { NextPart } from './NextPart.tsx'
import { Papers } from './Papers.tsx'
import { Received } from './Received.tsx'
import { RelatedFiles } from './RelatedFiles.tsx'
import { SealedFile } from './SealedFile.tsx'

type FilePlace = Exclude<Place, { view: 'list' } | { view: 'new' } | { view: 'ledger' }>

/** What the parts of an open file share. */
export type FileProps = { row: CaseView['row']; file: OpenFile; machine: MachineView }

/** One file: what was done and said, what is being drafted, and at its side what is next and until when. */
export const CaseFile = ({ place }: { place: FilePlace }) => {
  const { t } = useTranslation()
  const { kind, id } = place
  const { value, failure, reload } = useLoad(callOf(kind, 'get'), { id }, ['case', 'calendar', 'rules', 'profile'])
  const machine = useLoad(callOf(kind, 'machine'), {}, ['rules', 'profile'])
  const goTo = useGoTo()
  const [said, setSaid] = useState<string | null>(null)
  const back =
    place.view === 'file' ? (
      <BackButton onClick={() => goTo({ kind, view: 'list' })} label={t('cases.back')} />
    ) : (
      <BackButton onClick={() => goTo({ kind, view: 'file', id })} label={t('cases.backToFile')} />
    )
  if (value === null || machine.value === null) {
    return (
      <Screen title={t('cases.file.head')} actions={back}>
        <ErrorNote failure={failure ?? machine.failure} onRetry={failure === null ? machine.reload : reload} />
        {failure === null && machine.failure === null && <Skeleton h={240} role="img" aria-label={t('common.loading')} />}
      </Screen>
    )
  }
  const { row, file, sealed } = value
  if (file === null) return <SealedFile row={row} on={sealed?.on ?? ''} back={back} />
  const parts: FileProps = { row, file, machine: machine.value }
  const written = writtenText(parts, place)
  if (written !== null) {
    return (
      <Screen title={`${row.number} ${row.title}`} about={<FileFacts {...parts} />} fill actions={back}>
        {written}
      </Screen>
    )
  }
  return (
    <Screen title={`${row.number} ${row.title}`} about={<FileFacts {...parts} />} fill actions={<FileActions {...parts} back={back} onSaid={setSaid} />}>
      <div className={classes.file}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={classes.main} aria-label={t('cases.file.head')} tabIndex={0}>
          <ErrorNote failure={failure} onRetry={reload} />
          {said !== null && (
            <Box mb="sm">
              <ResultNote onClose={() => setSaid(null)}>{said}</ResultNote>
            </Box>
          )}
          {place.view === 'do' && <ActForm key={place.act} {...parts} act={place.act} draft={null} />}
          {place.view === 'draft' && <EditedDraft {...parts} actId={place.actId} />}
          {place.view === 'record' && <RecordForm key={`${place.party} ${place.act}`} {...parts} party={place.party} act={place.act} />}
          {place.view === 'renew' && <RenewAgreement key={place.as} {...parts} as={place.as} />}
          {place.view === 'file' && (
            <>
              <Drafts {...parts} />
              {kind === 'agreement' && <AgreementFile {...parts} />}
              <History {...parts} />
              <Received {...parts} />
            </>
          )}
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <aside className={classes.side} aria-label={t('cases.file.next')} tabIndex={0}>
          <NextPart {...parts} acting={place.view !== 'file'} />
          {kind === 'agreement' && <AgreementSigning {...parts} acting={place.view !== 'file'} />}
          <Clocks {...parts} />
          {kind === 'request' && place.view === 'file' && <RequestAgreement {...parts} />}
          <Papers {...parts} />
          <RelatedFiles {...parts} />
        </aside>
      </div>
    </Screen>
  )
}

/** The page of an act that carries an agreement's text; null for every other. */
const writtenText = (parts: FileProps, place: FilePlace) => {
  const draft =
    place.view === 'draft' ? parts.file.acts.find(({ id, status }) => id === place.actId && (status === 'draft' || status === 'returned')) : undefined
  const act = place.view === 'do' || place.view === 'record' ? place.act : (draft?.act ?? '')
  const spec = parts.machine.acts[act]
  if (spec === undefined || !carriesText(nodeOf(spec))) return null
  if (place.view === 'record') return <RecordedText key={`${place.party} ${act}`} {...parts} party={place.party} act={act} />
  return <TextAct key={draft?.id ?? act} {...parts} act={act} draft={draft ?? null} />
}

/** The draft that is changed; once it has left, or was dropped, the file itself. */
const EditedDraft = ({ actId, ...parts }: FileProps & { actId: string }) => {
  const draft = parts.file.acts.find((one) => one.id === actId && (one.status === 'draft' || one.status === 'returned'))
  return draft === undefined ? <History {...parts} /> : <ActForm key={actId} {...parts} act={draft.act} draft={draft} />
}
