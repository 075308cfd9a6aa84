import { useTranslation } from 'react-i18next'
import type { Subject } from '../../../shared/signing/statement.ts'
import { useLanguage } from '../../app/language.ts'
import classes from '../signing.module.css'
import { subjectLines } from '../subject-lines.ts'
import { useSigningWords } from '../words.ts'

/** Who has to sign, and every place of what is signed, one after the other. */
export const SubjectText = ({ subject, bare = false }: { subject: Subject /** Without its content. */; bare?: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const words = useSigningWords()
  const { kind, id, version, signers } = subject
  const head = [
    { depth: 0, label: t('signing.subject.kind'), value: words.kind(kind) },
    { depth: 0, label: t('signing.subject.id'), value: id },
    { depth: 0, label: t('signing.subject.version'), value: String(version) },
    {
      depth: 0,
      label: t('signing.subject.signers'),
      value: signers
        .map(({ agency, as, person }, at) =>
          [t('signing.subject.signerLine', { at: at + 1, agency }), as, person ?? ''].filter((part) => part !== '').join(' · '),
        )
        .join('\n'),
    },
  ]
  const said = {
    yes: t('signing.subject.yes'),
    no: t('signing.subject.no'),
    none: t('signing.subject.none'),
    item: (at: number) => t('signing.subject.item', { at }),
  }
  const lines = [...head, ...(bare ? [] : subjectLines(subject, language, said))]
  return (
    <dl className={classes.lines}>
      {lines.map(({ depth, label, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text that is shown as it is
        <div key={at} className={classes.line} data-heading={value === null} style={{ paddingLeft: depth * 16 }}>
          <dt>{label}</dt>
          {value !== null && <dd>{value}</dd>}
        </div>
      ))}
    </dl>
  )
}
