import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { type Issued, issue, makeAuthority } from '../certificates.fixture.ts'
import { makeNetwork } from '../node-network.ts'
import { makeTestCore } from '../vault/testing.ts'
import { civil, type Desk, deskOf } from './office.fixture.ts'
import { openProxy, plain, terminateTls, type Way } from './ways.fixture.ts'

/** As it is, without the waits between tries. */
const network = { ...makeNetwork({ connectTimeout: 10_000, headersTimeout: 10_000, bodyTimeout: 10_000, whole: 20_000 }), pause: async () => undefined }

let platform: TestPlatform
let desk: Desk
let authority: Awaited<ReturnType<typeof makeAuthority>>
let other: typeof authority
const closing: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  platform = await startTestPlatform()
  desk = deskOf(await makeTestCore({ ports: { network } }))
  authority = await makeAuthority('内网证书机构')
  other = await makeAuthority('别的证书机构')
}, 120_000)
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await desk?.close()
  await platform?.close()
})
const opened = async (way: Promise<Way>): Promise<Way> => {
  const one = await way
  closing.push(() => one.close())
  return one
}
const caFile = (pem: string): string => {
  const file = join(desk.temp, 'ca.pem')
  writeFileSync(file, pem)
  return file
}
const configure = async (url: string, ca: string, proxy = ''): Promise<void> => {
  await desk.as('sys')
  await desk.value('sync.configure', { url, ca: ca === '' ? '' : caFile(ca), proxy })
}
/** Enrols and runs; the code of what stood in the way, or `ok`. */
const whole = async (): Promise<string> => {
  await desk.as('sys')
  const enrolled = await desk.value('sync.status', {})
  if (!enrolled.enrolled) {
    const reply = await desk.call('sync.enrol', { code: await platform.code(civil) })
    if (!reply.ok) return reply.error.code
  }
  await desk.as('officer')
  await desk.save({ title: '婚姻登记信息' })
  const reply = await desk.call('sync.run', { secrecy: '不涉密' })
  return reply.ok ? 'ok' : reply.error.code
}

describe('TLS by the authority of the intranet', () => {
  const at = async (leaf: Issued, pinned: string): Promise<{ code: string; way: Way }> => {
    const way = await opened(terminateTls(leaf, platform.base))
    await configure(`https://localhost:${way.port}/`, pinned)
    return { code: await whole(), way }
  }

  test('its certificate is believed, and nobody else’s', async () => {
    const { code, way } = await at(await issue(authority, ['localhost']), authority.cert)
    expect(code).toBe('ok')
    expect(way.seen).toContain('POST /v1/changes')
    const foreign = await at(await issue(other, ['localhost']), authority.cert)
    expect(foreign).toMatchObject({ code: 'sync.unreachable.untrusted', way: { seen: [] } })
  })

  test('without one imported the authority of the intranet is not believed', async () => {
    expect(await at(await issue(authority, ['localhost']), '')).toMatchObject({ code: 'sync.unreachable.untrusted', way: { seen: [] } })
  })

  test.each<[string, readonly string[], readonly [number, number] | undefined, string]>([
    ['an expired certificate', ['localhost'], [-30, -1], 'sync.unreachable.expired'],
    ['one that is not valid yet', ['localhost'], [1, 30], 'sync.unreachable.expired'],
    ['one made out to another host', ['platform.gov.cn', '10.0.0.1'], undefined, 'sync.unreachable.wrongHost'],
  ])('%s is refused before anything is sent', async (_name, hosts, days, code) => {
    expect(await at(await issue(authority, hosts, days), authority.cert)).toMatchObject({ code, way: { seen: [] } })
  })

  test('an authority that may vouch for other names only is held to it', async () => {
    const constrained = await makeAuthority('只管政务域名的机构', 'gov.cn')
    expect(await at(await issue(constrained, ['localhost']), constrained.cert)).toMatchObject({ code: 'sync.unreachable.forbidden', way: { seen: [] } })
    const fitting = await makeAuthority('只管本机的机构', 'localhost')
    expect((await at(await issue(fitting, ['localhost']), fitting.cert)).code).toBe('ok')
  })

  test('a certificate that was issued by one that may issue none is refused', async () => {
    const leaf = await issue(authority, ['localhost'])
    const between = { ...authority, ...leaf } as typeof authority
    const { cert, key } = await issue(between, ['localhost'])
    const { code } = await at({ cert: cert + leaf.cert, key }, authority.cert)
    expect(['sync.unreachable.untrusted', 'sync.unreachable.forbidden']).toContain(code)
  })

  test('an address with a number instead of a name is held to its certificate too', async () => {
    const way = await opened(terminateTls(await issue(authority, ['127.0.0.1']), platform.base))
    await configure(`https://127.0.0.1:${way.port}/`, authority.cert)
    expect(await whole()).toBe('ok')
  })

  test('what speaks no TLS is named as that', async () => {
    const way = await opened(plain((_from, to) => to.end('hello')))
    await configure(`https://localhost:${way.port}/`, authority.cert)
    expect(await whole()).toBe('sync.unreachable.notTls')
    expect(way.seen).toEqual([])
  })

  test('a redirect to plain http is not followed: nothing goes there', async () => {
    const elsewhere = await opened(plain((_from, to) => to.end('{}')))
    for (const status of [301, 302, 303, 307, 308]) {
      const way = await opened(
        terminateTls(await issue(authority, ['localhost']), (_from, to) =>
          to.writeHead(status, { location: `http://127.0.0.1:${elsewhere.port}/v1/info` }).end(),
        ),
      )
      await configure(`https://localhost:${way.port}/`, authority.cert)
      expect(await whole()).toBe('sync.redirected')
    }
    expect(elsewhere.seen).toEqual([])
    const { lines } = await desk.value('sync.log', {})
    expect(lines.find(({ what }) => what === 'stopped')?.note).toContain(`127.0.0.1:${elsewhere.port}`)
  })
})

describe('through a proxy', () => {
  test('https by CONNECT, pinned to the authority behind it; http by its address', async () => {
    const proxy = await opened(openProxy())
    const tls = await opened(terminateTls(await issue(authority, ['localhost']), platform.base))
    await configure(`https://localhost:${tls.port}/`, authority.cert, `http://127.0.0.1:${proxy.port}`)
    expect(await whole()).toBe('ok')
    expect(new Set(proxy.seen)).toEqual(new Set([`CONNECT localhost:${tls.port}`]))
    await configure(platform.base, '', `http://127.0.0.1:${proxy.port}`)
    expect(await whole()).toBe('ok')
    expect(proxy.seen).toContain(`POST ${platform.base}/v1/changes`)
    const wrong = await opened(terminateTls(await issue(other, ['localhost']), platform.base))
    await configure(`https://localhost:${wrong.port}/`, authority.cert, `http://127.0.0.1:${proxy.port}`)
    expect(await whole()).toBe('sync.unreachable.untrusted')
  })

  test('one that asks who it is, one that lets nobody through, one that is away', async () => {
    const tls = await opened(terminateTls(await issue(authority, ['localhost']), platform.base))
    const asking = await opened(openProxy({ credentials: '目录:口令' }))
    for (const [url, ca] of [
      [`https://localhost:${tls.port}/`, authority.cert],
      [platform.base, ''],
    ] as const) {
      await configure(url, ca, `http://127.0.0.1:${asking.port}`)
      expect(await whole()).toBe('sync.unreachable.proxyCredentials')
      await configure(url, ca, `http://${encodeURIComponent('目录')}:${encodeURIComponent('口令')}@127.0.0.1:${asking.port}`)
      expect(await whole()).toBe('ok')
    }
    const refusing = await opened(openProxy({ refuses: true }))
    await configure(`https://localhost:${tls.port}/`, authority.cert, `http://127.0.0.1:${refusing.port}`)
    expect(await whole()).toBe('sync.unreachable.proxyRefused')
    const gone = await openProxy()
    await gone.close()
    await configure(`https://localhost:${tls.port}/`, authority.cert, `http://127.0.0.1:${gone.port}`)
    expect(await whole()).toBe('sync.unreachable.proxy')
    await configure(platform.base, '', `http://127.0.0.1:${gone.port}`)
    expect(await whole()).toBe('sync.unreachable.proxy')
  })
})

test('nobody there, no such name, and one that never answers are told apart', async () => {
  const gone = await openProxy()
  await gone.close()
  await configure(`http://127.0.0.1:${gone.port}/`, '')
  expect(await whole()).toBe('sync.unreachable.refused')
  await configure('http://platform.invalid/', '')
  expect(await whole()).toBe('sync.unreachable.name')
  const silent = await opened(plain(() => undefined))
  const impatient = deskOf(
    await makeTestCore({
      ports: { network: { ...network, send: makeNetwork({ connectTimeout: 500, headersTimeout: 500, bodyTimeout: 500, whole: 20_000 }).send } },
    }),
  )
  try {
    await impatient.as('sys')
    await impatient.value('sync.configure', { url: `http://127.0.0.1:${silent.port}/` })
    expect(await impatient.call('sync.enrol', { code: '12345678' })).toMatchObject({ error: { code: 'sync.unreachable.timeout' } })
  } finally {
    await impatient.close()
  }
  expect(silent.seen).toHaveLength(5)
  // Every one of them is an obstacle to nothing here.
  await desk.as('officer')
  await desk.save({ title: '照常工作' })
})
