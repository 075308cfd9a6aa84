import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import type { PickedFile } from '../../../shared/files.ts'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { sheetKinds } from './ImportDialog.tsx'
import { TemplateDialog } from './TemplateDialog.tsx'

export type KeptTemplate = Output<'listing.templates'>['templates'][number]
export type Inspected = Output<'listing.inspect'>

/** What the editor is opened on: a sheet that was looked at, or a kept template. */
export type Edited = { name: string; inspected: Inspected; file: PickedFile | null }

/** A kept template as if its sheet had been looked at. */
const inspectedOf = ({ name, template }: KeptTemplate): Inspected => ({
  known: name,
  template,
  confidence: template.mapping.columns.map(() => 1),
  sheets: [],
  preview: [],
  statusWords: [],
})

export const Templates = ({ templates, onDone }: { templates: readonly KeptTemplate[]; onDone: () => void }) => {
  const { t } = useTranslation()
  const pick = usePick()
  const mayEdit = useMay('listing.saveTemplate')
  const inspect = useCall('listing.inspect')
  const read = useCall('listing.importTemplate')
  const write = useCall('listing.exportTemplate')
  const remove = useCall('listing.removeTemplate')
  const [edited, setEdited] = useState<Edited | null>(null)
  const [leaving, setLeaving] = useState<string | null>(null)
  const look = async () => {
    const file = await pick.open({ title: t('listing.newTemplate'), kinds: sheetKinds })
    if (file === null) return
    const inspected = await inspect.run({ file: file.handle })
    if (inspected !== null) setEdited({ name: inspected.known ?? '', inspected, file })
  }
  const bring = async () => {
    const file = await pick.open({ title: t('listing.readTemplate'), kinds: [{ label: 'json', extensions: ['json'] }] })
    if (file === null) return
    const done = await read.run({ file: file.handle })
    if (done === null) return
    toastDone(t('listing.templateRead', { name: done.name }))
    onDone()
  }
  const take = async (name: string) => {
    const place = await pick.save({
      title: t('listing.writeTemplate'),
      name: `${name}.json`,
      kinds: [{ label: t('listing.templateKind'), extensions: ['json'] }],
    })
    if (place !== null) await write.run({ name, file: place.handle })
  }
  const drop = async () => {
    if (leaving === null || (await remove.run({ name: leaving })) === null) return
    setLeaving(null)
    onDone()
  }
  return (
    <Section
      title={t('listing.templates')}
      about={t('listing.templatesAbout')}
      actions={
        mayEdit && (
          <Group gap="xs" wrap="nowrap">
            <Button size="compact-sm" loading={inspect.busy} onClick={() => void look()}>
              {t('listing.newTemplate')}
            </Button>
            <Button size="compact-sm" variant="default" loading={read.busy} onClick={() => void bring()}>
              {t('listing.readTemplate')}
            </Button>
          </Group>
        )
      }
    >
      <ErrorNote failure={pick.failure ?? inspect.failure ?? read.failure ?? write.failure} onClose={pick.clear} />
      {templates.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('listing.noTemplates')}
        </Text>
      ) : (
        <Table className="mulu-table" layout="fixed" aria-label={t('listing.templates')}>
          <Table.Tbody>
            {templates.map((kept) => (
              <Table.Tr key={kept.name}>
                <Table.Td className="mulu-ellipsis" title={kept.name}>
                  {kept.name}
                </Table.Td>
                <Table.Td w={190}>{t(kept.workbook ? 'listing.withWorkbook' : 'listing.withoutWorkbook')}</Table.Td>
                <Table.Td w={170} aria-label={t('listing.savedAt')}>
                  {formatMoment(kept.savedAt)}
                </Table.Td>
                {mayEdit && (
                  <Table.Td w={230}>
                    <Group gap={6} wrap="nowrap">
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('listing.editTemplate')} ${kept.name}`}
                        onClick={() => setEdited({ name: kept.name, inspected: inspectedOf(kept), file: null })}
                      >
                        {t('listing.editTemplate')}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('listing.writeTemplate')} ${kept.name}`}
                        onClick={() => void take(kept.name)}
                      >
                        {t('listing.writeTemplate')}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('listing.removeTemplate')} ${kept.name}`}
                        onClick={() => setLeaving(kept.name)}
                      >
                        {t('listing.removeTemplate')}
                      </Button>
                    </Group>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {edited !== null && <TemplateDialog edited={edited} onClose={() => setEdited(null)} onDone={onDone} />}
      <ConfirmDialog
        opened={leaving !== null}
        title={t('listing.removeTemplate')}
        confirmLabel={t('listing.removeTemplate')}
        danger
        busy={remove.busy}
        onConfirm={() => void drop()}
        onCancel={() => setLeaving(null)}
      >
        {t('listing.removeAsk', { name: leaving ?? '' })}
        <ErrorNote failure={remove.failure} />
      </ConfirmDialog>
    </Section>
  )
}
