import { Badge } from '@mantine/core'
import type { Standing } from '../../../shared/regulations/standing.ts'
import { sayState } from '../../../shared/regulations/standing-words.ts'
import { useLanguage } from '../../app/language.ts'

const colours = { inForce: 'green', unverified: 'orange', notYet: 'gray', replaced: 'gray', ended: 'gray' } as const satisfies Record<Standing['state'], string>

/** How a regulation stands on the day asked about (practice L9). */
export const StandingChip = ({ standing }: { standing: Standing }) => {
  const { language } = useLanguage()
  return (
    <Badge size="sm" color={colours[standing.state]} data-state={standing.state}>
      {sayState(standing, language)}
    </Badge>
  )
}
