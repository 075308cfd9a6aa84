import { z } from 'zod'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { administrators, roleSchema } from '../roles.ts'
import { textKey } from '../text-key.ts'
import { digestSchema } from './attachments.ts'
import { call } from './define.ts'

/** Name a user signs in with; shown on the lock screen, so it stands in the clear in the vault's header. */
export const userNameSchema = z.string().trim().min(1).max(64)

/** Required where one person is system and security administrator. */
const combineReasonSchema = z.string().trim().min(1).max(500)

export const cipherSchema = z.enum(['sqlcipher', 'aegis'])

export const userSchema = z.strictObject({
  id: z.uuid(),
  name: userNameSchema,
  fullName: z.string().max(100),
  roles: z.array(roleSchema),
  /** Why one person is system and security administrator (an office of two, practice P12); null otherwise. */
  combineReason: z.string().nullable(),
  founder: z.boolean(),
  disabledAt: momentSchema.nullable(),
  keychain: z.string().nullable(), // the backend that also holds this user's key, or null
  createdAt: momentSchema,
})

export const sessionSchema = z.strictObject({
  user: userSchema,
  /** False until the three administrators exist: the founder can only add users (decisions K2). */
  complete: z.boolean(),
  /** Which of the three administrators are still missing. */
  missing: z.array(roleSchema),
  sealed: z.boolean(),
  /** The passphrase was set by somebody else: every call but `vault.changePassphrase` is refused until it is changed. */
  mustChangePassphrase: z.boolean(),
  idleLockMinutes: z.number().int().min(1).max(480),
  deviceId: z.uuid(),
  vaultId: z.uuid(),
})

/** The same said in both languages of the screens. */
const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })

const backupSchema = z.strictObject({
  name: z.string(),
  at: momentSchema,
  bytes: z.number().int(),
  verified: z.boolean(),
  entries: z.number().int(),
  opensWith: z.array(z.string()), // names of users (and 'recovery') whose wraps it carries
})

/** Something that left the vault and may still be somewhere. */
const copySchema = z.strictObject({ kind: z.enum(['backup', 'export', 'package']), at: momentSchema, where: z.string(), sha256: z.string() })

/** Where spilled text stood: a table (or a named value of the vault), its field, and in how many rows. Never the text. */
const spillPlaceSchema = z.strictObject({ where: z.string(), field: z.string(), count: z.number().int() })
export type SpillPlace = z.infer<typeof spillPlaceSchema>

/** Words to look for; blanks, punctuation, width and case do not count. One character would be found everywhere. */
const spilledTextsSchema = z
  .array(
    z
      .string()
      .max(2000)
      .refine((text) => [...textKey(text)].length >= 2, 'at least two characters besides blanks and punctuation'),
  )
  .max(100)

const damageSchema = z.strictObject({
  what: z.enum(['header', 'wrap', 'page', 'wal', 'backup', 'index', 'audit']),
  where: z.string(),
  detail: z.string(),
})

export const vaultCalls = {
  'vault.status': call({
    about: { zh: '本机保险库的状态，不需要口令', en: 'State of the vault folder, needs no passphrase' },
    roles: 'locked',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({
      state: z.enum(['absent', 'locked', 'open', 'inUse', 'damaged', 'newer']),
      /** `waitMs`: how long this user has to wait after wrong passphrases. */
      users: z.array(z.strictObject({ name: userNameSchema, keychain: z.boolean(), waitMs: z.number().int() })),
      cipher: cipherSchema.nullable(),
      waitMs: z.number().int(), // the longest of the users' waits
      session: sessionSchema.nullable(),
      detail: z.string().nullable(),
    }),
  }),
  'vault.create': call({
    about: { zh: '新建保险库；创建人先只能添加用户', en: 'Make a vault; its founder can only add users at first' },
    roles: 'locked',
    effect: 'secure',
    secrets: ['passphrase'],
    input: z.strictObject({
      user: userNameSchema.optional(), // the command line takes it from --user
      fullName: z.string().max(100).default(''),
      /** The founder's own roles; they take effect when the three administrators exist. */
      roles: z.array(roleSchema).default([]),
      combineReason: combineReasonSchema.optional(),
      cipher: cipherSchema.default('sqlcipher'),
      /** 非涉密网络 the vault is used on; a classified network is refused (practice L11). */
      network: z.enum(['政务外网', '互联网', '单位内部非涉密网', '涉密网络']).default('政务外网'),
      /** Seconds one key derivation should take on this machine; calibrated to 0.3-1 s. */
      kdfSeconds: z.number().min(0.3).max(1).default(0.5),
    }),
    output: z.strictObject({ vaultId: z.uuid(), recoveryCode: z.string(), session: sessionSchema }),
  }),
  'vault.unlock': call({
    about: { zh: '打开保险库', en: 'Open the vault' },
    roles: 'locked',
    effect: 'secure',
    whenSealed: true,
    secrets: ['passphrase', 'recoveryCode'],
    input: z.strictObject({
      user: userNameSchema.optional(),
      by: z.enum(['passphrase', 'recovery', 'keychain']).default('passphrase'),
      /** After `vault.damaged` for the log beside the database: its files are copied aside and what is whole is opened. */
      salvage: z.boolean().default(false),
    }),
    output: sessionSchema,
  }),
  'vault.lock': call({
    about: { zh: '锁定：丢弃密钥，关闭数据库', en: 'Lock: drop the key, close the database' },
    roles: 'locked',
    effect: 'secure',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({}),
  }),
  'vault.changePassphrase': call({
    about: { zh: '更换自己的口令', en: 'Change your own passphrase' },
    roles: 'anyUser',
    effect: 'secure',
    // Whoever has to report a spill may have been given a passphrase meanwhile.
    whenSealed: true,
    secrets: ['passphrase', 'newPassphrase'],
    input: z.strictObject({}),
    output: z.strictObject({}),
  }),
  'vault.newRecoverySheet': call({
    about: { zh: '重制恢复单，旧恢复单作废', en: 'Make a new recovery sheet; the old one stops working' },
    roles: ['securityAdmin'],
    effect: 'secure',
    input: z.strictObject({}),
    output: z.strictObject({ recoveryCode: z.string(), vaultId: z.uuid(), madeAt: momentSchema }),
  }),
  'vault.resetPassphrase': call({
    about: { zh: '凭恢复单为用户重设口令', en: "Set a user's passphrase anew with the recovery sheet" },
    roles: 'locked',
    effect: 'secure',
    secrets: ['recoveryCode', 'newPassphrase'],
    input: z.strictObject({ user: userNameSchema }),
    output: z.strictObject({}),
  }),
  'vault.users': call({
    about: { zh: '用户与角色', en: 'Users and their roles' },
    roles: 'anyUser',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({ users: z.array(userSchema), complete: z.boolean() }),
  }),
  'vault.addUser': call({
    about: { zh: '添加用户并给定角色', en: 'Add a user with roles' },
    roles: ['systemAdmin', 'securityAdmin'], // and the founder, until the vault is complete
    effect: 'secure',
    secrets: ['newPassphrase'],
    input: z.strictObject({
      name: userNameSchema,
      fullName: z.string().max(100).default(''),
      roles: z.array(roleSchema).min(1),
      combineReason: combineReasonSchema.optional(),
    }),
    output: z.strictObject({ user: userSchema, complete: z.boolean() }),
  }),
  'vault.setRoles': call({
    about: { zh: '更改用户的角色', en: "Change a user's roles" },
    roles: ['securityAdmin'],
    effect: 'secure',
    input: z.strictObject({ user: userNameSchema, roles: z.array(roleSchema).min(1), combineReason: combineReasonSchema.optional() }),
    output: z.strictObject({ user: userSchema }),
  }),
  'vault.disableUser': call({
    about: { zh: '停用用户并更换保险库密钥（人员变动）', en: 'Disable a user and rotate the vault key' },
    roles: ['securityAdmin'],
    effect: 'secure',
    input: z.strictObject({ user: userNameSchema, reason: z.string().min(1).max(500) }),
    output: z.strictObject({ user: userSchema, olderBackups: z.array(z.string()) }),
  }),
  'vault.keychain': call({
    about: { zh: '由操作系统钥匙串也保管自己的密钥（可选）', en: "Let the system's keychain also hold your key (optional)" },
    roles: 'anyUser',
    effect: 'secure',
    secrets: ['passphrase'],
    input: z.strictObject({ on: z.boolean() }),
    output: z.strictObject({ backend: z.string().nullable() }),
  }),
  'vault.setIdleLock': call({
    about: { zh: '设定无操作自动锁定的分钟数', en: 'Set the idle minutes after which the vault locks' },
    roles: ['systemAdmin', 'securityAdmin'],
    effect: 'secure',
    input: z.strictObject({ minutes: z.number().int().min(1).max(480) }),
    output: z.strictObject({}),
  }),
  'vault.stayOpen': call({
    about: { zh: '有人在操作：推迟自动锁定', en: 'Somebody is working here: put off the automatic lock' },
    roles: 'anyUser',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({}),
  }),
  'vault.backup': call({
    about: { zh: '备份并验证', en: 'Back up and verify' },
    roles: ['systemAdmin', 'catalogueOfficer'],
    effect: 'export',
    long: true,
    input: z.strictObject({ keep: z.number().int().min(1).max(365).default(14) }),
    output: backupSchema,
  }),
  'vault.backups': call({
    about: { zh: '已有备份', en: 'Backups at hand' },
    roles: ['systemAdmin', 'securityAdmin', 'catalogueOfficer', 'auditAdmin'],
    effect: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ backups: z.array(backupSchema) }),
  }),
  'vault.copyBackup': call({
    about: { zh: '把一份备份写到外部介质', en: 'Write one backup to a place outside' },
    roles: ['systemAdmin'],
    effect: 'export',
    input: z.strictObject({ name: z.string(), file: writeHandleSchema }),
    output: z.strictObject({ bytes: z.number().int(), sha256: z.string() }),
  }),
  'vault.restore': call({
    about: { zh: '从备份恢复（两人在场，或口令加恢复单）', en: 'Restore a backup (two people, or passphrase and recovery sheet)' },
    roles: 'locked',
    effect: 'secure',
    long: true,
    secrets: ['passphrase', 'recoveryCode', 'with'],
    input: z.strictObject({
      user: userNameSchema.optional(),
      /** A backup of this folder by name, or a file from outside. */
      name: z.string().optional(),
      file: readHandleSchema.optional(),
    }),
    output: z.strictObject({ deviceId: z.uuid(), entries: z.number().int(), keptAs: z.string().nullable() }),
  }),
  'vault.check': call({
    about: { zh: '检查保险库：每一页、密钥封装、日志与备份', en: 'Check the vault: every page, key wraps, log and backups' },
    roles: 'anyUser',
    effect: 'read',
    long: true,
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({ pages: z.number().int(), damages: z.array(damageSchema) }),
  }),
  'vault.exportKey': call({
    about: { zh: '导出数据库原始密钥（两人在场，记入审计）', en: 'Export the raw database key (two people, audited)' },
    roles: administrators,
    with: 2,
    effect: 'secure',
    secrets: ['with'],
    input: z.strictObject({}),
    output: z.strictObject({ cipher: cipherSchema, keyHex: z.string() }),
  }),
  'vault.seal': call({
    about: { zh: '泄密处置：冻结保险库，列出所有副本', en: 'Spill: freeze the vault and list every copy made' },
    roles: ['confidentialityOfficer', 'securityAdmin'],
    effect: 'secure',
    whenSealed: true,
    input: z.strictObject({ entryIds: z.array(z.uuid()).default([]), note: z.string().max(500).default('') }),
    output: z.strictObject({
      sealedAt: momentSchema,
      reportBy: momentSchema, // 24 hours, 保密法实施条例 art.61
      copies: z.array(copySchema),
    }),
  }),
  'vault.unseal': call({
    about: { zh: '经保密行政管理部门同意后解除冻结（两人在场）', en: 'Lift the freeze after the secrecy authority has agreed (two people)' },
    roles: ['securityAdmin', 'confidentialityOfficer'],
    with: 2,
    effect: 'secure',
    secrets: ['with'],
    whenSealed: true,
    input: z.strictObject({ approvalNumber: z.string().min(1).max(100), approvedOn: daySchema }),
    output: z.strictObject({}),
  }),
  'vault.findText': call({
    about: { zh: '查找泄露的文字在保险库的哪些地方', en: 'Find where in the vault spilled text stands' },
    roles: ['securityAdmin', 'confidentialityOfficer'],
    effect: 'read',
    long: true,
    whenSealed: true,
    input: z.strictObject({ texts: spilledTextsSchema.min(1) }),
    /** `count` is the number of fields in all; a purge names it, so that two people know how much goes. */
    /** `attachments`: papers held, into which nobody can look by words. */
    output: z.strictObject({
      places: z.array(spillPlaceSchema),
      count: z.number().int(),
      entryIds: z.array(z.uuid()),
      attachments: z.number().int(),
    }),
  }),
  'vault.purge': call({
    about: { zh: '经保密行政管理部门同意后清除（两人在场）', en: 'Erase after the secrecy authority has agreed (two people)' },
    roles: ['securityAdmin', 'confidentialityOfficer'],
    with: 2,
    effect: 'secure',
    long: true,
    secrets: ['with'],
    whenSealed: true,
    input: z
      .strictObject({
        /** Erased whole. */
        entryIds: z.array(z.uuid()).max(10_000).default([]),
        /** Papers by their SHA-256; those of the entries go with them, from other entries too. */
        attachments: z.array(digestSchema).max(1000).default([]),
        /** Every field that holds one of these is emptied, wherever it is; `count` is what `vault.findText` has said. */
        texts: spilledTextsSchema.default([]),
        count: z.number().int().optional(),
        approvalNumber: z.string().min(1).max(100),
        approvedOn: daySchema,
      })
      .refine(({ entryIds, attachments, texts }) => entryIds.length + attachments.length + texts.length > 0, 'entryIds, attachments or texts'),
    output: z.strictObject({
      certificate: z.strictObject({
        at: momentSchema,
        approvalNumber: z.string(),
        entries: z.number().int(),
        versions: z.number().int(),
        attachments: z.number().int(),
        /** Where texts stood that were erased, and where they still stand: in the audit, which nobody can change, and in user names. */
        erased: z.array(spillPlaceSchema),
        left: z.array(spillPlaceSchema),
        /** Backups and kept folders that were destroyed: each might have held the entries. */
        backups: z.array(z.string()),
        /** Copies outside this folder, to be fetched and destroyed by hand. */
        outside: z.array(copySchema),
        /** SHA-256 over the certificate, the people, the entries' ids and the texts. */
        digest: z.string(),
      }),
    }),
  }),
  'vault.protections': call({
    about: { zh: '每项保护功能用的算法、程序库与认证情况', en: 'Each protective function: algorithm, library, certified or not' },
    roles: 'locked',
    effect: 'read',
    noVault: true,
    input: z.strictObject({}),
    output: z.strictObject({
      rows: z.array(z.strictObject({ function: wordsSchema, algorithm: wordsSchema, library: z.string(), certified: z.boolean(), note: wordsSchema })),
    }),
  }),
}
