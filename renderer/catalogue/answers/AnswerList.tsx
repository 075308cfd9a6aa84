import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../shared/contract/answers.ts'
import { formatMoment } from '../../components/moments.ts'
import { sayInChina } from './answer-moment.ts'
import styles from './answers.module.css'
import { agreementKeys, assessedKeys, conclusionKeys, sourceKeys } from './words.ts'

/** What is on record of an entry, the newest first. Nothing where there is none. */
export const AnswerList = ({ answers }: { answers: readonly Answer[] }) => {
  const { t } = useTranslation()
  if (answers.length === 0) return null
  return (
    <section aria-label={t('answers.title')} className={styles.list}>
      <h3>{t('answers.title')}</h3>
      <ol>
        {answers.map((answer) => (
          <li key={answer.id}>
            <AnswerHeading answer={answer} />
            {answer.outdated && 'conclusion' in answer && <span className={styles.outdated}>{t('answers.outdated')}</span>}
            {answer.reason !== '' && <span className={styles.reason}>{answer.reason}</span>}
            <span className={styles.quiet}>
              {[
                ...('handledBy' in answer ? [t(answer.officeHead === '' && answer.leader === '' ? 'answers.handled' : 'answers.people', answer)] : []),
                ...(answer.evidence === '' ? [] : [t('answers.keptAt', { evidence: answer.evidence })]),
                ...('hash' in answer && answer.hash !== '' ? [t('answers.hash', { hash: answer.hash.slice(0, 16) })] : []),
                t('answers.by', { author: answer.recordedBy, at: formatMoment(answer.recordedAt) }),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What was said, of which version, when, by which way and number. */
const AnswerHeading = ({ answer }: { answer: Answer }) => {
  const { t } = useTranslation()
  const said = (): string[] => {
    if (answer.kind === 'checked') return [t('answers.checked')]
    if ('agreedBy' in answer) return [t(`answers.${answer.kind}`), answer.agreedBy, answer.agreedOn, t(agreementKeys[answer.source])]
    if (answer.kind === 'secrecyReviewed') return [t('answers.reviewed'), t(conclusionKeys[answer.conclusion]), answer.reviewedOn]
    if ('conclusion' in answer) return [t(`life.assessments.${answer.kind}`), t(assessedKeys[answer.conclusion]), answer.reviewedOn]
    const kind = answer.kind
    const word =
      kind === 'withheldSubmitted' || kind === 'withheldConfirmed' || kind === 'withheldRefused'
        ? t(`life.withheld.kinds.${kind}`)
        : t(`catalogue.status.${kind}`)
    const day = answer.publishedOn === null ? '' : t('answers.ofPublication', { day: answer.publishedOn })
    return [word, sayInChina(answer.receivedAt), t(sourceKeys[answer.source]), day]
  }
  return (
    <span className={styles.heading}>
      {[...said(), answer.number, t('catalogue.entry.version', { version: answer.version })].filter((part) => part !== '').join(' · ')}
    </span>
  )
}
