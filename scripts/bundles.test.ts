import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reply } from '../shared/contract.ts'
import { bundleElectron, packagedModules } from './bundles.ts'

const root = join(import.meta.dirname, '..')
// Inside the project, so that the bundles find the packages they leave out.
const bundles = join(root, 'node_modules', '.cache', `mulu-bundles-${process.pid}`)
let folder = ''
const children: ChildProcess[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mulu-bundles-'))
  mkdirSync(bundles, { recursive: true })
  await bundleElectron(bundles)
}, 60_000)
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(bundles, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

/** Examples in a library's comments (` * import …`) import nothing. */
const imports = (text: string): string[] =>
  [
    ...text
      .replaceAll(/^\s*\*.*$/gm, '')
      .matchAll(/(?:^|[\s;])(?:import|export)\s[^'"]*?from\s*["']([^"']+)["']|\bimport\(["']([^"']+)["']\)|\brequire\(["']([^"']+)["']\)/g),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '')

test('the bundles are whole: they import Node, Electron, their chunks, and the packages that stay packages', () => {
  const files = readdirSync(bundles)
  expect(files).toEqual(expect.arrayContaining(['main.js', 'core.js', 'task.js', 'reader-thread.js', 'preload.cjs']))
  for (const file of files) {
    const foreign = imports(readFileSync(join(bundles, file), 'utf8')).filter(
      (name) => !isBuiltin(name) && !(name.startsWith('./') && existsSync(join(bundles, name))) && name !== 'electron' && !packagedModules.includes(name),
    )
    expect([file, foreign]).toEqual([file, []])
  }
})

test('the preload runs with nothing but electron, and exposes a fixed list', () => {
  const sent: string[] = []
  const exposed: Record<string, unknown> = {}
  const electron = {
    ipcRenderer: { send: (channel: string) => sent.push(channel), on: () => undefined, invoke: () => undefined },
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => Object.assign(exposed, { [name]: value }) },
  }
  const required: string[] = []
  const require = (name: string) => {
    required.push(name)
    return electron
  }
  runInNewContext(readFileSync(join(bundles, 'preload.cjs'), 'utf8'), { require, exports: {}, module: { exports: {} } })
  expect(required).toEqual(['electron'])
  expect(sent).toEqual(['mulu:connect'])
  expect(JSON.parse(JSON.stringify(exposed, (_key, value: unknown) => (typeof value === 'function' ? 'function' : value)))).toEqual({
    mulu: { call: 'function', on: 'function', files: { open: 'function', openMany: 'function', save: 'function' } },
  })
})

test('only the main process imports electron', () => {
  for (const file of readdirSync(bundles)) {
    if (['main.js', 'preload.cjs'].includes(file)) continue
    expect([file, imports(readFileSync(join(bundles, file), 'utf8')).filter((name) => name.startsWith('electron'))]).toEqual([file, []])
  }
})

const startCore = (vaultDir: string) => {
  const child = fork(join(bundles, 'core.js'), [vaultDir, join(root, 'assets')], {
    execArgv: ['--import', join(root, 'electron', 'main', 'utility.testkit.ts')],
    serialization: 'advanced',
  })
  children.push(child.setMaxListeners(0))
  let last = 0
  const call = (name: string, input: unknown, secrets = {}) =>
    new Promise<Reply<unknown>>((resolve, reject) => {
      const id = ++last
      const listen = (message: { type: string; id?: number; reply?: Reply<unknown> }) => {
        if (message.type !== 'reply' || message.id !== id || message.reply === undefined) return
        child.off('message', listen)
        resolve(message.reply)
      }
      child.on('message', listen)
      child.once('exit', (code) => {
        reject(new Error(`the core ended with ${code}`))
      })
      child.send({ type: 'call', id, message: { name, input, callId: `c${id}`, secrets } })
    })
  const must = async (name: string, input: unknown, secrets = {}) => {
    const reply = await call(name, input, secrets)
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
    return reply.value
  }
  return { child, must }
}
const close = async (child: ChildProcess) => {
  child.send({ type: 'close' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

test('the bundled core makes a vault, derives keys in its task, imports a file and searches on its reading thread', async () => {
  const { child, must } = startCore(join(folder, 'vault'))
  const secret = { newPassphrase: 'correct horse battery' }
  await must('vault.create', { user: 'li', kdfSeconds: 0.3 }, { passphrase: 'correct horse battery' })
  const people = { wang: 'catalogueOfficer', sys: 'systemAdmin', sec: 'securityAdmin', aud: 'auditAdmin' }
  for (const [name, role] of Object.entries(people)) await must('vault.addUser', { name, roles: [role] }, secret)
  await must('vault.lock', {})
  await must('vault.unlock', { user: 'wang' }, { passphrase: 'correct horse battery' })
  await must('vault.changePassphrase', {}, { passphrase: 'correct horse battery', newPassphrase: 'staple of my own' })
  const file = join(folder, 'list.csv')
  writeFileSync(file, '信息资源名称,信息资源提供方\n人口基本信息,宁川市公安局\n企业登记信息,宁川市市场监管局\n')
  expect(await must('catalogue.import', { file, secrecy: '不涉密', apply: true })).toMatchObject({ rows: 2, created: 2 })
  expect(await must('catalogue.search', { text: 'rkjb' })).toMatchObject({ total: 1, items: [{ title: '人口基本信息' }] })
  // A paper's faces and writers are found from within the bundles as well.
  for (const format of ['pdf', 'docx']) {
    const facts = { from: '甲局', to: '乙局', about: '移交', things: [{ name: '协议' }] }
    const paper = join(folder, `paper.${format}`)
    await must('document.render', { template: 'handOver', facts, format, file: paper, secrecy: '不涉密' })
    expect(readFileSync(paper).subarray(0, 4).toString('latin1')).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004')
  }
  expect(await must('audit.verify', {})).toMatchObject({ broken: null })
  expect(await close(child)).toBe(0)
}, 60_000)
