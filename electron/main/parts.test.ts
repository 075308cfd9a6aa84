import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeElectron } from './electron-double.testkit.ts'
import { safeStorageKeychain } from './keychain.ts'
import { mainLine } from './lines.ts'
import { portDouble } from './ports.testkit.ts'
import { portChannel, portTask } from './task-port.ts'
import { readWindowState } from './window-state.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulu-main-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('the keychain', () => {
  const secret = new Uint8Array([0, 1, 254, 255])
  const own = (backend: string, platform = 'linux') => {
    const { surface, seen } = makeElectron(folder, { backend })
    return { keychain: safeStorageKeychain(surface.safeStorage, platform, folder), seen }
  }

  test.each(['basic_text', 'unknown', ''])('%s protects nothing and counts as none', async (backend) => {
    const { keychain } = own(backend)
    expect(await keychain.backend()).toBeNull()
    await expect(keychain.store('li', secret)).rejects.toThrow('no keychain')
  })

  test.each([
    ['linux', 'kwallet6', 'kwallet6'],
    ['win32', 'unknown', 'dpapi'],
    ['darwin', 'unknown', 'keychain'],
  ])('on %s with %s it is %s', async (platform, backend, name) => {
    const { keychain, seen } = own(backend, platform)
    expect(await keychain.backend()).toBe(name)
    seen.safe.available = false
    expect(await keychain.backend()).toBeNull()
  })

  test('what was stored comes back, beside the name of what sealed it, and only under that', async () => {
    const { keychain, seen } = own('gnome_libsecret')
    await keychain.store('li', secret)
    expect(await keychain.load('li')).toEqual(secret)
    const text = readFileSync(join(folder, 'keychain.json'), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ li: { backend: 'gnome_libsecret' } })
    expect(text).not.toContain(Buffer.from(secret).toString('base64'))
    seen.safe.backend = 'kwallet6'
    expect(await keychain.load('li')).toBeNull()
    seen.safe.backend = 'gnome_libsecret'
    expect(await keychain.load('wang')).toBeNull()
    await keychain.remove('li')
    expect(await keychain.load('li')).toBeNull()
  })

  test('a broken file is no key, and no crash', async () => {
    writeFileSync(join(folder, 'keychain.json'), '{"li":')
    expect(await own('gnome_libsecret').keychain.load('li')).toBeNull()
  })
})

describe('where the window opens', () => {
  const screens = [{ x: 0, y: 0, width: 1366, height: 728 }]
  const read = (state: unknown) => {
    writeFileSync(join(folder, 'window.json'), typeof state === 'string' ? state : JSON.stringify(state))
    return readWindowState(folder, screens)
  }

  test.each(['{', '{"x":1}', '[]', ''])('a state of %s is none', (state) => {
    expect(read(state)).toEqual({ width: 1366, height: 768, maximized: false })
  })

  test('a place on a screen that is gone is forgotten, the size is kept', () => {
    expect(read({ x: 2000, y: 0, width: 1200, height: 700, maximized: false })).toEqual({ width: 1200, height: 700, maximized: false })
    expect(read({ x: 1300, y: 0, width: 1200, height: 700, maximized: false })).toEqual({ width: 1200, height: 700, maximized: false })
    expect(read({ x: 1200, y: 0, width: 1200, height: 700, maximized: false })).toMatchObject({ x: 1200 })
  })

  test('never too small to use', () => {
    expect(read({ x: 0, y: 0, width: 10, height: 10, maximized: true })).toMatchObject({ width: 1024, height: 640 })
  })
})

describe('the line to a task', () => {
  const pair = () => {
    const { port1, port2 } = new MessageChannel()
    return { near: portDouble(port1), far: portDouble(port2) }
  }

  test('what is sent before the line is there arrives, in order', async () => {
    const { near, far } = pair()
    const task = portTask(() => undefined)
    const got: unknown[] = []
    task.send(1)
    task.send({ two: new Uint8Array([2]) })
    task.attach(mainLine(near))
    const channel = portChannel(mainLine(far))
    await expect.poll(() => got.length, { interval: 1 }).toBe(0)
    channel.onMessage((message) => got.push(message))
    task.send(3)
    await expect.poll(() => got).toEqual([1, { two: new Uint8Array([2]) }, 3])
    near.close()
  })

  test('a slow send waits until its message was read', async () => {
    const { near, far } = pair()
    const channel = portChannel(mainLine(far))
    let handedOver = false
    const sending = channel.sendSlowly('rows').then(() => {
      handedOver = true
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(handedOver).toBe(false)
    const task = portTask(() => undefined)
    const got: unknown[] = []
    task.onMessage((message) => got.push(message))
    task.attach(mainLine(near))
    await sending
    expect(got).toEqual(['rows'])
    near.close()
  })

  test('the end is told once, after the last message', async () => {
    const { near, far } = pair()
    const task = portTask(() => undefined)
    const log: unknown[] = []
    task.onMessage((message) => log.push(message))
    task.onExit((code) => log.push(`exit ${code}`))
    task.attach(mainLine(near))
    task.ended(0) // the news of the end overtakes the messages
    const channel = portChannel(mainLine(far))
    for (const part of ['a', 'b', 'c']) channel.send(part)
    far.close()
    await expect.poll(() => log).toEqual(['a', 'b', 'c', 'exit 0'])
    task.ended(1)
    expect(log).toHaveLength(4)
  })

  test('a task that never had a line ends too', () => {
    const task = portTask(() => undefined)
    const codes: (number | null)[] = []
    task.onExit((code) => codes.push(code))
    task.ended(null)
    expect(codes).toEqual([null])
  })
})
