import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { errors } from '../../../shared/errors.ts'
import { failureOf } from '../network-failure.ts'
import { nodeNetwork } from '../node-network.ts'
import type { Network } from '../ports.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { unreachable } from './unreachable.ts'

const hurried: Network = { send: nodeNetwork.send, pause: async () => undefined }

let core: TestCore
let certificate: { file: string; cert: string; key: string; sha256: string }
const open: Server[] = []

/** On a free port of 127.0.0.1; closed after the test. */
const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(server)
  return (server.address() as AddressInfo).port
}
const web = (answer: RequestListener) => listening(createServer(answer))

beforeAll(async () => {
  core = await makeTestCore({ ports: { network: hurried } })
  await core.as('sys')
  const file = join(core.temp, 'own.pem')
  const keyFile = join(core.temp, 'own.key')
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '30',
      '-subj',
      '/O=Office/CN=Test CA',
      '-addext',
      'subjectAltName=DNS:platform.test',
      '-keyout',
      keyFile,
      '-out',
      file,
    ],
    { stdio: 'ignore' },
  )
  const said = execFileSync('openssl', ['x509', '-in', file, '-noout', '-fingerprint', '-sha256'], { encoding: 'utf8' })
  const sha256 = said.split('=')[1]?.trim().replaceAll(':', '').toLowerCase() ?? ''
  certificate = { file, cert: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8'), sha256 }
})
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((done) => server.close(done))
})
afterAll(async () => {
  await core?.close()
})

const probe = async (url: string, further: { ca?: string; proxy?: string } = {}) => {
  await core.value('sync.configure', { url, ca: '', proxy: '', ...further })
  return core.call('sync.probe', {})
}
const closedPort = async (): Promise<number> => {
  const server = createTcpServer()
  const port = await listening(server)
  await new Promise((done) => server.close(done))
  open.length = 0
  return port
}

test('a platform that answers says its name, the time between the clocks, and that nothing was changed', async () => {
  const platform: TestPlatform = await startTestPlatform()
  try {
    expect(await probe(platform.base)).toMatchObject({ ok: true, value: { platform: '澄湖市政务数据平台', other: false } })
    expect(await core.value('sync.status', {})).toMatchObject({ enrolled: false, lastOkAt: null })
  } finally {
    await platform.close()
  }
})

test('a name without an address, a port nobody listens on, one that is nobody’s to use', async () => {
  expect(await probe('http://no-such-platform.invalid/')).toMatchObject({
    error: { code: 'sync.unreachable.name', params: { host: 'no-such-platform.invalid' } },
  })
  const port = await closedPort()
  expect(await probe(`http://127.0.0.1:${port}/`)).toMatchObject({ error: { code: 'sync.unreachable.refused', params: { host: `127.0.0.1:${port}` } } })
  expect(await probe('http://127.0.0.1:6000/')).toMatchObject({ error: { code: 'sync.unreachable.port' } })
})

test('a page of somebody else, and a gateway whose platform is down', async () => {
  const page = await web((_request, response) => response.setHeader('content-type', 'text/html').end('<p>请登录</p>'))
  expect(await probe(`http://127.0.0.1:${page}/`)).toMatchObject({ error: { code: 'sync.unreachable.notPlatform', params: { why: 'text/html' } } })
  const none = await web((_request, response) => response.writeHead(404).end())
  expect(await probe(`http://127.0.0.1:${none}/`)).toMatchObject({ error: { code: 'sync.unreachable.notPlatform', params: { why: 'HTTP 404' } } })
  const gateway = await web((_request, response) => response.writeHead(503).end())
  expect(await probe(`http://127.0.0.1:${gateway}/`)).toMatchObject({ error: { code: 'sync.unreachable.down', params: { status: 503 } } })
})

test('a line that is cut, and one that is no https', async () => {
  const cut = await web((request) => request.socket.destroy())
  expect(await probe(`http://127.0.0.1:${cut}/`)).toMatchObject({ error: { code: 'sync.unreachable' } })
  const plain = await web((_request, response) => response.end('{}'))
  expect(await probe(`https://127.0.0.1:${plain}/`)).toMatchObject({ error: { code: 'sync.unreachable.notTls' } })
})

test('an authority that is not believed, and the pinned one with a certificate for another name', async () => {
  const port = await listening(createTlsServer({ cert: certificate.cert, key: certificate.key }, (_request, response) => response.end('{}')))
  expect(await probe(`https://127.0.0.1:${port}/`)).toMatchObject({ error: { code: 'sync.unreachable.untrusted' } })
  expect(await probe(`https://127.0.0.1:${port}/`, { ca: certificate.file })).toMatchObject({ error: { code: 'sync.unreachable.wrongHost' } })
  const { certificates } = await core.value('sync.certificate', { file: certificate.file })
  expect(certificates).toMatchObject([{ subject: 'O=Office, CN=Test CA', sha256: certificate.sha256, authority: true }])
  expect((await core.value('sync.status', {})).certificates).toEqual(certificates)
})

test('a proxy that bars the way is told from the platform', async () => {
  const proxy = createServer((_request, response) => response.writeHead(407).end())
  proxy.on('connect', (_request, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'))
  const port = await listening(proxy)
  expect(await probe('https://platform.test/', { proxy: `http://127.0.0.1:${port}/` })).toMatchObject({
    error: { code: 'sync.unreachable.proxyCredentials', params: { proxy: `127.0.0.1:${port}` } },
  })
  const none = await closedPort()
  expect(await probe('https://platform.test/', { proxy: `http://127.0.0.1:${none}/` })).toMatchObject({
    error: { code: 'sync.unreachable.proxy', params: { why: 'ECONNREFUSED' } },
  })
})

test('what takes long to try: each of its codes has its step, and each step its sentences', () => {
  const way = { url: 'https://platform.test:8443/v1/info', proxy: '' }
  const said = (code: string) => unreachable(failureOf(Object.assign(new Error(code), { code }), ''), way).failure
  const code = (why: string) => said(why).code
  expect(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'].map(code)).toEqual(
    Array(4).fill('sync.unreachable.timeout'),
  )
  expect(['ENETUNREACH', 'EHOSTUNREACH'].map(code)).toEqual(Array(2).fill('sync.unreachable.route'))
  expect(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'].map(code)).toEqual(Array(2).fill('sync.unreachable.expired'))
  expect(['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_SIGNATURE_FAILURE'].map(code)).toEqual(
    Array(3).fill('sync.unreachable.untrusted'),
  )
  expect(['INVALID_CA', 'PATH_LENGTH_EXCEEDED'].map(code)).toEqual(Array(2).fill('sync.unreachable.forbidden'))
  expect(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'].map(code)).toEqual(Array(2).fill('sync.unreachable.notTls'))
  expect(said('ETIMEDOUT').message).toContain('platform.test:8443')
  for (const [key, words] of Object.entries(errors)) {
    if (!key.startsWith('sync.unreachable')) continue
    for (const text of [words.zh.action, words.en.action]) expect(text.length, key).toBeGreaterThan(10)
  }
})
