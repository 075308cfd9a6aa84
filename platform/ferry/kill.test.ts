import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { sql } from '../database/database.ts'
import { openPlatform } from '../database/open.ts'
import { runPlatform } from '../process.fixture.ts'
import { addAgency } from '../store/platform.ts'
import { inSchema } from '../testing.ts'
import { newEntry, paperCopy } from './paper.fixture.ts'
import { civil } from './vault.fixture.ts'

const urls: [string, string | null][] = [['PGlite', null]]
const real = process.env.MULU_TEST_DATABASE_URL ?? ''
if (real !== '') urls.push(['PostgreSQL', real])

const changes = 1000

describe.each(urls)('on %s', (_name, url) => {
  it('a package whose import is killed at any moment is taken in whole or not at all, and again with the same result', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mulu-kill-'))
    const schema = url === null ? null : await inSchema(url)
    const place = { url: schema?.url ?? null, folder: join(folder, 'data') }
    try {
      const before = await openPlatform(place, '参考平台')
      await addAgency(before, civil, '11349900MB7C2K106Y', false)
      const copy = await paperCopy({ db: before })
      const lines = Array.from({ length: changes }, (_, n) => JSON.stringify(newEntry(`信息资源${n}`)))
      const files = await copy.write({}, lines)
      await before.close()

      // Sooner and later until one gets through: most die while they open, verify, write or commit.
      let kills = 0
      let answer: Record<string, unknown> | null = null
      for (let ms = 300; answer === null; ms *= 1.6) {
        const run = runPlatform(['package', 'import', '--data', place.folder, ...files.flatMap((file) => ['--file', file])], place.url)
        const ended = await Promise.race([run.ended.then(() => true), sleep(ms, false)])
        if (ended) answer = await run.first
        else {
          run.child.kill('SIGKILL')
          await run.ended
          kills++
        }
      }
      expect(kills).toBeGreaterThan(0)
      // One that had committed and died before it could say so has left the same counts.
      expect(answer).toMatchObject({ ok: true, counts: { changes, applied: changes } })
      rmSync(copy.folder, { recursive: true })

      const after = await openPlatform(place, '参考平台')
      const count = async (table: string) => (await after.one<{ n: number }>({ text: `SELECT COUNT(*)::int AS n FROM ${table}`, values: [] }))?.n
      expect([
        await count('entity'),
        await count('change_log'),
        await count('verdict'),
        await count('carried_verdict'),
        await count('carried_package'),
      ]).toEqual([changes, changes, changes, changes, 1])
      expect((await after.one<{ most: number }>(sql`SELECT MAX(version) AS most FROM entity`))?.most).toBe(1)
      await after.close()
    } finally {
      await schema?.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 300_000)
})
