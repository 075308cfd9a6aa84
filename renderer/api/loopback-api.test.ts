import { afterEach, expect, test } from 'vitest'
import { makeTestHost, type TestHost } from '../../electron/host/testing.ts'
import type { EventName, Events } from '../../shared/contract.ts'
import { type Browser, loopbackApi } from './loopback-api.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const startHost = async (options: Parameters<typeof makeTestHost>[0] = {}): Promise<TestHost> => {
  const kit = await makeTestHost(options)
  ends.push(kit.close)
  return kit
}

/** A tab as a browser would have it: its own storage, an address, and Origin on what it posts. */
const openTab = (kit: TestHost, options: { address?: string; storage?: Map<string, string>; file?: File; files?: File[] } = {}) => {
  let hash = new URL(options.address ?? kit.host.address()).hash
  const storage = options.storage ?? new Map<string, string>()
  const delivered: { url: string; name: string }[] = []
  const browser: Browser = {
    fetch: (url, init = {}) =>
      fetch(url, init.method === 'POST' ? { ...init, headers: { ...(init.headers as Record<string, string>), origin: kit.origin } } : init),
    origin: kit.origin,
    page: {
      hash: () => hash,
      dropHash: () => {
        hash = ''
      },
      storage: { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => void storage.set(key, value) },
    },
    chooseFiles: async (_kinds, several) => (several ? (options.files ?? []) : options.file === undefined ? [] : [options.file]),
    deliverFile: (url, name) => void delivered.push({ url, name }),
  }
  const api = loopbackApi(browser)
  ends.push(api.stop)
  const heard: { [E in EventName]: Events[E][] } = { progress: [], locked: [], unlocked: [], changed: [], checked: [] }
  api.on('locked', (value) => heard.locked.push(value))
  api.on('unlocked', (value) => heard.unlocked.push(value))
  return { api, heard, delivered, storage, hash: () => hash }
}

const secrets = { passphrase: 'correct horse battery' }

test('the key leaves the address, and a reload goes on with the tab’s own token', async () => {
  const kit = await startHost()
  const tab = openTab(kit, { address: kit.host.launchAddress() })
  expect(await tab.api.call('vault.status', {})).toMatchObject({ ok: true, value: { state: 'absent' } })
  expect(tab.hash()).toBe('')
  const reloaded = openTab(kit, { address: `${kit.origin}/`, storage: tab.storage })
  expect(await reloaded.api.call('vault.status', {})).toMatchObject({ ok: true })
  const stranger = openTab(kit, { address: `${kit.origin}/` })
  expect(await stranger.api.call('vault.status', {})).toMatchObject({ ok: false, error: { code: 'host.refused' } })
})

test('two tabs hear of the same vault', async () => {
  const kit = await startHost()
  const [one, two] = [openTab(kit), openTab(kit)]
  await expect.poll(async () => (await two.api.call('vault.status', {})).ok).toBe(true)
  await one.api.call('vault.create', { user: 'li' }, { secrets })
  await expect.poll(() => [one.heard.unlocked.length, two.heard.unlocked.length]).toEqual([1, 1])
  expect(await two.api.call('vault.status', {})).toMatchObject({ ok: true, value: { state: 'open', session: { user: { name: 'li' } } } })
  await two.api.call('vault.lock', {})
  await expect.poll(() => [one.heard.locked, two.heard.locked]).toEqual([[{ why: 'user' }], [{ why: 'user' }]])
})

test('a finished file goes to the browser of the tab that asked for it', async () => {
  const kit = await startHost()
  const [one, two] = [openTab(kit), openTab(kit)]
  const place = await one.api.files.save({ title: '', name: 'verify.sh', kinds: [] })
  expect(place?.name).toBe('verify.sh')
  expect(await one.api.call('audit.script', { file: place?.handle ?? '' })).toMatchObject({ ok: true })
  expect(one.delivered).toEqual([{ url: `${kit.origin}/download/${place?.handle}`, name: 'verify.sh' }])
  expect(two.delivered).toEqual([])
})

test('a chosen file is uploaded; one that is too large is refused before it is sent', async () => {
  const kit = await startHost({ uploadLimitBytes: 1_048_576 })
  const tab = openTab(kit, { file: new File(['a,b'], '清单.csv') })
  const file = await tab.api.files.open({ title: '', kinds: [{ label: '表格', extensions: ['csv'] }] })
  expect(file?.name).toBe('清单.csv')
  const large = openTab(kit, { file: new File([new Uint8Array(1_048_577)], 'a.csv') })
  await expect(large.api.files.open({ title: '', kinds: [] })).rejects.toMatchObject({ failure: { code: 'host.tooLarge', params: { limitMb: 1 } } })
  const several = openTab(kit, { files: [new File(['一'], 'a-1of2.txt'), new File(['二'], 'a-2of2.txt')] })
  const volumes = await several.api.files.openMany({ title: '', kinds: [] })
  expect(volumes.map(({ name }) => name)).toEqual(['a-1of2.txt', 'a-2of2.txt'])
  expect(new Set(volumes.map(({ handle }) => handle)).size).toBe(2)
  const none = openTab(kit)
  expect(await none.api.files.open({ title: '', kinds: [] })).toBeNull()
  expect(await none.api.files.openMany({ title: '', kinds: [] })).toEqual([])
})

test('cancelling reaches the one call it is meant for', async () => {
  const kit = await startHost()
  const seen: { callId: string; aborted: () => boolean; finish: () => void }[] = []
  kit.host.core.call = ((_name: string, _input: unknown, { callId, signal }: { callId: string; signal: AbortSignal }) =>
    new Promise((resolve) => {
      seen.push({ callId, aborted: () => signal.aborted, finish: () => resolve({ ok: true, value: {} }) })
    })) as never
  const [one, two] = [openTab(kit), openTab(kit)]
  const cancelling = new AbortController()
  const first = one.api.call('vault.status', {}, { callId: 'same', signal: cancelling.signal })
  const second = two.api.call('vault.status', {}, { callId: 'same' })
  await expect.poll(() => seen.length).toBe(2)
  cancelling.abort()
  await expect.poll(() => seen.filter(({ aborted }) => aborted()).length).toBe(1)
  for (const { finish } of seen) finish()
  expect([(await first).ok, (await second).ok]).toEqual([true, true])
})

test('a call that was cancelled before it began is not sent', async () => {
  const kit = await startHost()
  const tab = openTab(kit)
  expect(await tab.api.call('vault.create', { user: 'li' }, { secrets, signal: AbortSignal.abort() })).toMatchObject({
    ok: false,
    error: { code: 'call.cancelled' },
  })
  expect(await tab.api.call('vault.status', {})).toMatchObject({ ok: true, value: { state: 'absent' } })
})

test('when the host is gone the screens lock and say so', async () => {
  const kit = await startHost()
  const tab = openTab(kit)
  await tab.api.call('vault.create', { user: 'li' }, { secrets })
  await kit.host.close()
  await expect.poll(() => tab.heard.locked.at(-1), { timeout: 5000 }).toEqual({ why: 'closed' })
  expect(await tab.api.call('vault.status', {})).toMatchObject({ ok: false, error: { code: 'host.lost' } })
})
