import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeTestCore, passphraseOf } from '../../electron/core/vault/testing.ts'
import { people, quartersOf, slowFigures, smallHistory } from './figures.fixture.ts'
import { type Exported, recount } from './reading/document.ts'
import { recordHistory } from './vault.ts'

it('the exported text of a frozen submission says what the second reading counts from the script, and what its own rows come to', async () => {
  const script = smallHistory(Number(process.env.MULU_SEED))
  const test = await makeTestCore({ ports: { now: () => new Date('2026-11-27T02:00:00.000Z') } })
  await test.as('sys')
  const { keyHex } = await test.value('vault.exportKey', {}, { with: { user: 'sec', passphrase: passphraseOf('sec') } })
  await test.value('vault.lock', {})
  const { database } = JSON.parse(readFileSync(join(test.dir, 'vault.json'), 'utf8')) as { database: string }
  await recordHistory({ path: join(test.dir, database), keyHex, cipher: 'sqlcipher' }, script, people)
  await test.as('officer')
  let compared = 0
  for (const period of quartersOf(script)) {
    const { id } = await test.value('submission.draft', { kind: 'quarter', on: period.from, secrecy: '不涉密' })
    await test.value('submission.freeze', { id, secrecy: '不涉密' })
    const file = join(test.temp, `${period.id}.json`)
    await test.value('submission.export', { id, file, format: 'json', secrecy: '不涉密' })
    const told = JSON.parse(readFileSync(file, 'utf8')) as Exported
    const computed = new Map(
      told.figures
        .filter(({ origin, key, value }) => origin === 'computed' && (key === null || value !== '0'))
        .map(({ indicator, key, value }) => [key === null ? indicator : `${indicator}|${key}`, value]),
    )
    const slow = slowFigures(script, period)
    const counted = recount(told)
    for (const [name, value] of computed) {
      if (!name.startsWith('check.')) expect([period.id, name, slow.get(name) ?? null]).toEqual([period.id, name, value])
      if (!counted.has(name)) continue
      expect([period.id, name, counted.get(name)]).toEqual([period.id, name, value])
      compared += 1
    }
  }
  expect(compared).toBeGreaterThan(200)
  await test.close()
}, 180_000)
