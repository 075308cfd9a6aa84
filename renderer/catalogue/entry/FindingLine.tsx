import { Anchor } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/catalogue.ts'
import { sayFinding } from '../../../shared/findings.ts'
import { useLanguage } from '../../app/language.ts'
import { CitedText } from '../../rules/packs/CitedText.tsx'
import styles from './entry.module.css'
import { useForm } from './form-context.tsx'

const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** One finding in words, leading to its field; the articles it rests on, with their wording, when asked for. */
export const FindingLine = ({ finding, place, onJump }: { finding: Finding; place: string; onJump(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { packs } = useForm()
  const [opened, setOpened] = useState(false)
  const id = useId()
  const { message, action, reason, cited } = sayFinding(finding, language, packs)
  const Icon = icons[finding.severity]
  return (
    <li>
      <div className={styles.findingLine}>
        <button
          type="button"
          className={styles.finding}
          data-severity={finding.severity}
          onClick={onJump}
          title={t('catalogue.findings.jump', { field: place })}
        >
          <Icon size={14} role="img" aria-label={t(`catalogue.severity.${finding.severity}`)} />
          <span className="mulu-ellipsis" title={place}>
            {place}
          </span>
          <span>
            {[message, action, ''].join(language === 'en' ? ' ' : '')}
            <span className={styles.reason}>{reason}</span>
          </span>
        </button>
        {cited.length > 0 && (
          <Anchor
            component="button"
            type="button"
            size="2xs"
            aria-expanded={opened}
            aria-controls={id}
            aria-label={`${t(opened ? 'sharing.hideArticle' : 'sharing.article')} ${message}`}
            onClick={() => setOpened(!opened)}
          >
            {t(opened ? 'sharing.hideArticle' : 'sharing.article')}
          </Anchor>
        )}
      </div>
      <div id={id} hidden={!opened} className={styles.citedTexts}>
        {opened && cited.map((one) => <CitedText key={one.rule} cited={one} />)}
      </div>
    </li>
  )
}
