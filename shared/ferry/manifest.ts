import { z } from 'zod'
import { daySchema, momentSchema } from '../moments.ts'
import { ferryLimits } from './limits.ts'
import { partySchema, sha256Schema } from './parties.ts'

/** What a medium may be marked. 秘密 and above are refused (practice L11). */
export const mediumMarks = ['公开', '内部'] as const
export const mediumMarkSchema = z.enum(mediumMarks)

/** As it stands on the disc's label and in the register. */
export const mediumNumberSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._()（）〔〕-]*$/u)

/** The kinds this version knows. Another kind is refused by its name before anything is applied. */
export const packageKinds = ['up', 'down', 'receipt', 'peer'] as const
export type PackageKind = (typeof packageKinds)[number]

/** A place in the platform's feed, opaque; '' = before everything. */
const cursorSchema = z.string().max(500)
const epochSchema = z.number().int().nonnegative()

/** The package before to the same recipient. A gap names it and the medium it left on. */
export const previousSchema = z.strictObject({ packageId: z.uuid(), sha256: sha256Schema, medium: z.string().max(40) })

/**
 * What the kind adds. `up`: frozen changes, and how far the sender has come. `down`: lines of the feed from `after` to
 * `cursor`; `after` '' is a full package, which needs nothing before it. `receipt`: what was done with one package. `peer`:
 * from agency to agency, of the files between them (`peer.ts`); it needs nothing before it.
 */
export const aboutSchemas = {
  up: z.strictObject({
    known: z.strictObject({
      epoch: epochSchema,
      cursor: cursorSchema,
      /** The last down package that was taken in, or null. */
      packageId: z.uuid().nullable(),
    }),
    /** `full`: the sender asks for a full package. */
    wants: z.enum(['delta', 'full']),
  }),
  down: z.strictObject({
    after: cursorSchema,
    cursor: cursorSchema,
    rulePacks: z.array(z.strictObject({ id: z.string().max(200), version: z.number().int(), sha256: sha256Schema })).max(1000),
  }),
  receipt: z.strictObject({ of: z.strictObject({ packageId: z.uuid(), sha256: sha256Schema }) }),
  /** `seen`: the last one that came from there: its receipt, as far as anybody needs one. */
  peer: z.strictObject({ seen: z.uuid().nullable() }),
} as const satisfies Record<PackageKind, z.ZodType>
export type About<K extends PackageKind> = z.infer<(typeof aboutSchemas)[K]>

export const partSchema = z.strictObject({
  /** From 1 on, through all volumes. */
  number: z.number().int().min(1).max(ferryLimits.parts),
  /** The volume that carries it; volumes carry neighbours, in order. */
  volume: z.number().int().min(1).max(ferryLimits.parts),
  bytes: z.number().int().min(1).max(ferryLimits.partBytes),
  /** Of the carried bytes, encrypted where the package is. */
  sha256: sha256Schema,
})
export type Part = z.infer<typeof partSchema>

/**
 * What people and scanners can read without opening anything: no content of entries is in it. It stands in every volume,
 * signed, so that each verifies alone and a missing one is named.
 */
export const manifestSchema = z
  .strictObject({
    mulu: z.literal('package'),
    format: z.literal(1),
    kind: z.string().regex(/^[a-z][A-Za-z]{0,39}$/),
    packageId: z.uuid(),
    /** By the sender's clock: for people. Nothing is decided by it but which of two places in the feed is asked from next. */
    madeAt: momentSchema,
    sender: partySchema,
    recipient: partySchema,
    /** The platform's, as the sender knows it. */
    epoch: epochSchema,
    previous: previousSchema.nullable(),
    about: z.json(),
    /** SHA-256 over the lines `id version` of the rule packs the sender has, sorted. */
    ruleSet: sha256Schema,
    medium: z.strictObject({ number: mediumNumberSchema, mark: mediumMarkSchema }),
    mode: z.enum(['clear', 'encrypted']),
    /** Later than this a warning is shown, and no more. */
    expiresOn: daySchema.nullable(),
    volumes: z.number().int().min(1).max(ferryLimits.parts),
    parts: z.array(partSchema).min(1).max(ferryLimits.parts),
    /** How many of what is inside: changes, states, gone, verdicts, lines, cases, submissions, papers. */
    counts: z.record(z.string().regex(/^[a-z][A-Za-z]{0,39}$/), z.number().int().nonnegative()),
  })
  .refine(({ parts }) => parts.every(({ number }, at) => number === at + 1), { error: 'parts: numbers', abort: true })
  .refine(({ parts, volumes }) => parts[0]?.volume === 1 && parts.at(-1)?.volume === volumes, { error: 'parts: volumes' })
  .refine(
    ({ parts }) =>
      parts.every(({ volume }, at) => {
        const before = parts[at - 1]?.volume ?? 1
        return volume === before || volume === before + 1
      }),
    { error: 'parts: volumes' },
  )
  .refine(({ parts }) => parts.reduce((sum, { bytes }) => sum + bytes, 0) <= ferryLimits.packageBytes, { error: 'parts: too large' })
export type Manifest = z.infer<typeof manifestSchema>

/** Which format a manifest of another version says it has, or null: told before anything else of it is looked at. */
export const otherFormat = (value: unknown): number | null => {
  const seen = z.object({ mulu: z.literal('package'), format: z.number().int() }).safeParse(value)
  return seen.success && seen.data.format !== 1 ? seen.data.format : null
}

/** The manifest as it stands between its markers. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`

/** What `ruleSet` is the SHA-256 of. */
export const ruleSetText = (packs: readonly { id: string; version: number }[]): string =>
  packs
    .map(({ id, version }) => `${id} ${version}\n`)
    .sort()
    .join('')

/** `MULU-J2026-017-1of2.txt`; the package's first digits where the medium has no number. */
export const volumeName = (base: string, volume: number, volumes: number): string => (volumes === 1 ? `${base}.txt` : `${base}-${volume}of${volumes}.txt`)
