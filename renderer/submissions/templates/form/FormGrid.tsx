import { Text, UnstyledButton } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template, WorkbookBinding } from '../../../../shared/submissions/template.ts'
import classes from '../../submissions.module.css'
import { boundAt } from './bindings.ts'
import { useBoundWords } from './bound-words.ts'
import { columnName, type GridCell, gridOf } from './grid.ts'
import type { FormSheet } from './loaded.ts'

type Props = { template: Template; binding: WorkbookBinding; sheet: FormSheet; chosen: string | null; onChoose(cell: string): void }

/** A sheet as the form looks. Blank cells are buttons; they say what fills them, or what might. */
export const FormGrid = ({ template, binding, sheet, chosen, onChoose }: Props) => {
  const { t } = useTranslation()
  const rows = useMemo(() => gridOf(sheet), [sheet])
  const columns = Math.min(sheet.columns, 60)
  return (
    <section className={classes.gridBox} aria-label={sheet.name}>
      <table className={classes.grid} aria-label={sheet.name}>
        <thead>
          <tr>
            <td />
            {Array.from({ length: columns }, (_, at) => (
              <th key={columnName(at + 1)} scope="col">
                {columnName(at + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of a sheet is its place
            <tr key={at}>
              <th scope="row">{at + 1}</th>
              {row.map((place) => (
                <td
                  key={place.at}
                  {...(place.rows > 1 ? { rowSpan: place.rows } : {})}
                  {...(place.columns > 1 ? { colSpan: place.columns } : {})}
                  data-merged={place.columns > 1 || undefined}
                >
                  <Place template={template} binding={binding} sheet={sheet.name} place={place} chosen={chosen === place.at} onChoose={onChoose} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.truncated && (
        <Text size="xs" c="dimmed" p="xs">
          {t('submissions.form.formCut')}
        </Text>
      )}
    </section>
  )
}

type PlaceProps = { template: Template; binding: WorkbookBinding; sheet: string; place: GridCell; chosen: boolean; onChoose(cell: string): void }

const Place = ({ template, binding, sheet, place: { at, cell }, chosen, onChoose }: PlaceProps) => {
  const { t } = useTranslation()
  const boundWords = useBoundWords(template)
  if (cell === null) return null
  if (!cell.fillable)
    return <span data-formula={cell.formula || undefined}>{cell.formula && cell.text === '' ? t('submissions.form.formula') : cell.text}</span>
  const bound = boundAt(binding, sheet, at)
  const said = bound !== null ? boundWords(bound) : cell.proposed !== null ? t('submissions.form.proposed', { what: boundWords(cell.proposed) }) : ''
  return (
    <UnstyledButton
      className={classes.blank}
      data-bound={bound !== null || undefined}
      data-proposed={(bound === null && cell.proposed !== null) || undefined}
      aria-pressed={chosen}
      aria-label={`${at} ${[cell.left, cell.above].filter((part) => part !== '').join(' ')} ${said === '' ? t('submissions.form.blank') : said}`}
      title={said}
      onClick={() => onChoose(at)}
    >
      {said}
    </UnstyledButton>
  )
}
