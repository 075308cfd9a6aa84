import { Button, Group } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import type { PickedFile } from '../../../shared/files.ts'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { SecrecyDialog } from '../secrecy/SecrecyDialog.tsx'

type Props = { entries: readonly string[]; label?: string; onAdded?(added: Output<'attachment.add'>): void }

/** Chooses a paper and adds it to these entries; the secrecy question stands before it is held (practice L1). */
export const AttachButton = ({ entries, label, onAdded }: Props) => {
  const { t } = useTranslation()
  const pick = usePick()
  const add = useCall('attachment.add')
  const [asking, setAsking] = useState<PickedFile | null>(null)
  const choose = async () => {
    add.clear()
    const extensions = ['pdf', 'ofd', 'png', 'jpg', 'jpeg', 'tif', 'tiff', 'bmp', 'docx', 'xlsx', 'wps', 'doc']
    setAsking(await pick.open({ title: t('papers.add'), kinds: [{ label: t('papers.kinds'), extensions }] }))
  }
  const keep = async () => {
    if (asking === null) return
    setAsking(null)
    const done = await add.run({ file: asking.handle, secrecy: '不涉密', entries: [...entries] })
    if (done === null) return
    toastDone(t('papers.added', { name: done.name }))
    onAdded?.(done)
  }
  return (
    <>
      <Group>
        <Button size="compact-sm" variant="default" leftSection={<IconPaperclip size={14} aria-hidden />} loading={add.busy} onClick={() => void choose()}>
          {label ?? t('papers.add')}
        </Button>
      </Group>
      <ErrorNote failure={add.failure ?? pick.failure} onClose={add.failure === null ? pick.clear : add.clear} />
      <SecrecyDialog opened={asking !== null} about="attach" onAnswer={() => void keep()} onStopped={() => setAsking(null)} onCancel={() => setAsking(null)} />
    </>
  )
}
