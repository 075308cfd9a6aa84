import { NavLink } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureRef } from '../../../shared/submissions/template.ts'
import { useLanguage } from '../../app/language.ts'
import { FigurePanel } from '../figure/FigurePanel.tsx'
import classes from '../submissions.module.css'
import type { Submission } from '../words.ts'
import { ExplainDialog } from './ExplainDialog.tsx'
import { TableView } from './TableView.tsx'

/** The tables of the form one by one; a figure opens where it comes from. */
export const TablesPart = ({ one, fills }: { one: Submission; fills: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { tables } = one.template
  const [chosen, setChosen] = useState(tables[0]?.id ?? '')
  const [figure, setFigure] = useState<FigureRef | null>(null)
  const [explaining, setExplaining] = useState<FigureRef | null>(null)
  const computed = one.line.state !== 'draft'
  return (
    <div className={classes.tables}>
      <nav aria-label={t('submissions.parts.tables')} className={classes.contents}>
        {tables.map(({ id, words }) => (
          <NavLink
            key={id}
            component="button"
            label={words[language]}
            active={id === chosen}
            {...(id === chosen ? { 'aria-current': 'true' as const } : {})}
            onClick={() => setChosen(id)}
            py={4}
            px="xs"
          />
        ))}
      </nav>
      <TableView key={chosen} one={one} table={chosen} onFigure={setFigure} {...(fills ? { onExplain: setExplaining } : {})} />
      {figure !== null && (
        <FigurePanel
          figure={figure}
          period={one.line.period}
          template={one.template.id}
          submission={computed ? { id: one.line.id, version: one.line.version } : null}
          onClose={() => setFigure(null)}
        />
      )}
      {explaining !== null && <ExplainDialog one={one} figure={explaining} onClose={() => setExplaining(null)} />}
    </div>
  )
}
