import { useTranslation } from 'react-i18next'
import type { Entry } from '../../../shared/catalogue.ts'
import { useLoad } from '../../app/use-load.ts'
import { sayInChina } from './answer-moment.ts'
import styles from './answers.module.css'

/** Under an entry's name: why it came back, or when and under which number it was published. */
export const AnswerLine = ({ entry: { id, status } }: { entry: Entry }) => {
  const { t } = useTranslation()
  const { value } = useLoad('catalogue.answers', { id }, ['catalogue'])
  const answer = value?.answers.find(({ kind }) => kind === status)
  if (answer === undefined || !('publishedOn' in answer)) return null
  const day = answer.publishedOn ?? sayInChina(answer.receivedAt)
  const about = [day, answer.number].filter((part) => part !== '').join(' · ')
  const text = `${t(`catalogue.status.${status}`)} · ${about}${answer.reason === '' ? '' : ` · ${answer.reason}`}`
  return (
    <div className={styles.line} data-kind={answer.kind} title={text}>
      {text}
    </div>
  )
}
