import { Anchor } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rulesInForce } from '../../../../shared/agreements/choose.ts'
import type { TextFinding } from '../../../../shared/contract/agreements.ts'
import { cite } from '../../../../shared/regulations/cited.ts'
import type { PackSet } from '../../../../shared/regulations/pack-set.ts'
import { useLanguage } from '../../../app/language.ts'
import { CitedRule } from '../../../components/CitedRule.tsx'
import classes from '../agreement.module.css'
import { gravestFirst } from '../model/findings.ts'
import { usePlaceLabel } from './fields.tsx'
import { severityIcons } from './Notes.tsx'

type Props = {
  findings: readonly TextFinding[]
  law: PackSet | null
  /** Goes to the field; left out where the text is only read. */
  onJump?: (path: string) => void
}

/** Everything that is said of a text, the gravest first, each leading to its field and with its articles. */
export const FindingsList = ({ findings, law, onJump }: Props) => {
  const { t } = useTranslation()
  if (findings.length === 0) {
    return (
      <p className={classes.clean}>
        <IconCircleCheck size={15} aria-hidden /> {t('agreement.check.none')}
      </p>
    )
  }
  return (
    <ul className={classes.findings}>
      {gravestFirst(findings).map((finding, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two findings of one place may say the same
        <Line key={at} finding={finding} law={law} onJump={onJump} />
      ))}
    </ul>
  )
}

const Line = ({ finding, law, onJump }: { finding: TextFinding; law: PackSet | null; onJump: ((path: string) => void) | undefined }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const place = usePlaceLabel()
  const [opened, setOpened] = useState(false)
  const id = useId()
  const { severity, path, words, rules } = finding
  const Icon = severityIcons[severity]
  const cited = law === null ? [] : rulesInForce(law, rules).map(cite)
  const where = place(path)
  const said = (
    <>
      <Icon size={14} role="img" aria-label={t(`catalogue.severity.${severity}`)} />
      <span>
        {!words[language].toLowerCase().includes(where.toLowerCase()) && <span className={classes.place}>{where}</span>}
        {words[language]}
      </span>
    </>
  )
  return (
    <li data-severity={severity} data-code={finding.code}>
      {onJump === undefined ? (
        <div className={classes.finding}>{said}</div>
      ) : (
        <button type="button" className={classes.finding} onClick={() => onJump(path)} title={t('agreement.check.jump', { place: where })}>
          {said}
        </button>
      )}
      {cited.length > 0 && (
        <Anchor
          component="button"
          type="button"
          size="2xs"
          ml={20}
          aria-expanded={opened}
          aria-controls={id}
          aria-label={`${t(opened ? 'sharing.hideArticle' : 'sharing.article')} ${where}`}
          onClick={() => setOpened(!opened)}
        >
          {t(opened ? 'sharing.hideArticle' : 'sharing.article')}
        </Anchor>
      )}
      <div id={id} hidden={!opened} className={classes.cited}>
        {opened && cited.map((one) => <CitedRule key={one.rule} cited={one} />)}
      </div>
    </li>
  )
}
