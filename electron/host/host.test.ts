import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoopbackAnswer } from '../../shared/transport.ts'
import { makeTestHost, type TestHost } from './testing.ts'

let kit: TestHost
let transfersBefore: string[] = []
const transfers = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`mulu-host-${process.pid}-`) && !transfersBefore.includes(name))
beforeAll(async () => {
  transfersBefore = transfers()
  kit = await makeTestHost({ uploadLimitBytes: 100_000 })
})
afterAll(() => kit.close())

const status = JSON.stringify({ name: 'vault.status', input: {}, callId: 'c1' })
const callWith = (headers: Record<string, string | undefined>, body = status) => kit.send({ method: 'POST', path: '/call', headers, body })
const answerOf = (text: string) => JSON.parse(text) as LoopbackAnswer
const why = (text: string) => {
  const { reply } = answerOf(text)
  return reply.ok ? null : [reply.error.code, reply.error.params.why]
}

describe('who may ask', () => {
  test('a tab with a token gets an answer', async () => {
    const reply = await callWith({ authorization: `Bearer ${await kit.token()}` })
    expect(reply.status).toBe(200)
    expect(answerOf(reply.text)).toMatchObject({ reply: { ok: true, value: { state: 'absent' } }, downloads: [] })
  })

  test.each([undefined, 'Bearer ', 'Bearer wrong', 'Basic wrong', 'Bearer constructor'])('%s is no token', async (authorization) => {
    const reply = await callWith({ authorization })
    expect(reply.status).toBe(403)
    expect(why(reply.text)).toEqual(['host.refused', 'token'])
  })

  test.each(['GET /events', 'POST /upload?name=a', 'POST /place', 'POST /cancel'])('%s needs a token too', async (line) => {
    const [method = '', path = ''] = line.split(' ')
    expect((await kit.send({ method, path, ...(method === 'POST' ? { body: '{}' } : {}) })).status).toBe(403)
  })

  test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'a page of %s pointed at this machine is refused (DNS rebinding)',
    async (host) => {
      const port = kit.name.split(':')[1]
      const authorization = `Bearer ${await kit.token()}`
      for (const name of host.includes('127') ? [host] : [host, `${host}:${port}`]) {
        const reply = await callWith({ authorization, host: name, origin: `http://${name}` })
        expect(why(reply.text)).toEqual(['host.refused', 'Host'])
        expect((await kit.send({ path: '/', headers: { host: name } })).status).toBe(403)
      }
    },
  )

  test.each(['http://evil.example', 'http://127.0.0.1:1', 'null', 'https://127.0.0.1', undefined])('a page of %s may not post', async (origin) => {
    const reply = await callWith({ authorization: `Bearer ${await kit.token()}`, origin })
    expect(why(reply.text)).toEqual(['host.refused', 'Origin'])
  })

  test('a page of another site may not read, nor exchange a key', async () => {
    expect((await kit.send({ path: '/', headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await kit.send({ path: '/', headers: { 'sec-fetch-site': 'same-site' } })).status).toBe(403)
    expect((await kit.send({ path: '/', headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
    const key = new URLSearchParams(new URL(kit.host.address()).hash.slice(1)).get('key')
    const reply = await kit.send({ method: 'POST', path: '/session', headers: { origin: 'http://evil.example' }, body: JSON.stringify({ key }) })
    expect(reply.status).toBe(403)
  })

  test('the key for a browser is good once, the key for people often, a guess never', async () => {
    const open = async (key: string | null) => (await kit.send({ method: 'POST', path: '/session', body: JSON.stringify({ key: key ?? '' }) })).status
    const keyOf = (address: string) => new URLSearchParams(new URL(address).hash.slice(1)).get('key')
    const once = keyOf(kit.host.launchAddress())
    expect([await open(once), await open(once)]).toEqual([200, 403])
    expect([await open(keyOf(kit.host.address())), await open(keyOf(kit.host.address()))]).toEqual([200, 200])
    expect(await open('guess')).toBe(403)
    expect(keyOf(kit.host.launchAddress())).not.toBe(once)
  })

  test('it listens on 127.0.0.1 and nowhere else', async () => {
    const port = Number(kit.name.split(':')[1])
    const refused = await new Promise((resolve) => {
      request({ host: '127.0.0.2', port })
        .on('response', () => resolve(false))
        .on('error', () => resolve(true))
        .end()
    })
    expect(refused).toBe(true)
  })
})

describe('what it serves', () => {
  test('the screens, under the policy, kept by no cache', async () => {
    const page = await kit.send({ path: '/' })
    expect(page.text).toContain('目录')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    for (const path of ['/', '/none.js', '/download/none', '/events']) {
      const { headers } = await kit.send({ path })
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  test.each(['/../secret.json', '/%2e%2e/secret.json', '/..%2fsecret.json', '/..\\secret.json', '//secret.json', '/screens/../../secret.json'])(
    '%s leads nowhere',
    async (path) => {
      const reply = await kit.send({ path })
      expect(reply.status).toBe(404)
      expect(reply.text).not.toContain('secret"')
    },
  )

  test('what is not a call is refused as such', async () => {
    const authorization = `Bearer ${await kit.token()}`
    for (const body of ['', '{', '[]', '{"name":"vault.status"}', `{"name":"vault.status","input":{},"callId":"c","extra":1}`]) {
      expect(why((await callWith({ authorization }, body)).text)?.[0]).toBe('call.invalid')
    }
    const unknown = await callWith({ authorization }, JSON.stringify({ name: 'constructor', input: {}, callId: 'c' }))
    expect(why(unknown.text)?.[0]).toBe('call.unknown')
  })
})

describe('files on their way', () => {
  const folder = () => join(tmpdir(), transfers()[0] ?? '')
  const upload = async (name: string, body: string, headers: Record<string, string> = {}) =>
    kit.send({ method: 'POST', path: `/upload?name=${encodeURIComponent(name)}`, headers: { authorization: `Bearer ${await kit.token()}`, ...headers }, body })

  test('the folder is for this user alone', () => {
    expect(transfers()).toHaveLength(1)
    expect(statSync(folder()).mode & 0o777).toBe(0o700)
  })

  test('an upload becomes a handle that says nothing of its place', async () => {
    const { reply } = answerOf((await upload('../../清单\n.csv', 'a,b')).text)
    expect(reply).toMatchObject({ ok: true, value: { name: '清单.csv' } })
    const { handle } = (reply as { value: { handle: string } }).value
    expect(statSync(join(folder(), handle)).size).toBe(3)
  })

  test.each([
    ['told beforehand', {}],
    ['in pieces', { 'transfer-encoding': 'chunked' }],
  ])('an upload over the limit, %s, is refused and leaves nothing', async (_how, headers) => {
    const before = readdirSync(folder())
    const reply = await upload('a.csv', 'x'.repeat(100_001), headers)
    expect(reply.status).toBe(413)
    expect(answerOf(reply.text).reply).toMatchObject({ ok: false, error: { code: 'host.tooLarge' } })
    expect(readdirSync(folder())).toEqual(before)
  })

  test('a finished file is announced with its call, and can be fetched once', async () => {
    const authorization = `Bearer ${await kit.token()}`
    const before = readdirSync(folder()).length
    const place = answerOf((await kit.send({ method: 'POST', path: '/place', headers: { authorization }, body: '{"name":"核验脚本.sh"}' })).text)
    const { handle } = (place.reply as { value: { handle: string } }).value
    expect((await kit.send({ path: `/download/${handle}` })).status).toBe(404)
    const done = answerOf((await callWith({ authorization }, JSON.stringify({ name: 'audit.script', input: { file: handle }, callId: 'c2' }))).text)
    expect(done).toMatchObject({ reply: { ok: true }, downloads: [{ handle, name: '核验脚本.sh' }] })
    const file = await kit.send({ path: `/download/${handle}` })
    expect(file.status).toBe(200)
    expect(file.headers['content-disposition']).toBe("attachment; filename*=UTF-8''%E6%A0%B8%E9%AA%8C%E8%84%9A%E6%9C%AC.sh")
    expect(file.text).toContain('sha256sum')
    expect((await kit.send({ path: `/download/${handle}` })).status).toBe(404)
    await expect.poll(() => readdirSync(folder()).length).toBe(before)
  })

  test('a lock removes what was uploaded, but not under a call that reads it', async () => {
    const own = await makeTestHost()
    const authorization = `Bearer ${await own.token()}`
    const send = async () => {
      const reply = await own.send({ method: 'POST', path: '/upload?name=a.csv', headers: { authorization }, body: 'a' })
      return (answerOf(reply.text).reply as { value: { handle: string } }).value.handle
    }
    const [named, idle] = [await send(), await send()]
    const secrets = { passphrase: 'correct horse battery' }
    const call = (name: string, input: unknown) =>
      own.send({ method: 'POST', path: '/call', headers: { authorization }, body: JSON.stringify({ name, input, callId: 'c', secrets }) })
    await call('vault.create', { user: 'li' })
    const place = join(tmpdir(), transfers().find((name) => readdirSync(join(tmpdir(), name)).includes(named)) ?? '')
    const real = own.host.core.call
    let during: string[] = []
    own.host.core.call = (async (name: string, input: unknown, options: object) => {
      if (name === 'vault.restore') {
        await real('vault.lock', {})
        await new Promise((resolve) => setTimeout(resolve, 50))
        during = readdirSync(place)
      }
      return real(name as 'vault.lock', input as object, options)
    }) as typeof real
    await call('vault.restore', { file: named })
    expect(during).toEqual([named])
    expect(during).not.toContain(idle)
    await expect.poll(() => readdirSync(place)).toEqual([])
    await own.close()
  })

  test.each([
    ['a lock', {}, 'vault.lock'],
    ['a while', { finishedKeptMs: 150 }, null],
  ])('%s removes a finished file that nobody fetched', async (_, options, name) => {
    const own = await makeTestHost(options)
    const authorization = `Bearer ${await own.token()}`
    const post = async (path: string, body: object) =>
      answerOf((await own.send({ method: 'POST', path, headers: { authorization }, body: JSON.stringify(body) })).text)
    const call = (called: string, input: object) => post('/call', { name: called, input, callId: 'c', secrets: { passphrase: 'correct horse battery' } })
    await call('vault.create', { user: 'li' })
    const { handle } = ((await post('/place', { name: 'a.sh' })).reply as { value: { handle: string } }).value
    expect((await call('audit.script', { file: handle })).downloads).toHaveLength(1)
    const lying = () =>
      transfers()
        .flatMap((folderName) => readdirSync(join(tmpdir(), folderName)))
        .includes(handle)
    expect(lying()).toBe(true)
    if (name !== null) await call(name, {})
    await expect.poll(lying).toBe(false)
    expect((await own.send({ path: `/download/${handle}` })).status).toBe(404)
    // The handle itself stays good.
    expect((await call('audit.script', { file: handle })).downloads).toHaveLength(1)
    expect((await own.send({ path: `/download/${handle}` })).status).toBe(200)
    await own.close()
  })

  test('a handle that was not given is refused by name', async () => {
    const authorization = `Bearer ${await kit.token()}`
    for (const file of ['../vault/x', '/etc/passwd', 'none']) {
      const { reply } = answerOf((await callWith({ authorization }, JSON.stringify({ name: 'audit.script', input: { file }, callId: 'c3' }))).text)
      expect(reply).toMatchObject({ ok: false, error: { code: 'file.unknownHandle' } })
    }
  })
})

test('what a killed host left is removed by the next', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const left = join(tmpdir(), `mulu-host-${gone}-abcdef`)
  mkdirSync(left)
  writeFileSync(join(left, 'x'), '')
  await (await makeTestHost()).close()
  expect(existsSync(left)).toBe(false)
  expect(transfers()).toHaveLength(1)
})

test('a tab that goes away cancels what it asked for', async () => {
  const own = await makeTestHost()
  let aborted = false
  own.host.core.call = ((_name: string, _input: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        aborted = true
        resolve({ ok: true, value: {} })
      })
    })) as never
  const authorization = `Bearer ${await own.token()}`
  const going = request({
    port: own.name.split(':')[1],
    host: '127.0.0.1',
    method: 'POST',
    path: '/call',
    headers: { host: own.name, origin: own.origin, authorization },
  })
  going.on('error', () => undefined).end(status)
  setTimeout(() => going.destroy(), 100)
  await expect.poll(() => aborted).toBe(true)
  await own.close()
})

test('the end of the host ends its folder', async () => {
  const own = await makeTestHost()
  const names = transfers()
  expect(names).toHaveLength(2)
  await own.close()
  expect(transfers()).toHaveLength(1)
})
