import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Cited } from '../../../shared/regulations/cited.ts'
import { useLanguage } from '../../app/language.ts'
import { useGo } from '../../app/route.ts'
import styles from './packs.module.css'
import { StandingChip } from './StandingChip.tsx'
import { Wordings } from './Wordings.tsx'

/** What a rule rests on: its place, how its regulation stands, its wording, and the way to the whole text. */
export const CitedText = ({ cited }: { cited: Cited }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const go = useGo()
  const { pack, version, place, title, wording, standing } = cited
  return (
    <div className={styles.cited}>
      <Text size="xs" fw={600} component="span">
        {title[language]}
      </Text>{' '}
      <StandingChip standing={standing} />{' '}
      <Anchor component="button" type="button" size="2xs" onClick={() => go('rules', `packs/${pack}/${version}${place === null ? '' : `/${place.article}`}`)}>
        {t('rules.whole')}
      </Anchor>
      {place !== null && <Wordings wording={wording} place={title[language]} />}
    </div>
  )
}
