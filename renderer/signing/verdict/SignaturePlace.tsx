import { Anchor, Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BundleVerdict, SignatureVerdict } from '../../../shared/signing/verdict.ts'
import { useLanguage } from '../../app/language.ts'
import { formatMoment } from '../../components/moments.ts'
import { Facts } from '../../ferry/Facts.tsx'
import { Fingerprint } from '../../ferry/Fingerprint.tsx'
import { Findings } from '../Findings.tsx'
import classes from '../signing.module.css'

type Take = ((path: string, name: string) => void) | undefined
type State = 'good' | 'bad' | 'paper' | 'withdrawn'

const colours = { good: 'green', bad: 'red', paper: 'gray', withdrawn: 'orange' } as const
const stateKeys = { good: 'good', bad: 'bad', paper: 'onPaper', withdrawn: 'withdrawn' } as const

const stateOf = ({ kind, intact, withdrawn }: SignatureVerdict): State =>
  withdrawn !== null ? 'withdrawn' : !intact ? 'bad' : kind === 'paper' ? 'paper' : 'good'

/** One place that was signed. The two statements of practice L10 stand apart: whose identity, and where the key lives. */
export const SignaturePlace = ({ signature, onTake }: { signature: SignatureVerdict; onTake: Take }) => {
  const { t } = useTranslation()
  const { position, signer, paper, withdrawn, findings } = signature
  const state = stateOf(signature)
  const agency = signer?.agency ?? paper?.agency ?? ''
  return (
    <article className={classes.signature} data-state={state} aria-label={t('signing.verdict.position', { position })}>
      <Group gap={8} align="baseline" mb={4}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {[t('signing.verdict.position', { position }), agency, signer?.name ?? paper?.name ?? ''].filter((part) => part !== '').join(' · ')}
        </Text>
        <Badge size="sm" color={colours[state]}>
          {t(`signing.verdict.${stateKeys[state]}`)}
        </Badge>
      </Group>
      {signer !== null && <KeyFacts signature={signature} onTake={onTake} />}
      {paper !== null && <PaperFacts paper={paper} position={position} onTake={onTake} />}
      {withdrawn !== null && (
        <Text size="sm" c="var(--mulu-warning)">
          {t('signing.verdict.withdrawnWhy', { at: formatMoment(withdrawn.claimedAt), reason: withdrawn.reason })}
        </Text>
      )}
      <Findings findings={findings} />
    </article>
  )
}

const KeyFacts = ({ signature, onTake }: { signature: SignatureVerdict; onTake: Take }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { signer, claimedAt, identity, keyPlace, signedPdfs, position, findings } = signature
  if (signer === null) return null
  const { role, authorisation, key } = signer
  const selfSigned = findings.some(({ code }) => code === 'certificate.none')
  return (
    <Facts
      rows={[
        [t('signing.verdict.identity'), identity.words[language]],
        keyPlace === null ? null : [t('signing.keyPlace'), keyPlace[language]],
        identity.certificate === null || selfSigned ? null : [t('signing.certificate'), identity.certificate],
        selfSigned ? [t('signing.certificate'), t('signing.verdict.selfSigned')] : null,
        [t('signing.verdict.role'), role],
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
        claimedAt === null ? null : [t('signing.verdict.claimed'), t('signing.verdict.claimedNote', { at: formatMoment(claimedAt, true) })],
        [t('signing.algorithm'), t(`signing.algorithms.${key.algorithm}.name`)],
        [t('signing.fingerprint'), <Fingerprint key="print" value={key.fingerprint} />],
        signedPdfs.length === 0
          ? null
          : [
              t('signing.verdict.signedPdfs'),
              <span key="pdfs">
                {signedPdfs.map((name) => (
                  <TakeLink key={name} path={`signatures/${position}/signed/${name}`} name={name} onTake={onTake} />
                ))}
              </span>,
            ],
      ]}
    />
  )
}

const PaperFacts = ({ paper, position, onTake }: { paper: NonNullable<SignatureVerdict['paper']>; position: number; onTake: Take }) => {
  const { t } = useTranslation()
  return (
    <Facts
      rows={[
        paper.role === '' ? null : [t('signing.verdict.role'), paper.role],
        paper.authorisation === '' ? null : [t('signing.verdict.authorisation'), paper.authorisation],
        [t('signing.verdict.signedOn'), paper.signedOn],
        paper.seal === '' ? null : [t('signing.verdict.seal'), paper.seal],
        [t('signing.verdict.copies'), String(paper.copies)],
        paper.original === '' ? null : [t('signing.verdict.original'), paper.original],
        [t('signing.verdict.recordedBy'), `${paper.recordedBy} · ${formatMoment(paper.recordedAt)}`],
        [t('signing.verdict.scan'), <TakeLink key="scan" path={`signatures/${position}/scan`} name={paper.scan} onTake={onTake} />],
      ]}
    />
  )
}

const TakeLink = ({ path, name, onTake }: { path: string; name: string; onTake: Take }) => {
  const { t } = useTranslation()
  if (onTake === undefined) return <span>{name}　</span>
  return (
    <Anchor component="button" type="button" size="sm" mr="sm" aria-label={`${t('signing.verdict.look')} ${name}`} onClick={() => onTake(path, name)}>
      {name}
    </Anchor>
  )
}

/** A place nobody has signed yet. */
export const MissingPlace = ({ place: { position, agency, as } }: { place: BundleVerdict['missing'][number] }) => {
  const { t } = useTranslation()
  return (
    <article className={classes.signature} data-state="missing" aria-label={t('signing.verdict.position', { position })}>
      <Group gap={8} align="baseline">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {[t('signing.verdict.position', { position }), agency, as].filter((part) => part !== '').join(' · ')}
        </Text>
        <Badge size="sm" color="gray">
          {t('signing.verdict.missing')}
        </Badge>
      </Group>
    </article>
  )
}
