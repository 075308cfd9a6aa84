import type { Template } from '../../../shared/submissions/template.ts'

/** What has no name or nothing in it yet; `where` is how the screen calls the place. */
export type Unfinished = {
  where: string
  /** The table it is in; '' for none. */ table: string
  what: 'name' | 'lines' | 'columns' | 'about' | 'periods' | 'over' | 'tables' | 'statements'
}

const named = ({ zh }: { zh: string }): boolean => zh.trim() !== ''

/** Everything of a template that is not filled in far enough to be kept. */
export const incomplete = (template: Template): Unfinished[] => {
  const found: Unfinished[] = []
  const note = (wrong: boolean, where: string, what: Unfinished['what'], table = '') => {
    if (wrong) found.push({ where, what, table })
  }
  note(!named(template.words), template.id, 'name')
  note(template.periods.length === 0, template.words.zh, 'periods')
  note(template.tables.length === 0, template.words.zh, 'tables')
  for (const field of template.cover) note(!named(field.words), field.words.zh || field.id, 'name')
  for (const table of template.tables) {
    const where = table.words.zh || table.id
    note(!named(table.words), where, 'name', table.id)
    if (table.kind === 'lines') {
      note(table.lines.length === 0, where, 'lines', table.id)
      for (const [at, line] of table.lines.entries()) note(line.words !== undefined && !named(line.words), `${where} #${at + 1}`, 'name', table.id)
    }
    if (table.kind === 'list') note(table.columns.length === 0, where, 'columns', table.id)
    if (table.kind === 'statements') {
      note(table.lines.length === 0, where, 'statements', table.id)
      for (const [at, line] of table.lines.entries()) note(!named(line.words), `${where} #${at + 1}`, 'name', table.id)
    }
  }
  for (const { id, words, about, formula } of template.indicators) {
    const where = words.zh || id
    note(!named(words), where, 'name')
    note(!named(about), where, 'about')
    note(formula.kind === 'ratio' && formula.over.length === 0, where, 'over')
  }
  return found
}
