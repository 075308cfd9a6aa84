import { cn809 } from './cn-809.ts'
import { hebei } from './he.ts'
import { jiangsu85 } from './js-85.ts'
import { nb171 } from './nb-171.ts'
import { networkData } from './network-data.ts'
import { ningxia } from './nx.ts'
import { type Pack, packSchema } from './pack.ts'
import { secrecyLaw, secrecyRegulation } from './secrecy.ts'
import { gb11714, gb32100, guide1272 } from './standards.ts'

/** The packs every copy of Mulu has; in this order texts are cited. */
export const builtInPacks: readonly Pack[] = [
  guide1272,
  gb32100,
  gb11714,
  secrecyLaw,
  secrecyRegulation,
  cn809,
  networkData,
  nb171,
  hebei,
  ningxia,
  jiangsu85,
].map((source) => packSchema.parse(source))
