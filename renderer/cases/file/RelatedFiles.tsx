import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../../shared/contract/case-views.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { Section } from '../../components/Section.tsx'
import classes from '../cases.module.css'
import { StateChip } from '../list/StateChip.tsx'
import { useGoTo } from '../use-place.ts'
import type { FileProps } from './CaseFile.tsx'

/** The file this one is about, and those about it. */
export const RelatedFiles = ({ file: { refers, about } }: FileProps) => {
  const { t } = useTranslation()
  return (
    <>
      {refers !== null && (
        <Section title={t('cases.file.about')}>
          <CaseLine row={refers} />
        </Section>
      )}
      {about.length > 0 && (
        <Section title={t('cases.file.refers')}>
          <div className={classes.stack}>
            {about.map((row) => (
              <CaseLine key={row.id} row={row} />
            ))}
          </div>
        </Section>
      )}
    </>
  )
}

export const CaseLine = ({ row }: { row: CaseRow }) => {
  const { t } = useTranslation()
  const { pair } = usePunctuation()
  const goTo = useGoTo()
  const { kind, id, number, title, sealed } = row
  return (
    <div>
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => goTo({ kind, view: 'file', id })}>
        {pair(t(`cases.kinds.${kind}`), `${number} ${sealed ? t('cases.sealedTitle') : title}`)}
      </Anchor>{' '}
      <StateChip row={row} />
    </div>
  )
}
