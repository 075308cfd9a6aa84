import { Anchor, Group, Text } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { usePick } from '../../app/use-pick.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatBytes } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { AddPaper } from '../form/AddPaper.tsx'
import type { FileProps } from './CaseFile.tsx'

/** The file's papers: letters, signed forms, scans. */
export const Papers = ({ row: { kind, id }, file: { papers } }: FileProps) => {
  const { t } = useTranslation()
  const mayAdd = useMay(callOf(kind, 'addPaper'))
  const maySave = useMay(callOf(kind, 'openPaper'))
  const pick = usePick()
  const save = useCall(callOf(kind, 'openPaper'))
  const saveAs = async (sha256: string, name: string) => {
    const extension = name.includes('.') ? (name.split('.').at(-1) ?? '') : ''
    const place = await pick.save({ title: t('papers.save'), name, kinds: extension === '' ? [] : [{ label: extension, extensions: [extension] }] })
    if (place === null) return
    if ((await save.run({ id, sha256, file: place.handle })) !== null) toastDone(t('papers.saved', { name }))
  }
  return (
    <Section title={t('cases.file.papers')} about={t('cases.file.papersAbout')}>
      <ErrorNote failure={save.failure ?? pick.failure} />
      <div className={classes.stack}>
        {papers.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('cases.file.noPapers')}
          </Text>
        )}
        {papers.map(({ sha256, name, here, bytes }) => (
          <Group key={sha256} gap={6} wrap="nowrap" align="baseline">
            <IconPaperclip size={13} aria-hidden style={{ flexShrink: 0, alignSelf: 'center' }} />
            {here && maySave ? (
              <Anchor
                component="button"
                type="button"
                size="sm"
                ta="left"
                style={{ overflowWrap: 'anywhere' }}
                aria-label={`${t('papers.save')} ${name}`}
                title={`SHA-256 ${sha256}`}
                onClick={() => void saveAs(sha256, name)}
              >
                {name}
              </Anchor>
            ) : (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
            )}
            <Text span size="2xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {here ? formatBytes(bytes ?? 0) : t('cases.file.notHere')}
            </Text>
          </Group>
        ))}
        {mayAdd && <AddPaper kind={kind} id={id} />}
      </div>
    </Section>
  )
}
