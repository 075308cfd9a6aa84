import { z } from 'zod'
import { readHandleSchema } from '../files.ts'
import { daySchema } from '../moments.ts'
import { call } from './define.ts'
import { trustedKeySchema } from './trust.ts'

const versionSchema = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/)

/** What a release manifest says; signed as a whole (electron/core/trust/signed.ts). */
export const releaseSchema = z.strictObject({
  version: versionSchema,
  /** The oldest version that may be replaced by it. */
  updatesFrom: versionSchema,
  /** Vaults it opens: schema numbers it can bring up, and the one it brings them to. */
  schema: z.strictObject({ from: z.number().int().min(1), to: z.number().int().min(1) }),
  publishedOn: daySchema,
  files: z
    .array(z.strictObject({ name: z.string().min(1).max(255), bytes: z.number().int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1)
    .max(100),
})
export type Release = z.infer<typeof releaseSchema>

const checkedSchema = z.strictObject({
  release: releaseSchema,
  /** This program's version and this vault's schema, which the release was found to fit. */
  present: z.strictObject({ version: versionSchema, schema: z.number().int() }),
  signedBy: trustedKeySchema,
})

export const updateCalls = {
  'update.check': call({
    about: { zh: '核对发布清单：签名、版本、数据格式', en: 'Check a release manifest: signature, versions, schema' },
    roles: ['systemAdmin'],
    effect: 'read',
    input: z.strictObject({ file: readHandleSchema }),
    output: checkedSchema,
  }),
  'update.verify': call({
    about: { zh: '按发布清单核对安装文件，并先备份保险库', en: 'Check an installer against its manifest and back the vault up first' },
    roles: ['systemAdmin'],
    effect: 'export',
    long: true,
    input: z.strictObject({ manifest: readHandleSchema, installer: readHandleSchema }),
    /** Only after this reply may the installer be started. `backup` names the verified backup made just before. */
    output: checkedSchema.extend({ file: releaseSchema.shape.files.element, backup: z.string() }),
  }),
}
