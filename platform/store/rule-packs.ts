import { createHash } from 'node:crypto'
import { ruleSetText } from '../../shared/ferry/manifest.ts'
import { builtInPacks } from '../../shared/regulations/built-in.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The rule packs this platform goes by: those every copy has. */
export const rulePacks = builtInPacks.map((pack) => ({ id: pack.id, version: pack.version, sha256: sha256(JSON.stringify(pack)) }))

/** SHA-256 over them, as a manifest bears it. */
export const ruleSet = sha256(ruleSetText(rulePacks))
