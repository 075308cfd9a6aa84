import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import { unopened } from '../../../../shared/cases/machine.ts'
import type { CaseAct } from '../../../../shared/contract/case-views.ts'
import type { Failure } from '../../../../shared/errors.ts'
import { useLoad } from '../../../app/use-load.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import type { ActView } from '../../calls.ts'
import classes from '../../cases.module.css'
import type { FileProps } from '../../file/CaseFile.tsx'
import { bareText, readText } from '../model/whole.ts'

type Start = { text: AgreementText | null; failure: Failure | null; reload(): void }

/** What the form begins with: the draft; else the last text on the table; else a draft from the request, or the two sides alone. */
const useStartText = ({ row: { id }, file, machine }: FileProps, act: string, draft: CaseAct | null): Start => {
  const drafted = draft === null ? null : readText(draft.fields.text)
  const opening = machine.acts[act]?.from.includes(unopened) ?? false
  const request = file.refers?.kind === 'request' ? file.refers.id : null
  const fromRequest = useLoad('agreement.draftText', drafted === null && opening && request !== null ? { request } : null)
  const last = useLoad('agreement.text', drafted === null && !opening ? { id } : null)
  if (drafted !== null) return { text: drafted, failure: null, reload: last.reload }
  if (!opening) return { text: last.value?.text ?? null, failure: last.failure, reload: last.reload }
  // A request that was not applied for yet, or is not to be read here, gives no draft.
  const bare = request === null || fromRequest.failure !== null ? bareText(file.head) : null
  return { text: fromRequest.value?.text ?? bare, failure: null, reload: fromRequest.reload }
}

/** The text another one answers: the last on the table, or that of the agreement a first one renews; null where there is none. */
export const useAnswered = (id: string, spec: ActView | undefined, { head }: AgreementText): AgreementText | null => {
  const opening = spec?.from.includes(unopened) ?? false
  const of = opening ? head.renews : id
  return useLoad('agreement.text', of === null ? null : { id: of }).value?.text ?? null
}

/** The form once the text it begins with is read. */
export const Started = ({
  parts,
  act,
  draft,
  children,
}: {
  parts: FileProps
  act: string
  draft: CaseAct | null
  children(text: AgreementText): ReactNode
}) => {
  const { t } = useTranslation()
  const { text, failure, reload } = useStartText(parts, act, draft)
  if (text !== null) return children(text)
  return (
    <div className={classes.main}>
      <ErrorNote failure={failure} onRetry={reload} />
      {failure === null && <Skeleton h={320} role="img" aria-label={t('common.loading')} />}
    </div>
  )
}
