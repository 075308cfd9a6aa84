import { type FigureRef, refKey, type Template } from '../../shared/submissions/template.ts'

/** The figures a form's tables name, each once, in the form's order. */
export const shownFigures = ({ tables }: Pick<Template, 'tables'>): FigureRef[] => {
  const found = new Map<string, FigureRef>()
  for (const table of tables) {
    if (table.kind !== 'lines') continue
    for (const line of table.lines) if (line.kind === 'figure') found.set(refKey(line), { indicator: line.indicator, key: line.key })
  }
  return [...found.values()]
}
