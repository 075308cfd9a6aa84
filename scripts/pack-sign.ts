/**
 * npm run pack-sign -- --new-key FOLDER                    makes pack-private.pem and pack-public.pem
 * npm run pack-sign -- --key pack-private.pem --out NEW.json PACK.json
 * Checks a rule pack (shared/regulations/pack.ts) or a calendar pack (shared/calendar.ts) and signs it, so that it can be
 * imported with rules.import or calendar.import. An administrator imports the public key once, for rulePack or calendar,
 * after comparing the fingerprint printed here (trust.importKey).
 * npm run pack-sign -- --print CN-809 | 2026 | 2021-640000 prints a pack of Mulu's own, to start a new version from
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fingerprintOf, newSigningPair, privatePem, publicPem, readPrivatePem, type SigningPair } from '../electron/core/crypto/signature.ts'
import { signDocument } from '../electron/core/trust/signed.ts'
import { type CalendarPack, calendarPackSchema, packTrouble as calendarTrouble } from '../shared/calendar.ts'
import { shippedPacks } from '../shared/calendars/shipped.ts'
import { say } from '../shared/errors.ts'
import { builtInPacks } from '../shared/regulations/built-in.ts'
import { type Pack, packSchema } from '../shared/regulations/pack.ts'
import { packTrouble } from '../shared/regulations/sound.ts'

const text = { type: 'string' } as const
const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'new-key': text, key: text, out: text, print: text } })
const inFolder = process.env.INIT_CWD ?? process.cwd()
const at = (path: string) => join(path.startsWith('/') || /^[A-Za-z]:/.test(path) ? '' : inFolder, path)

const makeKey = (folder: string): void => {
  const pair = newSigningPair()
  const [secret, open] = [join(at(folder), 'pack-private.pem'), join(at(folder), 'pack-public.pem')]
  for (const path of [secret, open]) if (existsSync(path)) throw new Error(`${path} is there already`)
  writeFileSync(secret, privatePem(pair.privateKey), { mode: 0o600 })
  writeFileSync(open, publicPem(pair.publicKey))
  process.stdout.write(`${secret}\n${open}\nfingerprint ${fingerprintOf(pair.publicKey)}\n`)
}

const sign = (keyFile: string, out: string, file: string): void => {
  const pair = readPrivatePem(readFileSync(at(keyFile), 'utf8'))
  if (pair === null) throw new Error(`${keyFile} is no Ed25519 private key`)
  const body: unknown = JSON.parse(readFileSync(at(file), 'utf8'))
  const calendar = calendarPackSchema.safeParse(body)
  const said = calendar.success ? signedCalendar(calendar.data, at(out), pair) : signedRules(packSchema.parse(body), at(out), pair)
  process.stdout.write(`${at(out)}: ${said}\nfingerprint ${fingerprintOf(pair.publicKey)}\n`)
}

const signedRules = (pack: Pack, out: string, pair: SigningPair): string => {
  const trouble = packTrouble(pack)
  if (trouble !== null) throw new Error(`${trouble.where}: ${trouble.why}`)
  writeFileSync(out, signDocument('rulePack', pack, pair))
  return `${pack.id} version ${pack.version}, ${pack.rules.length} rules`
}

const signedCalendar = (pack: CalendarPack, out: string, pair: SigningPair): string => {
  const trouble = calendarTrouble(pack)
  if (trouble !== null) throw new Error(say(trouble.code, { day: trouble.day }, 'en').message)
  writeFileSync(out, signDocument('calendar', pack, pair))
  return `calendar ${pack.year}${pack.region === '' ? '' : ` ${pack.region}`} version ${pack.version}, ${pack.off.length} days off`
}

const print = (id: string): void => {
  const pack = builtInPacks.find((one) => one.id === id) ?? shippedPacks.find(({ year, region }) => id === (region === '' ? `${year}` : `${year}-${region}`))
  if (pack === undefined) throw new Error(`there is no ${id}`)
  process.stdout.write(`${JSON.stringify(pack, null, 2)}\n`)
}

const [file] = positionals
if (values['new-key'] !== undefined) makeKey(values['new-key'])
else if (values.print !== undefined) print(values.print)
else if (values.key !== undefined && values.out !== undefined && file !== undefined) sign(values.key, values.out, file)
else {
  process.stderr.write('pack-sign --new-key FOLDER | --print ID | --key FILE --out FILE PACK.json\n')
  process.exitCode = 1
}
