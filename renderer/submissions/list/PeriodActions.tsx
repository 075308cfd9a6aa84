import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileCheck, IconFileImport, IconHistory, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useMay } from '../../app/session.tsx'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { useGate } from '../../cases/use-gate.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import classes from '../submissions.module.css'
import { submissionsRecipe } from '../submissions-store.ts'
import { useGoTo } from '../use-place.ts'
import { DraftDialog } from './DraftDialog.tsx'
import { OpeningDialog } from './OpeningDialog.tsx'
import { VerifyDialog } from './VerifyDialog.tsx'
import { withBeside } from './with-beside.ts'

/** What is done without a submission at hand: begin one, carry on figures of before, take one in, verify a file. */
export const PeriodActions = () => {
  const { t } = useTranslation()
  const kind = useSessionStore(submissionsRecipe, (state) => state.kind)
  const [doing, setDoing] = useState<'draft' | 'opening' | null>(null)
  const mayDraft = useMay('submission.draft')
  const takeIn = useTakeIn()
  const verify = useVerify()
  const failure = takeIn.failure ?? verify.failure
  return (
    <>
      <Button variant="default" leftSection={<IconFileCheck size={15} aria-hidden />} loading={verify.busy} onClick={verify.ask}>
        {t('submissions.verify.action')}
      </Button>
      {mayDraft && (
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />} loading={takeIn.busy}>
                {t('submissions.moreWays')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconHistory size={15} aria-hidden />} onClick={() => setDoing('opening')}>
                {t('submissions.opening.action')}
              </Menu.Item>
              <Menu.Item leftSection={<IconFileImport size={15} aria-hidden />} onClick={takeIn.ask}>
                {t('submissions.takeIn.action')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setDoing('draft')}>
            {t('submissions.draft.open')}
          </Button>
        </>
      )}
      {doing === 'draft' && <DraftDialog wanted={{ kind: kind ?? 'quarter' }} onClose={() => setDoing(null)} />}
      {doing === 'opening' && <OpeningDialog onClose={() => setDoing(null)} />}
      {verify.found !== null && <VerifyDialog name={verify.found.name} found={verify.found.said} onClose={verify.clear} />}
      {failure !== null && (
        <div className={classes.refused}>
          <ErrorNote
            failure={failure}
            onClose={() => {
              takeIn.clear()
              verify.clear()
            }}
          />
        </div>
      )}
      {takeIn.dialog}
    </>
  )
}

const useTakeIn = () => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { wrote, declare } = useSessionStore(submissionsRecipe, (state) => state)
  const pick = usePick()
  const gate = useGate(() => undefined, 'attach')
  const { run, busy, failure, clear } = useCall('submission.import')
  const read = async () => {
    const kinds = [{ label: t('submissions.takeIn.kind'), extensions: ['json', 'zip', 'jsonl', 'xlsx'] }]
    const picked = withBeside(await pick.openMany({ title: t('submissions.takeIn.title'), kinds }))
    if (picked === null) return
    const taken = await run({ file: picked.file.handle, beside: picked.beside.map(({ handle }) => handle), secrecy: '不涉密' })
    if (taken === null) return
    declare(taken.id)
    wrote()
    toastDone(t(taken.known ? 'submissions.takeIn.known' : 'submissions.takeIn.done', { version: taken.version }))
    goTo({ view: 'one', id: taken.id, version: taken.version, part: 'tables' })
  }
  return {
    ask: () => gate.ask(() => void read()),
    busy,
    dialog: gate.dialog,
    failure: failure ?? pick.failure,
    clear: () => {
      clear()
      pick.clear()
    },
  }
}

const useVerify = () => {
  const { t } = useTranslation()
  const pick = usePick()
  const { run, busy, failure, clear } = useCall('submission.verify')
  const [found, setFound] = useState<{ name: string; said: Output<'submission.verify'> } | null>(null)
  const read = async () => {
    const kinds = [{ label: t('submissions.verify.kind'), extensions: ['json', 'zip', 'jsonl', 'xlsx', 'pdf'] }]
    const picked = withBeside(await pick.openMany({ title: t('submissions.verify.title'), kinds }))
    if (picked === null) return
    const said = await run({ file: picked.file.handle, beside: picked.beside.map(({ handle }) => handle) })
    if (said !== null) setFound({ name: picked.file.name, said })
  }
  return {
    ask: () => void read(),
    busy,
    found,
    failure: failure ?? pick.failure,
    clear: () => {
      setFound(null)
      clear()
      pick.clear()
    },
  }
}
