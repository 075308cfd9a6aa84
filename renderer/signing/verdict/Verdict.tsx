import { Group, Paper, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { useLanguage } from '../../app/language.ts'
import { formatMoment } from '../../components/moments.ts'
import { Section } from '../../components/Section.tsx'
import { Facts } from '../../ferry/Facts.tsx'
import { Findings } from '../Findings.tsx'
import { FilesTable } from '../sign/FilesTable.tsx'
import classes from '../signing.module.css'
import { withMoments } from '../with-moments.ts'
import { useSigningWords } from '../words.ts'
import { MissingPlace, SignaturePlace } from './SignaturePlace.tsx'

type Props = {
  name: string
  verdict: BundleVerdict
  actions?: ReactNode
  /** Takes a part out of the bundle; left out where the bundle is not a file at hand. */
  onTake?: ((path: string, name: string) => void) | undefined
}

/** Everything that can be said of a bundle: the whole in a sentence, over what, by whom, and what was found. */
export const Verdict = ({ name, verdict, actions, onTake }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = useSigningWords()
  const { subject, files, signatures, missing, intact, complete, received, findings } = verdict
  return (
    <Stack gap="sm">
      <Group gap="xs" role="status" wrap="nowrap" align="flex-start">
        {!intact ? (
          <IconCircleX size={22} color="var(--mantine-color-error)" aria-hidden style={{ flexShrink: 0 }} />
        ) : complete ? (
          <IconCircleCheck size={22} color="var(--mulu-good)" aria-hidden style={{ flexShrink: 0 }} />
        ) : (
          <IconCircleDashed size={22} color="var(--mulu-warning)" aria-hidden style={{ flexShrink: 0 }} />
        )}
        <Text fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
          {withMoments(verdict.words[language])}
        </Text>
      </Group>
      <Findings findings={findings} />
      {actions}
      <Paper p="md">
        <Section title={t('signing.verdict.signatures')}>
          <div className={classes.places}>
            {signatures.map((one) => (
              <SignaturePlace key={one.position} signature={one} onTake={onTake} />
            ))}
            {missing
              .filter(({ position }) => !signatures.some((one) => one.position === position))
              .map((one) => (
                <MissingPlace key={one.position} place={one} />
              ))}
          </div>
        </Section>
      </Paper>
      <Paper p="md">
        <Section title={t('signing.verdict.files')}>
          <Facts
            rows={[
              [t('signing.verdict.of'), name],
              subject === null
                ? null
                : [t('signing.verdict.subject'), `${words.kind(subject.kind)} · ${subject.id} · ${t('signing.verdict.version', { version: subject.version })}`],
              [t('signing.verdict.received'), received === null ? t('signing.verdict.notSaid') : `${formatMoment(received.at)} · ${received.source}`],
              [
                t('signing.verdict.bundleDigest'),
                <span key="digest" className={classes.digest}>
                  {verdict.sha256}
                </span>,
              ],
            ]}
          />
          {files.length > 0 && (
            <div style={{ marginTop: 8 }}>
              <FilesTable files={files} onLook={onTake === undefined ? undefined : (file) => onTake(`files/${file.name}`, file.name)} />
            </div>
          )}
        </Section>
      </Paper>
    </Stack>
  )
}
