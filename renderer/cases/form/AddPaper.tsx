import { Button, Group } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { callOf } from '../calls.ts'
import { useGate } from '../use-gate.tsx'

const extensions = ['pdf', 'ofd', 'png', 'jpg', 'jpeg', 'tif', 'tiff', 'bmp', 'docx', 'xlsx', 'wps', 'doc']

/** Chooses a paper for the file; the secrecy question stands before it is held (practice L1). */
export const AddPaper = ({ kind, id, onAdded }: { kind: CaseKind; id: string; onAdded?(sha256: string): void }) => {
  const { t } = useTranslation()
  const pick = usePick()
  const add = useCall(callOf(kind, 'addPaper'))
  const gate = useGate(() => undefined, 'attach')
  const choose = async () => {
    add.clear()
    // A bundle of signatures is a paper of an agreement alone.
    const kinds = [{ label: t('papers.kinds'), extensions: kind === 'agreement' ? [...extensions, 'zip'] : extensions }]
    const file = await pick.open({ title: t('papers.add'), kinds })
    if (file !== null) gate.ask(() => void keep(file.handle))
  }
  const keep = async (file: string) => {
    const done = await add.run({ id, file, secrecy: '不涉密' })
    if (done === null) return
    toastDone(t('papers.added', { name: done.name }))
    onAdded?.(done.sha256)
  }
  return (
    <>
      <Group>
        <Button size="compact-sm" variant="default" leftSection={<IconPaperclip size={14} aria-hidden />} loading={add.busy} onClick={() => void choose()}>
          {t('cases.form.addPaper')}
        </Button>
      </Group>
      <ErrorNote failure={add.failure ?? pick.failure} onClose={add.failure === null ? pick.clear : add.clear} />
      {gate.dialog}
    </>
  )
}
