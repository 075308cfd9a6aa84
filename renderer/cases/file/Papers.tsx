import { Button, Group, Text } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatBytes } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { toastDone } from '../../components/toast.tsx'
import { callOf } from '../calls.ts'
import classes from '../cases.module.css'
import { AddPaper } from '../form/AddPaper.tsx'
import type { FileProps } from './CaseFile.tsx'
import { PaperName, useSavePaper } from './PaperName.tsx'

/** The file's papers: letters, signed forms, scans. */
export const Papers = ({ row: { kind, id, way }, file: { papers } }: FileProps) => {
  const { t } = useTranslation()
  const mayAdd = useMay(callOf(kind, 'addPaper'))
  const save = useSavePaper(kind, id)
  const mayFetch = useMay(callOf(kind, 'fetchPaper')) && way === 'platform'
  const fetch = useCall(callOf(kind, 'fetchPaper'))
  const bring = async (sha256: string, name: string) => {
    const done = await fetch.run({ id, sha256 })
    if (done !== null) toastDone(t(done.asked ? 'papers.askedFor' : 'papers.fetched', { name }))
  }
  return (
    <Section title={t('cases.file.papers')} about={t('cases.file.papersAbout')}>
      <ErrorNote failure={save.failure ?? fetch.failure} />
      <div className={classes.stack}>
        {papers.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('cases.file.noPapers')}
          </Text>
        )}
        {papers.map(({ sha256, name, here, bytes }) => (
          <Group key={sha256} gap={6} wrap="nowrap" align="baseline">
            <IconPaperclip size={13} aria-hidden style={{ flexShrink: 0, alignSelf: 'center' }} />
            <PaperName sha256={sha256} name={name} here={here} save={save} />
            {!here && mayFetch ? (
              <Button
                size="compact-xs"
                variant="default"
                style={{ flexShrink: 0 }}
                aria-label={`${t('papers.fetch')} ${name}`}
                loading={fetch.busy}
                onClick={() => void bring(sha256, name)}
              >
                {t('papers.fetch')}
              </Button>
            ) : (
              <Text span size="2xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {here ? formatBytes(bytes ?? 0) : t('cases.file.notHere')}
              </Text>
            )}
          </Group>
        ))}
        {mayAdd && <AddPaper kind={kind} id={id} />}
      </div>
    </Section>
  )
}
