import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startTestPlatform } from '../../../platform/testing.ts'
import { issue, makeAuthority } from '../certificates.fixture.ts'
import { makeTestCore } from '../vault/testing.ts'
import { civil, deskOf, enrol } from './office.fixture.ts'
import { openProxy, plain, terminateTls } from './ways.fixture.ts'

const run = promisify(execFile)

/** A whole run in processes of its own, its helpers' included; whoever any of them looked up or called. */
const contacted = async (dir: string, file: string): Promise<{ said: string; contacts: Set<string> }> => {
  rmSync(file, { force: true })
  const env = { ...process.env, MULU_CONTACTS: file, NODE_OPTIONS: `--import ${join(import.meta.dirname, 'contacts.fixture.ts')}` }
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'kill.fixture.ts'), dir], { env })
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return {
    said: stdout,
    contacts: new Set(lines.filter((line) => line !== 'started' && !line.startsWith('pipe '))),
  }
}

test('a whole run looks up and calls the platform, or the proxy before it, and nobody else', async () => {
  const platform = await startTestPlatform()
  const desk = deskOf(await makeTestCore())
  const authority = await makeAuthority('内网证书机构')
  const tls = await terminateTls(await issue(authority, ['localhost']), platform.base)
  const proxy = await openProxy()
  const elsewhere = await plain((_from, to) => to.end())
  const file = join(desk.temp, 'contacts.txt')
  try {
    const ca = join(desk.temp, 'ca.pem')
    writeFileSync(ca, authority.cert)
    await enrol(desk, await platform.code(civil), platform.base)
    const id = await desk.save({ title: '婚姻登记信息', abstract: `见 http://127.0.0.1:${elsewhere.port}/ 与 https://www.example.com/` })
    const throughWhat = async (proxyUrl: string) => {
      await desk.as('sys')
      await desk.value('sync.configure', { url: `https://localhost:${tls.port}/`, ca, proxy: proxyUrl })
      await desk.value('vault.lock', {})
      return contacted(desk.dir, file)
    }
    const straight = await throughWhat('')
    expect(straight.said).toContain('"pushed":1')
    expect(straight.contacts).toEqual(new Set(['dns localhost', `connect localhost:${tls.port}`]))

    await desk.as('officer')
    await desk.save({ keywords: '婚姻' }, id)
    const proxied = await throughWhat(`http://127.0.0.1:${proxy.port}`)
    expect(proxied.said).toContain('"pushed":1')
    expect(proxied.contacts).toEqual(new Set([`connect 127.0.0.1:${proxy.port}`]))
    expect(new Set(proxy.seen)).toEqual(new Set([`CONNECT localhost:${tls.port}`]))
    expect(elsewhere.seen).toEqual([])
  } finally {
    for (const one of [tls, proxy, elsewhere, desk, platform]) await one.close()
  }
}, 240_000)
