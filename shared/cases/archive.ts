import { z } from 'zod'
import { consentRecordSchema } from '../contract/case-views.ts'
import { sha256Schema } from '../ferry/parties.ts'
import { daySchema, momentSchema } from '../moments.ts'
import type { Words } from '../regulations/pack.ts'
import { actSchema, caseHeadSchema, caseKindSchema, partySchema } from './act.ts'

/**
 * 归档包 of a closed case (Ningbo art.8): what the case is, every act and every paper, and the digests of all of them. Names are
 * plain letters: unzip of a machine without a Chinese locale writes others wrongly, and the digests then find nothing. What each
 * is called stands in the contents.
 */

export const archiveNames = { metadata: 'metadata.json', contents: 'contents.pdf', sums: 'SHA256SUMS', acts: 'acts', papers: 'papers' } as const

/** An act as the archive keeps it: what was said, how it counted, who consented, where its letter lies. */
export const archivedActSchema = z.strictObject({
  place: z.number().int().positive(),
  state: z.string(),
  act: actSchema,
  evidence: z.string(),
  records: z.array(consentRecordSchema),
})
export type ArchivedAct = z.infer<typeof archivedActSchema>

export const archiveSchema = z.strictObject({
  format: z.literal('mulu-archive/1'),
  number: z.string().min(1), // 归档号
  archivedOn: daySchema,
  archivedBy: z.string(),
  agency: z.string(),
  case: z.strictObject({
    id: z.uuid(),
    kind: caseKindSchema,
    number: z.string(),
    head: caseHeadSchema,
    party: partySchema,
    other: z.string(),
    way: z.enum(['platform', 'paper']),
    state: z.string(),
    openedAt: momentSchema,
    openedBy: z.string(),
  }),
  acts: z.array(z.strictObject({ place: z.number().int().positive(), id: z.uuid(), act: z.string(), file: z.string(), sha256: sha256Schema })),
  papers: z.array(
    z.strictObject({
      name: z.string(),
      sha256: sha256Schema,
      /** null: it was never here (缺件). */
      file: z.string().nullable(),
      bytes: z.number().int().nonnegative().nullable(),
    }),
  ),
})
export type Archive = z.infer<typeof archiveSchema>

/** What may be wrong with a package. */
export const archiveFindings = {
  fileMissing: { zh: '清单中的文件不在包里', en: 'a file of the list is not in the package' },
  fileChanged: { zh: '文件内容与清单的校验值不符', en: 'a file is not what its digest says' },
  fileExtra: { zh: '包里有清单以外的文件', en: 'a file stands in no list' },
  actMissing: { zh: '元数据所列的办理没有文件', en: 'an act of the metadata has no file' },
  actDiffers: { zh: '办理文件与元数据不一致', en: 'an act is not the one the metadata names' },
  orderBroken: { zh: '办理的先后次序不连续', en: 'the acts do not follow one another' },
  stateDiffers: { zh: '案卷状态与最后一项办理不一致', en: 'the state is not where the last act led' },
  paperDiffers: { zh: '材料与元数据的校验值不符', en: 'a paper is not the one the metadata names' },
} as const satisfies Record<string, Words>
export type ArchiveFinding = keyof typeof archiveFindings

/** The ending of a paper's name, where it is a plain one. */
export const plainEnding = (name: string): string => /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0].toLowerCase() ?? ''

/** The line `sha256sum -c` reads. */
export const sumLine = (sha256: string, file: string): string => `${sha256}  ${file}\n`
