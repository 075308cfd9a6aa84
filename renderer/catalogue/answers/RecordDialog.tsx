import { AnswerDialog } from './AnswerDialog.tsx'
import { ApprovalDialog } from './ApprovalDialog.tsx'
import { AssessDialog, ReviewDialog } from './ReviewDialog.tsx'
import type { DialogProps } from './recording.ts'
import { AgreeDialog, CheckDialog } from './StepDialogs.tsx'
import { SubmitManyDialog } from './SubmitManyDialog.tsx'

const dialogs = {
  check: CheckDialog,
  assess: AssessDialog,
  approval: ApprovalDialog,
  agree: AgreeDialog,
  submit: SubmitManyDialog,
  answer: AnswerDialog,
  review: ReviewDialog,
}

/** The dialog of what is to be recorded. */
export const RecordDialog = (props: DialogProps) => {
  const Dialog = dialogs[props.recording.what]
  return <Dialog {...props} />
}
