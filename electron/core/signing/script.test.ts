import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sha256Hex } from '../crypto/hash.ts'
import { assetsDir } from '../vault/testing.ts'
import { type Bundle, readBundle, writeBundle } from './bundle.ts'
import { authorise, civil, type Desk, openSigningDesk, police, subjectOf } from './desk.fixture.ts'
import { plainPdf } from './pdf.fixture.ts'
import { readSubject, refOf } from './verify.ts'

vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const script = join(assetsDir, 'signing', 'verify.sh')
let ours: Desk
let theirs: Desk
let whole = ''
let half = ''
const said = async (what: string): Promise<{ code: number; text: string }> => {
  try {
    return { code: 0, text: (await run('sh', [script, what], { env: { PATH: '/usr/bin:/bin' } })).stdout }
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string }
    return { code, text: stdout }
  }
}
beforeAll(async () => {
  ;[ours, theirs] = await Promise.all([openSigningDesk(civil), openSigningDesk(police)])
  await authorise(ours, 'head')
  await authorise(theirs, 'head')
  const files = [ours.put('协议（正文）.pdf', plainPdf('Agreement')), ours.put('附件 1.pdf', plainPdf('Annex'))]
  half = (await ours.sign(await ours.keyOf('head', 'sm2'), subjectOf(), files, 'half.zip')).path
  whole = (await theirs.countersign(await theirs.keyOf('head', 'ed25519'), half, 'whole.zip')).path
}, 120_000)
afterAll(async () => {
  await ours?.close()
  await theirs?.close()
})

const unpacked = async (file: string): Promise<Bundle> => (await readBundle(readFileSync(file), 'x')).bundle
const put = async (name: string, bundle: Bundle): Promise<string> => {
  const subject = readSubject(bundle.subject) ?? subjectOf()
  return ours.put(name, await writeBundle(bundle, refOf(subject, bundle.subject)))
}

test('on a machine without Mulu the script verifies every signature of a zip and of its folder, and makes both statements', async () => {
  const good = await said(whole)
  expect(good).toMatchObject({ code: 0 })
  expect(good.text).toContain('unchanged / 文件未被改动: 2 of 2')
  // Debian's unzip writes the names as they are.
  expect(good.text).not.toContain('another name')
  expect(good.text).toContain(`${civil}, sm2, claimed / 自称时间 2026-11-27T02:00:00.000Z, files / 文件 2`)
  expect(good.text.match(/不是经认证的商用密码产品/g)).toHaveLength(2)
  expect(good.text.match(/不判断证书/g)).toHaveLength(2)
  expect(await said(half)).toMatchObject({ code: 3, text: expect.stringContaining('尚未签署齐全') as string })
  const folder = join(ours.temp, 'folder')
  mkdirSync(folder)
  await run('unzip', ['-q', whole, '-d', folder], { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' } })
  expect(await said(folder)).toMatchObject({ code: 0 })
  writeFileSync(join(folder, 'files', 'more.pdf'), 'more')
  expect(await said(folder)).toMatchObject({ code: 1, text: expect.stringContaining('清单之外') as string })
})

test('P-256 is verified too', async () => {
  const made = await ours.sign(await ours.keyOf('head', 'p256'), subjectOf({ signers: [{ agency: civil, as: '甲方' }] }), [], 'p256.zip')
  expect(await said(made.path)).toMatchObject({ code: 0, text: expect.stringContaining('1 of 1') as string })
})

/** Changed, and the list of parts made anew: as somebody would who knows the form. */
const changes: Record<string, (bundle: Bundle) => Bundle> = {
  subject: (bundle) => ({ ...bundle, subject: flip(bundle.subject, 20) }),
  'a file': (bundle) => ({ ...bundle, files: new Map([...bundle.files].map(([name, bytes], at) => [name, at === 0 ? flip(bytes, 100) : bytes])) }),
  'a file more': (bundle) => ({ ...bundle, files: new Map([...bundle.files, ['more.pdf', plainPdf('More')]]) }),
  'a file less': (bundle) => ({ ...bundle, files: new Map([...bundle.files].slice(1)) }),
  statement: (bundle) => ({
    ...bundle,
    entries: bundle.entries.map((entry) => (entry.kind === 'key' ? { ...entry, statement: flip(entry.statement, 300) } : entry)),
  }),
  signature: (bundle) => ({
    ...bundle,
    entries: bundle.entries.map((entry) => (entry.kind === 'key' ? { ...entry, signature: flip(entry.signature, 20) } : entry)),
  }),
  'the other key': (bundle) => {
    const [first, second] = bundle.entries
    if (first?.kind !== 'key' || second?.kind !== 'key') throw new Error('two keys')
    return { ...bundle, entries: [{ ...first, publicPem: second.publicPem }, second] }
  },
  order: (bundle) => ({ ...bundle, entries: [...bundle.entries].reverse() }),
  'the first left out': (bundle) => ({ ...bundle, entries: bundle.entries.slice(1) }),
}
const flip = (bytes: Buffer, at: number): Buffer => {
  const spoilt = Buffer.from(bytes)
  spoilt[at] = (spoilt[at] ?? 0) ^ 1
  return spoilt
}

test.each(Object.entries(changes))('the script finds a changed bundle whose list was made anew: %s', async (name, change) => {
  const file = await put(`changed-${sha256Hex(name).slice(0, 8)}.zip`, change(await unpacked(whole)))
  const found = await said(file)
  expect(found, found.text).toMatchObject({ code: 1 })
  expect(await ours.verify(file)).toMatchObject({ intact: false, complete: false })
})

test('a bundle with a withdrawal is not complete, and the script comes by its own call', async () => {
  const key = await ours.keyOf('head', 'sm2')
  const made = await ours.sign(key, subjectOf(), [], 'to-withdraw.zip')
  const path = join(ours.temp, 'withdrawn.zip')
  await ours.value('signing.withdraw', { keyId: key, bundle: made.path, reason: '条款有误', file: path }, { keyPassphrase: 'a passphrase of the key 17' })
  expect(await said(path)).toMatchObject({ code: 3, text: expect.stringContaining('WITHDRAWN') as string })
  const out = join(ours.temp, 'verify.sh')
  expect(await ours.value('signing.verifyScript', { file: out })).toEqual({ sha256: sha256Hex(readFileSync(script)) })
  expect(dirname(out)).toBe(ours.temp)
})
