import { Badge } from '@mantine/core'
import type { CaseRow } from '../../../shared/contract/case-views.ts'
import { useLanguage } from '../../app/language.ts'

const refused = ['refused', 'suspended', 'unsettled', 'terminated', 'abandoned']

/** How a case stands: what is over is grey, what was refused or stands still is orange. */
export const StateChip = ({ row: { state, words, closed } }: { row: Pick<CaseRow, 'state' | 'words' | 'closed'> }) => {
  const { language } = useLanguage()
  const said = words[language]
  return (
    <Badge size="sm" color={closed || state === 'new' ? 'gray' : refused.includes(state) ? 'orange' : 'blue'} data-state={state} maw="100%" title={said}>
      {said}
    </Badge>
  )
}
