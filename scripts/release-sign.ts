/**
 * npm run release-sign -- --new-key FOLDER              makes release-private.pem and release-public.pem
 * npm run release-sign -- --key release-private.pem --updates-from 0.1.0 [--schema-from 1] [--published 2026-11-22]
 *                         [--release 0.2.0] --out release.json FILES…
 * Signs a manifest of the installers for closed networks (electron/core/updates). Administrators import the public key
 * once, after comparing its fingerprint with the one printed here.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { sha256File } from '../electron/core/crypto/hash.ts'
import { fingerprintOf, newSigningPair, privatePem, publicPem, readPrivatePem } from '../electron/core/crypto/signature.ts'
import { migrations } from '../electron/core/db/migrations.ts'
import { signDocument } from '../electron/core/trust/signed.ts'
import { version } from '../electron/core/version.ts'
import { releaseSchema } from '../shared/contract/updates.ts'
import { dayInChina } from '../shared/moments.ts'

const text = { type: 'string' } as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'new-key': text, key: text, release: text, 'updates-from': text, 'schema-from': text, published: text, out: text },
})
const inFolder = process.env.INIT_CWD ?? process.cwd()
const at = (path: string) => join(path.startsWith('/') || /^[A-Za-z]:/.test(path) ? '' : inFolder, path)

const makeKey = (folder: string): void => {
  const pair = newSigningPair()
  const [secret, open] = [join(at(folder), 'release-private.pem'), join(at(folder), 'release-public.pem')]
  for (const path of [secret, open]) if (existsSync(path)) throw new Error(`${path} is there already`)
  writeFileSync(secret, privatePem(pair.privateKey), { mode: 0o600 })
  writeFileSync(open, publicPem(pair.publicKey))
  process.stdout.write(`${secret}\n${open}\nfingerprint ${fingerprintOf(pair.publicKey)}\n`)
}

const sign = async (keyFile: string, out: string): Promise<void> => {
  const pair = readPrivatePem(readFileSync(at(keyFile), 'utf8'))
  if (pair === null) throw new Error(`${keyFile} is no Ed25519 private key`)
  const files = []
  for (const path of positionals) files.push({ name: basename(path), bytes: statSync(at(path)).size, sha256: await sha256File(at(path)) })
  const body = releaseSchema.parse({
    version: values.release ?? version,
    updatesFrom: values['updates-from'],
    schema: { from: Number(values['schema-from'] ?? 1), to: migrations.length },
    publishedOn: values.published ?? dayInChina(new Date().toISOString()),
    files,
  })
  writeFileSync(at(out), signDocument('release', body, pair))
  process.stdout.write(`${at(out)}: ${body.version}, ${files.length} files\nfingerprint ${fingerprintOf(pair.publicKey)}\n`)
}

if (values['new-key'] !== undefined) makeKey(values['new-key'])
else if (values.key !== undefined && values.out !== undefined && positionals.length > 0) await sign(values.key, values.out)
else {
  process.stderr.write('release-sign --new-key FOLDER | --key FILE --updates-from VERSION --out FILE INSTALLERS…\n')
  process.exitCode = 1
}
