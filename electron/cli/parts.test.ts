import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CallName, contract } from '../../shared/contract.ts'
import { parseCommand } from './arguments.ts'
import { describeCall, listCalls } from './help.ts'
import { askHidden, type Terminal } from './prompt.ts'
import { gatherSecrets, type SecretSources } from './secrets.ts'

describe('the words', () => {
  test('all of them', () => {
    const words =
      '--vault v --user 李明 --passphrase-file p --new-passphrase-file n --recovery-file r --key-passphrase-file k --new-key-passphrase-file nk --with 王芳:C:\\p.txt vault.restore {}'
    expect(parseCommand(words.split(' '))).toEqual({
      vault: 'v',
      user: '李明',
      passphraseFile: 'p',
      newPassphraseFile: 'n',
      recoveryFile: 'r',
      keyPassphraseFile: 'k',
      newKeyPassphraseFile: 'nk',
      with: { user: '王芳', file: 'C:\\p.txt' },
      name: 'vault.restore',
      json: '{}',
    })
    expect(parseCommand(['audit.verify', '-', '--vault=v'])).toMatchObject({ name: 'audit.verify', json: '-', vault: 'v' })
  })

  test.each([
    ['', '<noun.verb>'],
    ['--bogus x', '--bogus'],
    ['vault.status --vault', '--vault'],
    ['--with name vault.exportKey', '--with NAME:FILE'],
    ['--with name: vault.exportKey', '--with NAME:FILE'],
    ['catalogue.get {"id": 1}', '<json> × 2'],
  ])('“%s” is wrong at %s', (words, why) => {
    expect(() => parseCommand(words.split(' ').filter(Boolean))).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'usage.wrong', params: { why } }) }),
    )
  })
})

describe('help', () => {
  const unknown = expect.objectContaining({ failure: expect.objectContaining({ code: 'call.unknown' }) })

  test('every call of the contract, and those of one noun', () => {
    const { calls } = listCalls(null)
    expect(calls.map(({ name }) => name)).toEqual(Object.keys(contract))
    expect(listCalls('request').calls.map(({ name }) => name)).toContain('request.open')
    expect(listCalls('request').calls.every(({ name }) => name.startsWith('request.'))).toBe(true)
    for (const noun of ['reques', 'constructor']) expect(() => listCalls(noun)).toThrow(unknown)
  })

  test('one call with schemas of 2020-12; defaults may be left out of its input', () => {
    for (const name of Object.keys(contract)) {
      const { input, output } = describeCall(name).call
      expect([input.$schema, output.$schema]).toEqual(Array(2).fill('https://json-schema.org/draft/2020-12/schema'))
    }
    const { call } = describeCall('catalogue.search')
    expect(call.input).not.toHaveProperty('required')
    expect(call.input).toHaveProperty('properties.limit.default', 50)
    expect(call).toMatchObject({ effect: 'read', vault: true, persons: 1 })
    expect(() => describeCall('catalogue.seek')).toThrow(unknown)
  })
})

describe('asking on a terminal', () => {
  const terminal = (isTTY: boolean) => {
    const log: string[] = []
    const input = Object.assign(new EventEmitter(), {
      isTTY,
      setRawMode: (on: boolean) => log.push(`raw ${on}`),
      resume: () => log.push('resume'),
      pause: () => log.push('pause'),
    })
    return { input, log, terminal: { input, output: { write: (text: string) => log.push(`shows ${JSON.stringify(text)}`) } } satisfies Terminal }
  }

  test('what is typed is not shown; backspace takes a whole character; bytes may come apart', async () => {
    const { input, log, terminal: own } = terminal(true)
    const answer = askHidden(own, '口令: ')
    const typed = Buffer.from('密x\u007f码\r')
    for (const byte of typed) input.emit('data', Buffer.from([byte]))
    expect(await answer).toBe('密码')
    expect(log).toEqual(['shows "口令: "', 'raw true', 'resume', 'raw false', 'pause', 'shows "\\n"'])
    expect(input.listenerCount('data')).toBe(0)
  })

  test('Ctrl-C cancels and gives the terminal back', async () => {
    const { input, log, terminal: own } = terminal(true)
    const answer = askHidden(own, '?')
    input.emit('data', Buffer.from('abc\u0003'))
    await expect(answer).rejects.toMatchObject({ failure: { code: 'call.cancelled' } })
    expect(log).toContain('raw false')
  })

  test('without a terminal nobody is asked', async () => {
    expect(await askHidden(terminal(false).terminal, '?')).toBeNull()
  })
})

describe('secrets', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mulu-secrets-'))
    writeFileSync(join(folder, 'p'), 'from file \n')
    writeFileSync(join(folder, 'crlf'), '\uFEFFzwei\r\n')
    writeFileSync(join(folder, 'two'), 'one\n\n')
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })
  const gather = (name: CallName, words: string, sources: Partial<SecretSources> = {}) =>
    gatherSecrets(parseCommand([...words.split(' ').filter(Boolean), name]), contract[name], {
      passphrase: null,
      ask: async () => null,
      path: (typed) => join(folder, typed),
      ...sources,
    })

  test('a file goes before the environment, the environment before the terminal', async () => {
    const ask = async () => 'typed'
    expect(await gather('audit.verify', '--passphrase-file p', { passphrase: 'env', ask })).toEqual({ passphrase: 'from file ' })
    expect(await gather('audit.verify', '', { passphrase: 'env', ask })).toEqual({ passphrase: 'env' })
    expect(await gather('audit.verify', '', { ask })).toEqual({ passphrase: 'typed' })
    await expect(gather('audit.verify', '')).rejects.toMatchObject({ failure: { code: 'vault.passphraseNeeded' } })
  })

  test('exactly one line end is cut', async () => {
    expect(await gather('audit.verify', '--passphrase-file crlf')).toEqual({ passphrase: 'zwei' })
    expect(await gather('audit.verify', '--passphrase-file two')).toEqual({ passphrase: 'one\n' })
    await expect(gather('audit.verify', '--passphrase-file none')).rejects.toMatchObject({ failure: { code: 'file.unreadable', params: { name: 'none' } } })
  })

  test('only what the call needs', async () => {
    expect(await gather('vault.status', '', { passphrase: 'env' })).toEqual({})
    expect(await gather('vault.protections', '')).toEqual({})
    expect(await gather('vault.addUser', '--new-passphrase-file crlf', { passphrase: 'env' })).toEqual({ passphrase: 'env', newPassphrase: 'zwei' })
    expect(await gather('vault.exportKey', '--with sec:p', { passphrase: 'env' })).toEqual({
      passphrase: 'env',
      with: { user: 'sec', passphrase: 'from file ' },
    })
    expect(await gather('vault.resetPassphrase', '--recovery-file p --new-passphrase-file crlf')).toEqual({ recoveryCode: 'from file ', newPassphrase: 'zwei' })
    expect(await gather('audit.verify', '--recovery-file p')).toEqual({ recoveryCode: 'from file ' })
    const key = '--key-passphrase-file p --new-key-passphrase-file crlf'
    expect(await gather('signing.changePassphrase', key, { passphrase: 'env' })).toEqual({
      passphrase: 'env',
      keyPassphrase: 'from file ',
      newKeyPassphrase: 'zwei',
    })
    await expect(gather('signing.sign', '', { passphrase: 'env' })).rejects.toMatchObject({ failure: { code: 'vault.passphraseNeeded' } })
  })
})
