import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Facts } from '../../ferry/Facts.tsx'
import { useSigningWords } from '../words.ts'
import type { Prepared } from './types.ts'

/** As whom, under which 授权, with which key and certificate. */
export const SignerFacts = ({ prepared: { signer, position, of, certificate } }: { prepared: Prepared }) => {
  const { t } = useTranslation()
  const words = useSigningWords()
  const { agency, name, role, authorisation, key } = signer
  return (
    <SimpleGrid cols={2} spacing="lg" verticalSpacing={4} style={{ alignItems: 'start' }}>
      <Facts
        rows={[
          [t('signing.dialog.signer'), `${agency} · ${name} · ${role}`],
          [
            t('signing.verdict.authorisation'),
            authorisation === null
              ? t('signing.verdict.asPerson')
              : t('signing.verdict.authorisationWords', {
                  number: authorisation.number,
                  by: authorisation.authorisedBy,
                  from: authorisation.fromOn,
                  until: authorisation.untilOn,
                }),
          ],
        ]}
      />
      <Facts
        rows={[
          [t('signing.dialog.place'), t('signing.dialog.placeOf', { position, of })],
          [t('signing.dialog.key'), `${t(`signing.algorithms.${key.algorithm}.name`)} · ${key.fingerprint.slice(0, 16)}… · ${words.place(key.place)}`],
          [t('signing.certificate'), certificate ?? t('signing.noCertificate')],
        ]}
      />
    </SimpleGrid>
  )
}
