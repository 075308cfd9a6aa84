import { Anchor, Collapse, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canonicalJson } from '../../../shared/canonical.ts'
import { PaperText } from '../../components/PaperText.tsx'
import classes from '../signing.module.css'
import { FilesTable } from './FilesTable.tsx'
import { SubjectText } from './SubjectText.tsx'
import type { Prepared, Signing } from './types.ts'

/** Everything a signature will be over: the text, its canonical form, and every file. */
export const ShownText = ({ prepared: { subject, papers, files, digest }, look }: { prepared: Prepared; look: Signing['look'] }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <SubjectText subject={subject} bare={papers.length > 0} />
      {papers.length > 0 && (
        <div style={{ marginTop: 14 }}>
          {papers.map((paper) => (
            <PaperText key={paper.name} paper={paper} />
          ))}
        </div>
      )}
      <div style={{ margin: '12px 0' }}>
        <Anchor component="button" type="button" size="xs" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t('signing.dialog.canonical')}
        </Anchor>
        <Collapse expanded={open} id={id}>
          {digest !== null && (
            <Text size="2xs" c="dimmed" className="mulu-mono">
              {t('signing.dialog.canonicalDigest', { digest })}
            </Text>
          )}
          {open && <pre className={classes.canonical}>{canonicalJson(subject)}</pre>}
        </Collapse>
      </div>
      {files.length > 0 && <FilesTable files={files} {...(look === undefined ? {} : { onLook: ({ name, sha256 }) => look(name, sha256) })} />}
      <p className={classes.end}>{t('signing.dialog.end')}</p>
    </>
  )
}
