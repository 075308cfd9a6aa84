import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.tsx'
import type { Submission } from '../../words.ts'
import type { Next } from '../next.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { FreezeButton } from './FreezeButton.tsx'
import { PaperSignDialog } from './PaperSignDialog.tsx'
import { CorrectDialog, RemoveDialog, ThawDialog, UnsignDialog } from './ReasonDialogs.tsx'
import { RecordDialog } from './RecordDialog.tsx'
import { SignSubmission } from './SignSubmission.tsx'
import { SubmitDialog } from './SubmitDialog.tsx'

const deeds = ['sign', 'paper', 'export', 'submit', 'record', 'correct', 'thaw', 'unsign', 'remove'] as const
type Deed = (typeof deeds)[number]

/** Which deed each next step is; the others stand in the menu. */
const leading: Partial<Record<Next['key'], Deed>> = {
  signPreparer: 'sign',
  signReviewer: 'sign',
  export: 'export',
  submit: 'submit',
  receipt: 'record',
  received: 'record',
  returned: 'correct',
  accepted: 'export',
  replaced: 'export',
}

/** What may be done now: the next step as a button, the rest in a menu. */
export const Actions = ({ one, next }: { one: Submission; next: Next }) => {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Deed | null>(null)
  const deedsHere = useDeeds(one, next)
  const first = deedsHere.find((deed) => deed === leading[next.key])
  const rest = deedsHere.filter((deed) => deed !== first)
  const as = one.signatures.some((signed) => signed.as === 'preparer') ? 'reviewer' : 'preparer'
  const close = () => setDoing(null)
  const mayFreeze = useMay('submission.freeze')
  return (
    <>
      {rest.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('submissions.otherDeeds')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((deed) => (
              <Menu.Item key={deed} {...(deed === 'remove' ? { color: 'red' } : {})} onClick={() => setDoing(deed)}>
                {t(`submissions.deeds.${deed}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {one.may.includes('freeze') && mayFreeze && <FreezeButton id={one.line.id} early={next.key === 'wait'} />}
      {first !== undefined && <Button onClick={() => setDoing(first)}>{t(`submissions.deeds.${first}`)}</Button>}
      {doing === 'sign' && <SignSubmission one={one} as={as} onClose={close} />}
      {doing === 'paper' && <PaperSignDialog one={one} as={as} onClose={close} />}
      {doing === 'export' && <ExportDialog one={one} onClose={close} />}
      {doing === 'submit' && <SubmitDialog one={one} onClose={close} />}
      {doing === 'record' && <RecordDialog one={one} onClose={close} />}
      {doing === 'correct' && <CorrectDialog id={one.line.id} onClose={close} />}
      {doing === 'thaw' && <ThawDialog id={one.line.id} onClose={close} />}
      {doing === 'unsign' && <UnsignDialog id={one.line.id} onClose={close} />}
      {doing === 'remove' && <RemoveDialog id={one.line.id} onClose={close} />}
    </>
  )
}

/** What the state allows and this user may do. */
const useDeeds = ({ may, signatures, line }: Submission, next: Next): Deed[] => {
  const allowed: Record<Deed, boolean> = {
    sign: useMay('submission.sign') && may.includes('sign') && signatures.length < 2 && next.key !== 'explain',
    paper: useMay('submission.signOnPaper') && may.includes('sign') && signatures.length < 2 && next.key !== 'explain',
    export: useMay('submission.export') && may.includes('export'),
    submit: useMay('submission.submit') && may.includes('submit'),
    record: useMay('submission.record') && may.includes('record'),
    correct: useMay('submission.correct') && may.includes('correct'),
    thaw: useMay('submission.thaw') && may.includes('thaw'),
    unsign: useMay('submission.unsign') && signatures.length > 0 && (line.state === 'signed' || line.state === 'frozen'),
    remove: useMay('submission.remove') && may.includes('remove'),
  }
  return deeds.filter((deed) => allowed[deed])
}
