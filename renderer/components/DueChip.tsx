import { Badge, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type DueFacts, sayDue } from '../../shared/clock-words.ts'
import { useLanguage } from '../app/language.ts'
import classes from './DueChip.module.css'

type Props = {
  /** Who acts next: 综合处, 数据局, 张编目 …; null when nobody has to. */
  who: string | null
  /** What is to be done or how it stands: 更新目录, 待审核. */
  what: string
  /** Until when; null where no rule sets a day or a manner. */
  due: DueFacts | null
  /** Under which article, as it is cited: 条例 809 第十七条第二款. '' where none speaks. */
  article: string
  /** Opens the article or the day list. */
  onArticle?: () => void
}

const colours: Record<DueFacts['state'], string> = {
  notStarted: 'gray',
  paused: 'gray',
  noLimit: 'gray',
  running: 'blue',
  near: 'orange',
  overdue: 'red',
  met: 'green',
  metLate: 'orange',
  kept: 'gray',
}

/** A status says three things (practice W): who acts next, until when, under which article. */
export const DueChip = ({ who, what, due, article, onArticle }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const until = due === null ? '' : sayDue(due, language)
  return (
    <span className={classes.chip} data-state={due?.state}>
      <Badge size="sm" color={due === null ? 'gray' : colours[due.state]} className={classes.badge}>
        {who === null || who === '' ? what : t('clock.chip', { who, what })}
        {until !== '' && <span className={classes.until}>{until}</span>}
      </Badge>
      {article !== '' &&
        (onArticle === undefined ? (
          <span className={classes.article}>{article}</span>
        ) : (
          <UnstyledButton className={classes.article} data-link onClick={onArticle}>
            {article}
          </UnstyledButton>
        ))}
    </span>
  )
}
