import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HandOver } from '../../../shared/contract/ferry.ts'
import type { Manifest } from '../../../shared/ferry/manifest.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { sql } from '../db/sql.ts'
import { type CarriedDesk, makePlatform, openCarriedDesk, type PaperPlatform, sendDown, stateLine } from './office.fixture.ts'
import { forgetHeard, noEffects, packageById, putDone, putPackage } from './packages.ts'

let platform: PaperPlatform
let desk: CarriedDesk
beforeAll(async () => {
  platform = await makePlatform()
  desk = await openCarriedDesk(platform)
})
afterAll(async () => {
  await desk?.close()
})

test('what a receipt would say goes when the platform is known to have heard, and no sooner; what was taken in stays taken in', async () => {
  const titled = (title: string) => stateLine(platform, { title })
  let discs = 0
  const receipt = () => join(desk.temp, `receipt-${discs}.txt`)
  const receiptOf = (packageId: string) => desk.call('ferry.receipt', { medium: { number: `J-R${++discs}`, mark: '内部' }, packageId, file: receipt() })
  const first = await sendDown(platform, desk, { cursor: 'c1', lines: [titled('一'), titled('二')] })
  // Made when the platform had heard of nothing, later ones later.
  const later = (minute: number) => (manifest: Manifest) => ({ ...manifest, madeAt: `2026-11-26T09:0${minute}:00.000Z` })
  const second = await sendDown(platform, desk, { cursor: 'c2', lines: [titled('三')], change: later(1) })
  const taken = await desk.bring(first.files)
  const again = await desk.bring(second.files)
  for (const { packageId } of [taken, again]) expect(await receiptOf(packageId)).toMatchObject({ ok: true })
  // It goes on from c1, so the first arrived as far as the platform knows; of the second it has heard nothing.
  const third = await desk.bring((await sendDown(platform, desk, { after: 'c1', cursor: 'c3', lines: [titled('五')], change: later(2) })).files)
  expect(await receiptOf(taken.packageId)).toMatchObject({ error: { code: 'ferry.receiptHeard' } })
  expect(await receiptOf(again.packageId)).toMatchObject({ ok: true, value: { counts: { lines: 1 } } })
  expect(readFileSync(receipt(), 'utf8')).toContain('"effect":"taken"')
  expect(await receiptOf(third.packageId)).toMatchObject({ ok: true })
  // Neither is taken in a second time, under its own name or another's.
  const entries = async () => (await desk.value('catalogue.check', {})).entries
  const before = await entries()
  for (const { files } of [first, second]) expect((await desk.bring(files)).already).not.toBeNull()
  const forged = await sendDown(platform, desk, { packageId: taken.packageId, after: 'c3', cursor: 'c4', lines: [titled('六')] })
  expect(await desk.take(forged.files)).toMatchObject({ error: { code: 'ferry.idReused' } })
  expect(await entries()).toBe(before)
})

test('only below the place that was heard of, in the order packages were taken in, of that platform alone', async () => {
  const made = makeTestDb()
  try {
    const { db } = made
    const put = (packageId: string, ends: string, peerId = 'us', lines = 701): void => {
      const form = {} as HandOver
      putPackage(db, { packageId, direction: 'in', kind: 'down', sha256: packageId, peerId, form, recordedAt: '', recordedBy: '', effects: noEffects(), ends })
      for (let place = 1; place <= lines; place++) putDone(db, packageId, place, { kind: 'heard', changeId: packageId })
    }
    db.exec('BEGIN')
    put('old', '')
    put('a', 'c1')
    put('theirs', 'c1', 'them')
    put('overtaken', '')
    put('b', 'c2')
    put('late', '')
    put('c', 'c3')
    db.exec('COMMIT')
    const left = () => db.all<{ id: string }>(sql`SELECT DISTINCT package_id AS id FROM ferry_done ORDER BY package_id`).map(({ id }) => id)
    let breaths = 0
    const breathe = async () => {
      breaths++
    }
    for (const place of ['', 'unknown']) await forgetHeard(db, 'us', place, breathe)
    expect(left()).toHaveLength(7)
    await forgetHeard(db, 'us', 'c2', breathe)
    expect(left()).toEqual(['c', 'late', 'theirs'])
    // In slices.
    expect(breaths).toBe(8)
    for (const id of ['old', 'a', 'overtaken', 'b']) expect(packageById(db, id)).toMatchObject({ heard: true })
    for (const id of ['late', 'c', 'theirs']) expect(packageById(db, id)).toMatchObject({ heard: false })
    await forgetHeard(db, 'us', 'c3', breathe)
    expect(left()).toEqual(['theirs'])
    // That each was taken in is remembered.
    expect(db.get<{ n: number }>(sql`SELECT count(*) AS n FROM ferry_package`)?.n).toBe(7)
  } finally {
    made.close()
  }
})
