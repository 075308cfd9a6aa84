import { attribute, type Block, blockOf, lies, type OpenedWorkbook, placeOf } from './workbook-edit.ts'

/** Blocks whose values one formula gives (arrays, what-if tables): nothing can be written into the middle of one. */
export const formulaBlocks = (xml: string): Block[] =>
  [...xml.matchAll(/<(?:[\w.-]+:)?f\s[^>]*>/g)].flatMap(([tag]) => {
    const block = ['array', 'dataTable'].includes(attribute(tag, 't') ?? '') ? blockOf(attribute(tag, 'ref') ?? '') : null
    return block === null ? [] : [block]
  })

const cell = /<((?:[\w.-]+:)?)c(\s[^>]*?)(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?c>)/g
const formula = /<(?:[\w.-]+:)?f[\s/>]/
const value = /<((?:[\w.-]+:)?)v(?:\s[^>]*)?>[^<]*<\/(?:[\w.-]+:)?v>|<(?:[\w.-]+:)?v\s*\/>/g

/** A sheet without what its formulas came to when it was saved: through names and INDIRECT any of them may look at what is new. */
const withoutResults = (xml: string): string => {
  if (!formula.test(xml)) return xml
  const blocks = formulaBlocks(xml)
  return xml.replace(cell, (whole, prefix: string, attributes: string, inside: string | undefined) => {
    if (inside === undefined) return whole
    const own = formula.test(inside)
    const place = own || blocks.length === 0 ? null : placeOf(attribute(attributes, 'r') ?? '')
    if (!own && (place === null || !blocks.some((block) => lies(place, block)))) return whole
    const rest = inside.replace(value, '')
    return `<${prefix}c${attributes.replace(/\st="[^"]*"/, '')}${rest === '' ? '/>' : `>${rest}</${prefix}c>`}`
  })
}

/** Elements of a workbook before which its mode of calculation stands (ECMA-376 part 1, 18.2.27). */
const before = ['definedNames', 'externalReferences', 'functionGroups', 'sheets']

const calculatedOnLoad = (xml: string): string => {
  const mode = /<((?:[\w.-]+:)?)calcPr(\s[^>]*?)?(?:\/>|>[\s\S]*?<\/(?:[\w.-]+:)?calcPr>)/.exec(xml)
  if (mode !== null)
    return xml.replace(mode[0], () => `<${mode[1]}calcPr${(mode[2] ?? '').replace(/\s(?:fullCalcOnLoad|calcCompleted)="[^"]*"/g, '')} fullCalcOnLoad="1"/>`)
  for (const name of before) {
    const end = new RegExp(`</((?:[\\w.-]+:)?)${name}>|<((?:[\\w.-]+:)?)${name}\\s*/>`).exec(xml)
    if (end === null) continue
    const at = end.index + end[0].length
    return `${xml.slice(0, at)}<${end[1] ?? end[2] ?? ''}calcPr fullCalcOnLoad="1"/>${xml.slice(at)}`
  }
  return xml
}

/** The order in which formulas are counted names cells that may be gone; every program makes it anew. */
const dropCalcChain = ({ parts }: OpenedWorkbook): void => {
  const name = [...parts.keys()].find((key) => /(^|\/)calcchain\.xml$/.test(key))
  if (name === undefined) return
  parts.delete(name)
  for (const part of parts.values()) {
    if (part.text === null) continue
    if (/^\[content_types\]\.xml$/i.test(part.written)) part.text = part.text.replace(/<(?:[\w.-]+:)?Override\s[^>]*calcChain\.xml"[^>]*\/>/gi, '')
    else if (/workbook\.xml\.rels$/i.test(part.written)) part.text = part.text.replace(/<(?:[\w.-]+:)?Relationship\s[^>]*calcChain\.xml"[^>]*\/>/gi, '')
  }
}

/** Nobody reads a stale total: results are taken out, and every program is told to count anew when it opens the file. Counts nothing itself. */
export const leaveCounting = (opened: OpenedWorkbook): void => {
  let formulas = false
  for (const { part } of opened.sheets) {
    const sheet = opened.parts.get(part)
    if (sheet?.text === undefined || sheet.text === null) continue
    const cleared = withoutResults(sheet.text)
    formulas ||= formula.test(cleared)
    sheet.text = cleared
  }
  dropCalcChain(opened)
  for (const [name, part] of opened.parts) {
    if (part.text === null) continue
    if (formulas && name === opened.workbook) part.text = calculatedOnLoad(part.text)
    // A pivot table shows what it last read.
    else if (/pivotcachedefinition[^/]*\.xml$/.test(name))
      part.text = part.text.replace(
        /(<(?:[\w.-]+:)?pivotCacheDefinition)(\s[^>]*)/,
        (_, open: string, attributes: string) => `${open} refreshOnLoad="1"${attributes.replace(/\srefreshOnLoad="[^"]*"/, '')}`,
      )
  }
}
