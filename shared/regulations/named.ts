import { sayCitation } from './cited.ts'
import { cn809 } from './cn-809.ts'
import type { PackSource, Words } from './pack.ts'
import { secrecyLaw, secrecyRegulation } from './secrecy.ts'
import { guide1272 } from './standards.ts'

const placed = (pack: PackSource, rule: string): Words => {
  const found = pack.rules.find(({ id }) => id === rule)
  if (found === undefined) throw new Error(`no rule ${rule}`)
  return sayCitation(pack, found.place)
}

/** Citations that fixed sentences quote: hints beside fields, refusals at the gate. Code elsewhere names no law itself. */
export const cited = {
  nationalRegulation: cn809.title,
  workingBody: placed(cn809, 'CN-809/11'),
  departmentHead: placed(cn809, 'CN-809/13-1:agree'),
  dataGrade: placed(cn809, 'CN-809/13-2'),
  notShared: placed(cn809, 'CN-809/15-2:notShared'),
  conditional: placed(cn809, 'CN-809/15-2:conditional'),
  noSecrets: placed(cn809, 'CN-809/3-1:secrets'),
  noClassifiedNetwork: placed(secrecyLaw, 'BMF/31'),
  secrecyUnsure: placed(secrecyRegulation, 'BMF-TL/25'),
  spillReport: placed(secrecyRegulation, 'BMF-TL/61'),
  guide: { zh: `${guide1272.title.zh}（${guide1272.number}）`, en: guide1272.title.en },
} as const
