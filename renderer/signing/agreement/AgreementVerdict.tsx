import { Anchor, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Verdict } from '../verdict/Verdict.tsx'
import { withMoments } from '../with-moments.ts'

/** What verifying says of an agreement: in a sentence here, with everything found behind it. */
export const AgreementVerdict = ({ id }: { id: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { value, failure, reload } = useLoad('agreement.verify', { id }, ['case', 'vault'])
  const [open, setOpen] = useState(false)
  if (value === null) return <ErrorNote failure={failure} onRetry={reload} />
  const { verdict, sameText, paper, words } = value
  const wrong = sameText === false || verdict?.intact === false
  return (
    <div style={{ marginTop: 8 }} role="status">
      <Text size="sm" c={wrong ? 'var(--mantine-color-error)' : 'inherit'}>
        {withMoments(words[language])}
      </Text>
      {sameText === true && (
        <Text size="2xs" c="dimmed">
          {t('signing.agreement.sameText')}
        </Text>
      )}
      {paper.map(({ party, signer, on, copies, keptAt }) => (
        <Text key={party} size="2xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t(keptAt === '' ? 'signing.agreement.copiesOnly' : 'signing.agreement.copies', { signer, on, count: copies, kept: keptAt })}
        </Text>
      ))}
      {verdict !== null && (
        <Anchor component="button" type="button" size="xs" onClick={() => setOpen(true)}>
          {t('signing.agreement.verifyDetails')}
        </Anchor>
      )}
      {open && verdict !== null && (
        <Modal opened onClose={() => setOpen(false)} title={t('signing.agreement.verdictTitle')} size={960}>
          <Verdict name={t('signing.bundles.bundleKind')} verdict={verdict} />
        </Modal>
      )}
    </div>
  )
}
