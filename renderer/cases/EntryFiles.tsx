import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.tsx'
import { useLoad } from '../app/use-load.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { Section } from '../components/Section.tsx'
import classes from './cases.module.css'
import { CaseLine } from './file/RelatedFiles.tsx'

/** The files about an entry: who asked for it, what was found wrong with it. Nothing where there are none. */
export const EntryFiles = ({ entryId }: { entryId: string }) => {
  const { t } = useTranslation()
  const may = useMay('case.ofEntry')
  return may ? <Files entryId={entryId} title={t('cases.ofEntry')} /> : null
}

const Files = ({ entryId, title }: { entryId: string; title: string }) => {
  const { value, failure, reload } = useLoad('case.ofEntry', { entry: entryId }, ['case'])
  if (failure === null && (value === null || value.rows.length === 0)) return null
  return (
    <Section title={title}>
      <ErrorNote failure={failure} onRetry={reload} />
      <div className={classes.stack}>
        {value?.rows.map((row) => (
          <CaseLine key={row.id} row={row} />
        ))}
      </div>
    </Section>
  )
}
