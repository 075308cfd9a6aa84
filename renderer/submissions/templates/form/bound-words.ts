import { useTranslation } from 'react-i18next'
import { type Bound, indicatorsOf, type Template } from '../../../../shared/submissions/template.ts'
import { useLanguage } from '../../../app/language.ts'
import { usePunctuation } from '../../../app/punctuation.ts'
import { useFigureWords } from '../../words.ts'

/** What fills a cell, in words: 目录总数, 上期：目录总数, 封面：联系电话. */
export const useBoundWords = (template: Template): ((bound: Bound) => string) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const figureWords = useFigureWords(template)
  return (bound) => {
    switch (bound.kind) {
      case 'figure':
        return figureWords(bound, indicatorsOf(template))
      case 'previous':
      case 'explanation':
        return pair(t(`submissions.form.boundKinds.${bound.kind}`), figureWords(bound, indicatorsOf(template)))
      case 'cover':
        return pair(t('submissions.form.boundKinds.cover'), template.cover.find(({ id }) => id === bound.field)?.words[language] ?? bound.field)
      case 'mark':
        return t(`submissions.form.marks.${bound.which}`)
    }
  }
}
