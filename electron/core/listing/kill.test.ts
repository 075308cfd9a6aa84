import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openListingDesk } from './desk.fixture.ts'
import { portalTemplate, writePortal } from './portal.fixture.ts'

const row = (cells: Record<string, string>) => portalTemplate.mapping.columns.map(({ field }) => cells[field] ?? null)

/** Lets a process of its own bring the listing in and kills it once it has written at least `rows` of them. Replies what it said. */
const killed = async (dir: string, file: string, rows: number): Promise<string[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill.fixture.ts'), dir, file, 'portal'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let text = ''
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString()
    if (text.split('\n').some((line) => line.startsWith('match ') && Number(line.slice(6)) >= rows)) child.kill('SIGKILL')
  })
  await ended
  return text.split('\n').filter((line) => line !== '')
}

test('killed in the middle of the transaction: nothing of the listing is there, and a second run gives what one run gives', async () => {
  const desk = await openListingDesk('portal')
  try {
    const kept = await desk.save({ title: '婚姻登记信息', provider: '澄湖市民政局', abstract: '本机的' })
    await desk.export()
    const rows = [
      row({ title: '婚姻登记信息', provider: '澄湖市民政局', abstract: '本机的', 'meta.platformId': 'P-0', 'meta.status': '已上架', publishedOn: '2026/3/1' }),
      ...Array.from({ length: 400 }, (_, n) =>
        row({ title: `信息资源${n}`, provider: '澄湖市民政局', 'meta.platformId': `P-${n + 1}`, 'meta.status': '待审核' }),
      ),
    ]
    const path = desk.file('large')
    await writePortal(path, rows)
    for (const at of [100, 300]) {
      await desk.value('vault.lock', {})
      const said = await killed(desk.dir, path, at)
      expect(said.some((line) => line.startsWith('match '))).toBe(true)
      expect(said.some((line) => line.startsWith('done'))).toBe(false)
      await desk.as('officer')
      expect((await desk.value('catalogue.search', { text: '', limit: 1 })).total).toBe(1)
      expect(await desk.waiting()).toEqual(['婚姻登记信息'])
      expect(await desk.content(kept)).toMatchObject({ status: 'draft' })
      expect((await desk.value('listing.status', {})).imports).toEqual([])
    }
    expect(await desk.import({ path, complete: true })).toMatchObject({ effects: { new: 400, conflict: 0 }, handed: { confirmed: 1 } })
    expect(await desk.import({ path, complete: true })).toMatchObject({ effects: { same: 401, new: 0, taken: 0 } })
    expect(await desk.content(kept)).toMatchObject({ status: 'published' })
    expect(await desk.waiting()).toEqual([])
    expect((await desk.value('vault.check', {})).damages).toEqual([])
  } finally {
    await desk.close()
  }
}, 300_000)
