import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from '../submissions.module.css'
import type { Submission } from '../words.ts'
import { Remedies } from './Remedies.tsx'
import { Statements } from './Statements.tsx'

/** 自查: item by item what the agency says, and what is to be put right. */
export const SelfCheckPart = ({ one, fills }: { one: Submission; fills: boolean }) => {
  const { t } = useTranslation()
  return (
    // A scrolling region must be reachable by keyboard even when nothing in it is.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`mulu-scroll ${classes.body}`} aria-label={t('submissions.parts.selfCheck')} tabIndex={0}>
      <Stack gap="md">
        {one.template.tables.some(({ kind }) => kind === 'statements') && <Statements one={one} fills={fills} />}
        <Remedies one={one} fills={fills} />
      </Stack>
    </section>
  )
}
