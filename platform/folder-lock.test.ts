import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inUse, lockFolder } from './folder-lock.ts'
import { end, type Run, runPlatform } from './process.fixture.ts'

let folder = ''
const runs: Run[] = []
const run = (...words: string[]): Run => {
  const started = runPlatform([...words, '--data', folder, '--port', '0'])
  runs.push(started)
  return started
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulu-lock-'))
})
afterEach(async () => {
  for (const one of runs.splice(0)) await end(one, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('the lock of a data folder', () => {
  it('has one holder, and says who', async () => {
    const first = await lockFolder(folder, true)
    const second = await lockFolder(folder, false)
    expect(second).toMatchObject({ lock: null, holder: { pid: process.pid, serves: true } })
    expect(second.holder === null ? '' : inUse(second.holder)).toContain(String(process.pid))
    await first.lock?.release()
    expect((await lockFolder(folder, false)).lock).not.toBeNull()
  })

  it('goes to one of twenty who want it, whatever an earlier process left', async () => {
    await writeFile(join(folder, 'process.json'), '{"pid":')
    const got = await Promise.all(Array.from({ length: 20 }, () => lockFolder(folder, false)))
    expect(got.filter(({ lock }) => lock !== null)).toHaveLength(1)
  })

  it('makes a command in the first moment wait for the process that opens the database, and refuses a second one', async () => {
    const serving = run('serve')
    const asked = run('agency', 'add', '--name', '澄湖市民政局', '--credit-code', '11349900MB7C2K106Y')
    expect(await asked.first).toMatchObject({ ok: true })
    const { address } = await serving.first
    expect(address).toMatch(/^http:/)
    const second = run('serve')
    expect(await second.first).toMatchObject({ ok: false, error: expect.stringContaining(String(serving.child.pid)) })
    expect(await second.ended).toBe(1)
    const { agencies } = (await run('agency', 'list').first) as { agencies: { name: string }[] }
    expect(agencies.map(({ name }) => name)).toEqual(['澄湖市民政局'])
    // Killed, it leaves its name and address behind; neither stands in the way.
    await end(serving, 'SIGKILL')
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['process.json', 'serving.json']))
    expect(await run('agency', 'list').first).toMatchObject({ ok: true, agencies: [{}] })
  }, 300_000)
})
