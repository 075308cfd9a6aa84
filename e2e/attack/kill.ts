/**
 * Kills the core at random moments and looks at what is left (decisions Y1). Nothing acknowledged may be lost, nothing
 * half-applied may be seen, the log must be whole and every page readable. Throws at the first breach.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { makeTestCore, passphraseOf, type TestCore } from '../../electron/core/vault/testing.ts'

export type Tally = { kills: number; acknowledged: number; importsWhole: number; importsNone: number; passphrases: number }

const importSize = 3000

type Line = { ready?: true; importing?: true; id?: string; version?: number; title?: string; imported?: number; changed?: number }

/** Runs the worker until `delayMs` after it began its work, kills it, and returns what it had acknowledged. */
const killed = async (args: string[], begins: 'ready' | 'importing', delayMs: number): Promise<{ lines: Line[]; ended: boolean }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: Line[] = []
  let trouble = ''
  child.stderr.on('data', (data: Buffer) => {
    trouble += data.toString()
  })
  let timer: NodeJS.Timeout | undefined
  const reading = createInterface({ input: child.stdout })
  reading.on('line', (text) => {
    const line = JSON.parse(text) as Line
    lines.push(line)
    if (begins in line) timer = setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  const drained = once(reading, 'close')
  const [code] = (await once(child, 'exit')) as [number | null]
  await drained
  clearTimeout(timer)
  if (code !== null && code !== 0) throw new Error(`the worker ended by itself: ${trouble}`)
  return { lines, ended: code === 0 }
}

const check = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

const wholeVault = async (vault: TestCore): Promise<void> => {
  const { broken } = await vault.value('audit.verify', {})
  check(broken === null, `the log is broken at ${broken?.at}: ${broken?.why}`)
  const { damages } = await vault.value('vault.check', {})
  check(damages.length === 0, `damaged: ${JSON.stringify(damages)}`)
}

const total = async (vault: TestCore): Promise<number> => (await vault.value('catalogue.search', { limit: 0, facets: false })).total

/** `random` gives numbers in [0, 1); print its seed with a failure. */
export const killCampaign = async (kills: number, random: () => number, onKill: (n: number) => void = () => undefined): Promise<Tally> => {
  const vault = await makeTestCore()
  const tally: Tally = { kills: 0, acknowledged: 0, importsWhole: 0, importsNone: 0, passphrases: 0 }
  try {
    const sheet = join(vault.temp, 'import.json')
    const known = new Map<string, { version: number; title: string }>()
    const headPassphrase = passphraseOf('head')
    for (let n = 0; n < kills; n++) {
      const work = (['save', 'import', 'passphrase'] as const)[n % 3] ?? 'save'
      const before = await (async () => {
        await vault.as('officer')
        const count = await total(vault)
        await vault.value('vault.lock', {})
        return count
      })()
      if (work === 'import') {
        const rows = Array.from({ length: importSize }, (_, i) => ({
          信息资源名称: `导入试验 ${n}-${i}`,
          信息资源提供方: '断电试验局',
          信息资源摘要: '摘要'.repeat(40),
        }))
        writeFileSync(sheet, JSON.stringify(rows))
      }
      const argument = work === 'import' ? [sheet] : work === 'passphrase' ? [headPassphrase] : []
      const { lines, ended } = await killed(
        [vault.dir, work, ...argument],
        work === 'import' ? 'importing' : 'ready',
        random() * (work === 'import' ? 2500 : 400),
      )
      tally.kills += 1
      if (work === 'passphrase') {
        tally.passphrases += lines.filter((line) => line.changed !== undefined).length
        const opens = await Promise.all(
          [headPassphrase, `${headPassphrase}!`].map(async (passphrase) => (await vault.call('vault.unlock', { user: 'head' }, { passphrase })).ok),
        )
        check(opens.includes(true), 'neither the old nor the new passphrase opens')
      }
      await vault.as('officer')
      const after = await total(vault)
      if (work === 'import') {
        check(after === before || after === before + importSize, `half an import is seen: ${after - before} of ${importSize}`)
        check(!ended || after === before + importSize, 'an acknowledged import is lost')
        if (after === before) tally.importsNone += 1
        else tally.importsWhole += 1
      }
      for (const { id, version, title } of lines) {
        if (id === undefined || version === undefined || title === undefined) continue
        tally.acknowledged += 1
        known.set(id, { version, title })
      }
      for (const [id, { version, title }] of known) {
        const { entry } = await vault.value('catalogue.get', { id })
        // One more may have been committed and not yet told.
        check(
          entry.version >= version && entry.version <= version + 1 && entry.content.title.startsWith(title.replace(/ 改$/, '')),
          `lost: ${title} (${version})`,
        )
        check(entry.version !== version || entry.content.title === title, `another text than acknowledged: ${title}`)
      }
      if (work === 'save' && known.size > 60) known.clear()
      await wholeVault(vault)
      await vault.value('vault.lock', {})
      onKill(n + 1)
    }
    return tally
  } finally {
    await vault.close()
  }
}

/** A small generator with a seed, so that a failure can be seen again (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
