import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, expect, type Page } from '@playwright/test'
import { en, zh } from '../../renderer/i18n/i18n.ts'
import type { Secrets } from '../../shared/contract/define.ts'
import type { CallName, Input, Output } from '../../shared/contract.ts'
import type { PickedFile } from '../../shared/files.ts'
import type { LoopbackAnswer } from '../../shared/transport.ts'
import { type Person, passphraseOf, people } from './office.ts'
import { countCalls } from './settled.ts'

export type Kind = 'empty' | 'bare' | 'sample' | 'history'
type Announced = { address: string; recoveryCode: string; dir: string }
export type Served = Announced & {
  /** One call past the page, as another tab would make it. The value; throws what was refused. */
  call<N extends CallName>(name: N, input: Input<N>, secrets?: Secrets): Promise<Output<N>>
  /** A file handed over past the page; its handle. */
  upload(name: string, text: string): Promise<string>
  /** The machine goes to sleep, as the host's watch would tell it. */
  suspend(): void
}
export type Language = 'zh' | 'en'

const caller = (address: string): Pick<Served, 'call' | 'upload'> => {
  const { origin, hash } = new URL(address)
  const post = async (path: string, body: string, token = '') => {
    const headers = { origin, authorization: `Bearer ${token}` }
    return (await fetch(origin + path, { method: 'POST', body, headers })).json()
  }
  const session = async () => ((await post('/session', JSON.stringify({ key: hash.slice('#key='.length) }))) as { token: string }).token
  return {
    call: async <N extends CallName>(name: N, input: Input<N>, secrets?: Secrets) => {
      const asked = JSON.stringify({ name, input, callId: crypto.randomUUID(), ...(secrets === undefined ? {} : { secrets }) })
      const { reply } = (await post('/call', asked, await session())) as LoopbackAnswer
      if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`)
      return reply.value as Output<N>
    },
    upload: async (name, text) => {
      const { reply } = (await post(`/upload?name=${encodeURIComponent(name)}`, text, await session())) as LoopbackAnswer
      if (!reply.ok) throw new Error(`upload: ${reply.error.code}`)
      return (reply.value as PickedFile).handle
    },
  }
}

/** The process that serves one application after the other: starting it takes a second of computing. */
type Server = { ask<T>(line: string): Promise<T>; tell(line: string): void; ended(): boolean; end(): Promise<void> }

const startServer = (): Server => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const exit = once(child, 'exit')
  const tell = (line: string) => {
    child.stdin?.write(`${line}\n`)
  }
  return {
    tell,
    ask: async (line) => {
      const answer = once(lines, 'line') as Promise<[string]>
      tell(line)
      const [said] = await Promise.race([answer, exit.then(() => Promise.reject(new Error(`the core ended at: ${line}`)))])
      return JSON.parse(said)
    },
    ended: () => child.exitCode !== null || child.signalCode !== null,
    end: async () => {
      child.stdin?.end()
      await exit
    },
  }
}

/** `app` opens the application on a vault of the test's own and fails the test on any error the page prints. */
export const test = base.extend<{ kind: Kind; language: Language; scheme: 'light' | 'dark'; served: Served; app: Page }, { server: { take(): Server } }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern
    async ({}, use) => {
      let server: Server | null = null
      await use({
        take: () => {
          if (server === null || server.ended()) server = startServer()
          return server
        },
      })
      const last = server as Server | null
      if (last !== null && !last.ended()) await last.end()
    },
    { scope: 'worker' },
  ],
  kind: ['sample', { option: true }],
  language: ['zh', { option: true }],
  scheme: ['light', { option: true }],
  served: async ({ kind, server }, use) => {
    const serving = server.take()
    const announced = await serving.ask<Announced>(kind)
    await use({ ...announced, ...caller(announced.address), suspend: () => serving.tell('suspend') })
    await serving.ask('close')
  },
  app: async ({ browser, served, language, scheme }, use) => {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: language === 'zh' ? 'zh-CN' : 'en-US',
      timezoneId: 'Asia/Shanghai',
      colorScheme: scheme,
      reducedMotion: 'reduce', // nobody waits for a fade; app.css and the theme leave them out
      acceptDownloads: true,
    })
    await countCalls(context)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon')) errors.push(message.text())
    })
    await page.goto(served.address)
    await use(page)
    expect(errors).toEqual([])
    await context.close()
  },
})

/** The words on screen, so that tests find things as a person does. */
export const words = (language: Language): typeof zh => (language === 'zh' ? zh : (en as unknown as typeof zh))

/**
 * Opens the vault as one of its people and waits for the first screen; who works on the catalogue goes on to it, as most
 * tests are about it, or stays at what is due `today`.
 */
export const signIn = async (page: Page, person: Person, { lock, shell }: typeof zh, first: 'catalogue' | 'today' = 'catalogue'): Promise<void> => {
  await page.getByRole('combobox', { name: lock.user }).click()
  await page.getByRole('option', { name: people[person], exact: true }).click()
  await page.getByRole('textbox', { name: lock.passphrase }).fill(passphraseOf(person))
  await page.getByRole('button', { name: lock.unlock, exact: true }).click()
  const rail = page.getByRole('navigation', { name: shell.rail })
  await rail.waitFor()
  const catalogue = rail.getByRole('link', { name: shell.screens.catalogue, exact: true })
  if (first === 'catalogue' && (await catalogue.isVisible())) await catalogue.click()
}
