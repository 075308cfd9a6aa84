import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../../shared/contract.ts'
import { readCard } from '../../../shared/ferry/card.ts'
import { endMarker, headerBytes, partMarker } from '../../../shared/ferry/container.ts'
import { ferryLimits } from '../../../shared/ferry/limits.ts'
import { manifestText } from '../../../shared/ferry/manifest.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { assetsDir, passphraseOf } from '../vault/testing.ts'
import { killed } from './killed.fixture.ts'
import {
  applied,
  type CarriedDesk,
  changesIn,
  type Down,
  makeDown,
  makePlatform,
  openCarriedDesk,
  type PaperPlatform,
  review,
  sendDown,
  stateAfter,
  stateLine,
} from './office.fixture.ts'
import { signAs } from './signing.ts'

/** The rules for carried packages (介质交换), each row by its name. */

let platform: PaperPlatform
const desks: CarriedDesk[] = []
const newDesk = async (more: Parameters<typeof openCarriedDesk>[1] = {}, at = platform): Promise<CarriedDesk> => {
  const desk = await openCarriedDesk(at, more)
  desks.push(desk)
  return desk
}
beforeAll(async () => {
  platform = await makePlatform()
})
afterAll(async () => {
  for (const desk of desks) await desk.close()
})

const codeOf = (reply: Reply<unknown>): string => (reply.ok ? 'ok' : reply.error.code)
const entriesIn = async (desk: CarriedDesk): Promise<number> => (await desk.value('catalogue.check', {})).entries
const problemsOf = async (desk: CarriedDesk, files: readonly string[]): Promise<string[]> => {
  const reply = await desk.call('ferry.verify', { files: [...files] })
  return reply.ok ? reply.value.problems.map(({ code }) => code) : [reply.error.code]
}
const titled = (title: string, more: Parameters<typeof stateLine>[2] = {}) => stateLine(platform, { title }, more)

describe('manifest: format version, sender, recipient, epoch, id, time, previous, prerequisites, parts, rule set', () => {
  test('any byte flipped is refused, wherever it stands, and nothing is applied', async () => {
    for (const sm2 of [false, true]) {
      const signer = await makePlatform({ sm2 })
      const desk = await newDesk({}, signer)
      const [good] = (await makeDown(signer, desk, { lines: [stateLine(signer, { title: '婚姻登记信息' })] })).volumes
      if (good === undefined) throw new Error('one volume')
      expect(await problemsOf(desk, [desk.put('good.txt', good)])).toEqual([])
      // SM2 takes its time: of the second signature every byte, of the rest every byte of the package without one.
      const from = sm2 ? good.indexOf('-----BEGIN MULU SIGNATURE SM2') : 0
      const to = sm2 ? good.indexOf(partMarker(1)) : good.length
      for (let at = from; at < to; at++) {
        const spoilt = Buffer.from(good)
        spoilt[at] = (spoilt[at] ?? 0) ^ (1 << (at % 8))
        const file = desk.put('spoilt.txt', spoilt)
        expect(await problemsOf(desk, [file]), `byte ${at}`).not.toEqual([])
        if (at % 101 === 0) expect(codeOf(await desk.take([file])), `byte ${at}`).not.toBe('ok')
      }
      expect(await entriesIn(desk)).toBe(0)
      expect((await desk.bring([desk.put('good.txt', good)])).effects.taken).toBe(1)
    }
  }, 240_000)

  test('a part missing, extra or swapped between packages is refused and named', async () => {
    const desk = await newDesk()
    const lines = Array.from({ length: 6 }, (_, n) => titled(`信息资源${n}`))
    const { files, made } = await sendDown(platform, desk, { lines, volumes: 3 })
    const other = await sendDown(platform, desk, { lines, volumes: 3 })
    const [first = '', second = '', third = ''] = files
    const take = async (chosen: readonly string[]) => desk.take(chosen)
    expect(await take([first, third])).toMatchObject({ error: { code: 'ferry.incomplete', params: { missing: '2', of: 3 } } })
    expect(codeOf(await take([first, second, second]))).toBe('ferry.volumeTwice')
    expect(codeOf(await take([first, second, other.files[2] ?? '']))).toBe('ferry.mixed')
    const text = (at: number) => made.volumes[at]?.toString() ?? ''
    const extra = desk.put('extra.txt', text(1).replace(endMarker, `${partMarker(9)}{}\n${endMarker}`))
    expect(codeOf(await take([first, extra, third]))).toBe('ferry.notPackage')
    // The other package's part under this one's manifest.
    const bodyOf = (volume: string) => volume.slice(volume.indexOf(partMarker(2)))
    const swapped = desk.put('swapped.txt', text(1).slice(0, text(1).indexOf(partMarker(2))) + bodyOf(other.made.volumes[1]?.toString() ?? ''))
    const reply = await take([first, swapped, third])
    expect(['ok', 'ferry.damaged']).toContain(codeOf(reply))
    expect(codeOf(reply)).toBe(other.made.manifest.parts[1]?.sha256 === made.manifest.parts[1]?.sha256 ? 'ok' : 'ferry.damaged')
    const whole = desk.put('nothing.txt', text(1).replace(/-----BEGIN MULU PART 2-----\n[\s\S]*-----END/, '-----END'))
    expect(codeOf(await take([first, whole, third]))).toBe('ferry.notPackage')
    expect((await desk.bring(files)).already === null || codeOf(reply) === 'ok').toBe(true)
  })
})

describe('layered: the signer named inside too', () => {
  test('a wrong recipient, an unknown and a revoked signer are refused by name', async () => {
    const [desk, neighbour] = [await newDesk(), await newDesk()]
    const stranger = await makePlatform({ name: '外地平台' })
    const lines = [titled('婚姻登记信息')]
    const forOther = await sendDown(platform, neighbour, { lines })
    expect(codeOf(await desk.take(forOther.files))).toBe('ferry.notForUs')
    const sent = await makeDown(stranger, desk, { lines })
    expect(codeOf(await desk.take(sent.volumes.map((bytes, at) => desk.put(`stranger-${at}.txt`, bytes))))).toBe('ferry.unknownSigner')
    // Under our platform's name and fingerprint, with another key.
    const posing = await sendDown(platform, desk, { lines, signer: stranger })
    expect(codeOf(await desk.take(posing.files))).toBe('ferry.badSignature')
    const good = await sendDown(platform, desk, { lines })
    await desk.as('sys')
    await desk.value('ferry.revokeIdentity', { fingerprint: platform.fingerprint, reason: '密钥泄露' })
    expect(await desk.call('ferry.trustIdentity', { file: join(desk.temp, 'platform-card.txt') })).toMatchObject({ error: { code: 'ferry.cardRevoked' } })
    await desk.as('officer')
    expect(codeOf(await desk.take(good.files))).toBe('ferry.revokedSigner')
    expect((await desk.value('ferry.verify', { files: good.files })).signer).toMatchObject({ standing: 'revoked', signed: true })
    expect(await entriesIn(desk)).toBe(0)
  })

  test('what was encrypted for us can not be wrapped anew under another name', async () => {
    const desk = await newDesk()
    const lines = [titled('婚姻登记信息')]
    const { made } = await sendDown(platform, desk, { lines, encrypt: true })
    // A second platform that is trusted as well takes the encrypted parts and signs them as its own.
    const thief = await makePlatform({ name: '另一单位' })
    const forged = structuredClone(made.manifest)
    const text = made.volumes[0]?.toString('latin1') ?? ''
    const parts = text.slice(text.indexOf(partMarker(1)))
    const manifest = { ...forged, packageId: randomUUID(), medium: { number: 'X-1', mark: '内部' as const } }
    const bytes = Buffer.from(manifestText(manifest))
    const resign = (by: PaperPlatform) => {
      const { signature, sm2 } = signAs({ id: by.card.id, ...by.signing }, null, 'package', bytes)
      return Buffer.concat([headerBytes(bytes, signature, sm2), Buffer.from(parts, 'latin1')])
    }
    // The outer layer alone, by the platform's own key, around another package's inside.
    expect(codeOf(await desk.take([desk.put('again.txt', resign(platform))]))).toBe('ferry.otherInside')
    expect(codeOf(await desk.take([desk.put('thief.txt', resign(thief))]))).toBe('ferry.badSignature')
    for (const changeInner of [
      (record: Parameters<NonNullable<Down['changeInner']>>[0]) => ({ ...record, sender: { ...record.sender, agency: { id: null, name: '另一单位' } } }),
      (record: Parameters<NonNullable<Down['changeInner']>>[0]) => ({ ...record, recipient: { ...record.recipient, id: randomUUID() } }),
      (record: Parameters<NonNullable<Down['changeInner']>>[0]) => ({ ...record, kind: 'up' }),
      (record: Parameters<NonNullable<Down['changeInner']>>[0]) => ({ ...record, parts: record.parts.slice(1) }),
    ]) {
      const { files } = await sendDown(platform, desk, { lines, encrypt: true, changeInner })
      expect(codeOf(await desk.take(files))).toBe('ferry.otherInside')
    }
    const lying = await sendDown(platform, desk, { lines, changeInner: (record) => ({ ...record, parts: [record.parts[0] ?? '', sha256Hex('other')] }) })
    expect(codeOf(await desk.take(lying.files))).toBe('ferry.inner')
    expect(await entriesIn(desk)).toBe(0)
    expect((await desk.bring((await sendDown(platform, desk, { lines, encrypt: true })).files)).effects.taken).toBe(1)
  })

  test('encrypted to another card it stays shut; what is in clear outside tells nothing of what is inside', async () => {
    const [desk, neighbour] = [await newDesk(), await newDesk()]
    const made = await makeDown(platform, { party: desk.party, card: neighbour.card }, { lines: [titled('婚姻登记信息')], encrypt: true })
    const file = desk.put('shut.txt', made.volumes[0] ?? '')
    expect(codeOf(await desk.take([file]))).toBe('ferry.notOpened')
    expect(readFileSync(file, 'utf8')).not.toContain('婚姻')
  })
})

describe('verify, preview, apply in one transaction', () => {
  test('killed at every step: all of it or nothing is there, and a second run gives the same result', async () => {
    const desk = await newDesk()
    const lines = Array.from({ length: 900 }, (_, n) => titled(`信息资源${n}`))
    const { files } = await sendDown(platform, desk, { lines, volumes: 5 })
    const input = { files, secrecy: '不涉密' }
    let done = false
    for (const [phase, nth, ms] of [
      ['begin', 1, 0],
      ['verify', 2, 0],
      ['apply', 2, 20],
      ['apply', 5, 10],
      ['apply', 5, 300],
    ] as const) {
      await desk.value('vault.lock', {})
      const said = await killed(desk, 'ferry.import', input, phase, nth, ms)
      await desk.as('officer')
      const there = await entriesIn(desk)
      expect([0, 900]).toContain(there)
      // What was acknowledged is there, and what is there stays.
      if (said.some((line) => line.startsWith('done {"ok":true'))) expect(there).toBe(900)
      if (done) expect(there).toBe(900)
      done = there === 900
      expect((await desk.value('ferry.packages', { direction: 'in' })).packages).toHaveLength(done ? 1 : 0)
      expect((await desk.value('ferry.media', {})).media).toHaveLength(done ? 1 : 0)
    }
    const last = await desk.bring(files)
    expect(last.already !== null).toBe(done)
    expect(await entriesIn(desk)).toBe(900)
    expect((await desk.bring(files)).already).not.toBeNull()
    expect((await desk.value('vault.check', {})).damages).toEqual([])
  }, 240_000)

  test('killed while a package is written: nothing is under its name, and the changes leave with the next one, the same', async () => {
    const desk = await newDesk()
    for (let n = 0; n < 300; n++) await desk.save({ title: `信息资源${n}` })
    const file = join(desk.temp, 'out.txt')
    const input = {
      file,
      medium: { number: 'J-7', mark: '内部' },
      secrecy: '不涉密',
      review: { reviewedOn: '2026-11-20', handledBy: '甲', officeHead: '乙', leader: '丙' },
    }
    for (const [phase, nth, ms] of [
      ['begin', 1, 30],
      ['write', 1, 0],
      ['write', 2, 5],
    ] as const) {
      await desk.value('vault.lock', {})
      await killed(desk, 'ferry.export', input, phase, nth, ms)
      await desk.as('officer')
    }
    const first = await desk.export()
    const second = await desk.export()
    const [a, b] = [changesIn(first.files), changesIn(second.files)]
    expect(a).toHaveLength(300)
    expect(b).toEqual(a)
    expect(first.counts).toEqual({ changes: 300 })
  }, 240_000)

  test('a preview shows what would be, by the same work, and leaves nothing', async () => {
    const desk = await newDesk()
    const kept = await desk.save({ title: '低保对象信息', abstract: '原文' })
    const [change] = changesIn((await desk.export()).files)
    if (change === undefined) throw new Error('a change')
    await desk.bring((await sendDown(platform, desk, { lines: [applied(change), stateAfter(platform, change)], cursor: 'c1' })).files)
    await desk.save({ abstract: '本机改的' }, kept)
    const lines = [stateLine(platform, { title: '低保对象信息', abstract: '平台改的' }, { id: kept, version: 2 }), titled('新的一条'), titled('机密★10年')]
    const { files } = await sendDown(platform, desk, { after: 'c1', cursor: 'c2', lines })
    const before = await desk.value('catalogue.history', { id: kept })
    const seen = await desk.value('ferry.preview', { files })
    expect(seen.effects).toEqual({ same: 0, taken: 1, merged: 0, conflict: 1, passedOver: 1 })
    expect(seen.changes).toMatchObject([
      { title: '低保对象信息', effect: 'conflict', fields: ['abstract'] },
      { title: '新的一条', effect: 'taken' },
    ])
    expect(seen.passedOver).toMatchObject([{ line: 3, why: 'marked' }])
    expect(await desk.value('catalogue.history', { id: kept })).toEqual(before)
    expect(await desk.value('sync.status', {})).toMatchObject({ conflicts: 0 })
    const taken = await desk.bring(files)
    expect(taken).toMatchObject({ effects: seen.effects, conflicts: 1 })
    expect((await desk.value('conflict.list', {})).conflicts).toMatchObject([{ entry: kept, fields: ['abstract'] }])
    expect(await entriesIn(desk)).toBe(2)
  })
})

describe('idempotent', () => {
  test('the same package twice: already applied on …, nothing changed', async () => {
    const desk = await newDesk()
    const { files } = await sendDown(platform, desk, { lines: [titled('婚姻登记信息')] })
    const first = await desk.bring(files)
    expect(first.already).toBeNull()
    const id = (await desk.value('catalogue.search', { text: '婚姻', limit: 10 })).items[0]?.id ?? ''
    const { version } = await desk.content(id)
    const second = await desk.bring(files)
    expect(second).toMatchObject({ already: { by: 'officer' }, effects: { taken: 0 } })
    expect(await desk.value('ferry.preview', { files })).toMatchObject({ applied: { by: 'officer' } })
    expect((await desk.content(id)).version).toBe(version)
    expect((await desk.value('ferry.media', {})).media).toHaveLength(1)
    // Another package under the same number is no repetition.
    const { files: posing } = await sendDown(platform, desk, { lines: [titled('低保')], packageId: first.packageId })
    expect(codeOf(await desk.take(posing))).toBe('ferry.idReused')
  })

  test('the same change in two packages has one effect and one answer', async () => {
    const desk = await newDesk()
    const id = await desk.save({ title: '婚姻登记信息' })
    const [one, two] = [await desk.export(), await desk.export()]
    const [change] = changesIn(one.files)
    expect(changesIn(two.files)).toEqual([change])
    if (change === undefined) throw new Error('a change')
    const answer = applied(change)
    const first = await sendDown(platform, desk, { lines: [answer, stateAfter(platform, change)], cursor: 'c1' })
    expect(await desk.bring(first.files)).toMatchObject({ freed: 1 })
    const again = await sendDown(platform, desk, { lines: [applied(change, { verdict: 'already' })], after: 'c1', cursor: 'c2' })
    expect(await desk.bring(again.files)).toMatchObject({ freed: 0, verdicts: { already: 1 }, passedOver: [] })
    const { packages } = await desk.value('ferry.packages', { direction: 'out' })
    expect(packages.map(({ verdicts, open }) => [verdicts.applied, open])).toEqual([
      [1, 0],
      [1, 0],
    ])
    expect((await desk.content(id)).content.title).toBe('婚姻登记信息')
    expect((await desk.export()).counts).toEqual({ changes: 0 })
  })
})

describe('order by prerequisites, not by counters', () => {
  test('3 before 2, lost 2, and a new device with only a delta: what is missing is named, a full package mends it', async () => {
    const desk = await newDesk()
    const id = randomUUID()
    const text = (abstract: string, version: number) => stateLine(platform, { title: '养老机构信息', abstract }, { id, version })
    const one = await sendDown(platform, desk, { lines: [text('一', 1)], cursor: 'c1' })
    const previous = { packageId: one.made.manifest.packageId, sha256: one.made.sha256, medium: 'P-1' }
    const two = await sendDown(platform, desk, {
      lines: [text('二', 2)],
      after: 'c1',
      cursor: 'c2',
      previous,
      change: (m) => ({ ...m, medium: { number: 'P-2', mark: '内部' } }),
    })
    const three = await sendDown(platform, desk, {
      lines: [text('三', 3)],
      after: 'c2',
      cursor: 'c3',
      previous: { packageId: two.made.manifest.packageId, sha256: two.made.sha256, medium: 'P-2' },
    })
    expect(await desk.take(two.files)).toMatchObject({ error: { code: 'ferry.gap', params: { missing: previous.packageId, medium: 'P-1' } } })
    await desk.bring(one.files)
    expect(await desk.take(three.files)).toMatchObject({ error: { code: 'ferry.gap', params: { missing: two.made.manifest.packageId, medium: 'P-2' } } })
    expect((await desk.content(id)).content.abstract).toBe('一')
    await desk.bring(two.files)
    await desk.bring(three.files)
    expect((await desk.content(id)).content.abstract).toBe('三')

    // 2 is lost: a full package needs nothing before it, and deltas go on from it.
    const late = await newDesk()
    const own = (made: Awaited<ReturnType<typeof sendDown>>) => made.files
    await late.bring(own(await sendDown(platform, late, { lines: [text('一', 1)], cursor: 'c1' })))
    expect(codeOf(await late.take(own(await sendDown(platform, late, { lines: [text('三', 3)], after: 'c2', cursor: 'c3' }))))).toBe('ferry.gap')
    const asked = await late.export({ full: true })
    expect(JSON.stringify(asked.form)).toContain('up')
    expect(readFileSync(asked.files[0] ?? '', 'utf8')).toContain('"wants": "full"')
    await late.bring(
      own(await sendDown(platform, late, { lines: [text('三', 3)], cursor: 'c3', change: (m) => ({ ...m, madeAt: '2026-11-27T08:00:00.000Z' }) })),
    )
    expect((await late.content(id)).content.abstract).toBe('三')
    await late.bring(own(await sendDown(platform, late, { lines: [text('四', 4)], after: 'c3', cursor: 'c4' })))
    expect((await late.content(id)).content.abstract).toBe('四')

    const fresh = await newDesk()
    const delta = await sendDown(platform, fresh, { lines: [text('四', 4)], after: 'c3', cursor: 'c4' })
    expect(await fresh.take(delta.files)).toMatchObject({ error: { code: 'ferry.gap', params: { missing: '—' } } })
    expect(await problemsOf(fresh, delta.files)).toEqual(['ferry.gap'])
  })
})

describe('epoch and rollback guard; expiry is a warning with a reason', () => {
  test('an old full package played again changes nothing, not of our entries and not of others’', async () => {
    const desk = await newDesk()
    const police = { id: randomUUID(), name: '澄湖市公安局' }
    const [ours, theirs] = [randomUUID(), randomUUID()]
    const lines = (version: number, at: string) => [
      stateLine(platform, { title: '养老机构信息', abstract: `第${version}版` }, { id: ours, version, at }),
      stateLine(platform, { title: '户籍信息', abstract: `第${version}版` }, { id: theirs, version, at, owner: police }),
    ]
    const old = await sendDown(platform, desk, { lines: lines(1, '2026-11-01T00:00:00.000Z'), cursor: 'c1' })
    const newer = await sendDown(platform, desk, {
      lines: lines(5, '2026-11-20T00:00:00.000Z'),
      cursor: 'c5',
      change: (m) => ({ ...m, madeAt: '2026-11-27T08:00:00.000Z' }),
    })
    await desk.bring(newer.files)
    expect((await desk.bring(old.files)).effects).toMatchObject({ same: 2, taken: 0 })
    for (const id of [ours, theirs]) expect((await desk.content(id)).content.abstract).toBe('第5版')
    // It goes on from where it really stands.
    await desk.bring((await sendDown(platform, desk, { lines: lines(6, '2026-11-21T00:00:00.000Z'), after: 'c5', cursor: 'c6' })).files)
    for (const id of [ours, theirs]) expect((await desk.content(id)).content.abstract).toBe('第6版')
  })

  test('a platform put back to a backup is asked about; its older packages count no more', async () => {
    const desk = await newDesk()
    const id = randomUUID()
    const text = (abstract: string, version: number) => stateLine(platform, { title: '养老机构信息', abstract }, { id, version })
    await desk.bring((await sendDown(platform, desk, { lines: [text('旧', 3)], cursor: 'c1' })).files)
    const old = await sendDown(platform, desk, { lines: [text('旧的增量', 4)], after: 'c1', cursor: 'c2' })
    platform.epoch = 2
    const restored = await sendDown(platform, desk, { lines: [text('恢复后的', 2)], cursor: 'd1' })
    expect(codeOf(await desk.take(restored.files))).toBe('sync.asks.restored')
    expect((await desk.value('sync.status', {})).asks).toMatchObject({ question: 'restored' })
    await desk.as('keeper')
    await desk.value('sync.confirm', { question: 'restored' })
    await desk.as('officer')
    const delta = await sendDown(platform, desk, { lines: [], after: 'd0', cursor: 'd1' })
    expect(codeOf(await desk.take(delta.files))).toBe('ferry.gap')
    expect((await desk.bring(restored.files)).effects.passedOver).toBe(0)
    platform.epoch = 1
    expect(await desk.take(old.files)).toMatchObject({ error: { code: 'ferry.oldEpoch', params: { epoch: 1, present: 2 } } })
    expect((await desk.content(id)).content.abstract).not.toBe('旧的增量')
  })

  test('a clock wrong by a year, either way, decides nothing; expiry and clock are warned about', async () => {
    for (const now of ['2025-11-27T00:00:00.000Z', '2027-11-27T00:00:00.000Z']) {
      const desk = await newDesk({ ports: { now: () => new Date(now) } })
      const id = randomUUID()
      const text = (abstract: string, version: number) => stateLine(platform, { title: '养老机构信息', abstract }, { id, version })
      const one = await sendDown(platform, desk, { lines: [text('一', 1)], cursor: 'c1', change: (m) => ({ ...m, expiresOn: '2026-12-31' }) })
      const { warnings } = await desk.bring(one.files)
      expect(warnings.map(({ code }) => code)).toContain(now < '2026' ? 'ferry.warnClock' : 'ferry.warnExpired')
      // Made a year before the first, by a platform whose clock was put right: the place in the feed counts.
      const two = await sendDown(platform, desk, {
        lines: [text('二', 2)],
        after: 'c1',
        cursor: 'c2',
        change: (m) => ({ ...m, madeAt: '2025-01-01T00:00:00.000Z' }),
      })
      await desk.bring(two.files)
      expect((await desk.content(id)).content.abstract).toBe('二')
      await desk.bring((await sendDown(platform, desk, { lines: [text('三', 3)], after: 'c2', cursor: 'c3' })).files)
      expect((await desk.content(id)).content.abstract).toBe('三')
    }
  })
})

describe('receipts: a verdict per change; the outbox is freed by receipts alone', () => {
  test('forged, foreign and partial: only what was really answered is free', async () => {
    const [desk, neighbour] = [await newDesk(), await newDesk()]
    const ids = [await desk.save({ title: '甲' }), await desk.save({ title: '乙' }), await desk.save({ title: '丙' })]
    const up = await desk.export()
    const changes = changesIn(up.files)
    expect(changes).toHaveLength(3)
    const waiting = async () => (await desk.value('sync.status', {})).waiting
    const answers = changes.map((change) => applied(change))
    const stranger = await makePlatform()
    const forged = await sendDown(platform, desk, { lines: answers, signer: stranger })
    expect(codeOf(await desk.take(forged.files))).toBe('ferry.badSignature')
    const foreign = await sendDown(platform, neighbour, { lines: answers })
    expect(codeOf(await desk.take(foreign.files))).toBe('ferry.notForUs')
    expect(await waiting()).toBe(3)
    // Signed by the platform, of a change this copy never made.
    const unheard = { ...answers[0], changeId: randomUUID() } as (typeof answers)[0]
    const [firstChange, secondChange] = changes
    if (firstChange === undefined || secondChange === undefined) throw new Error('changes')
    const partial = await sendDown(platform, desk, { lines: [unheard, answers[0] as never], cursor: 'c1' })
    expect(await desk.bring(partial.files)).toMatchObject({ freed: 1, passedOver: [{ line: 1, why: 'unknownChange' }] })
    expect(await waiting()).toBe(2)
    const { packages } = await desk.value('ferry.packages', { direction: 'out' })
    expect(packages[0]).toMatchObject({ verdicts: { applied: 1 }, open: 2 })
    const refused = applied(secondChange, {
      verdict: 'rejected',
      version: null,
      problem: { type: '', title: '标题不合规范', status: 422, detail: '', code: 'content.title' },
    })
    await desk.bring((await sendDown(platform, desk, { lines: [refused, answers[2] as never], after: 'c1', cursor: 'c2' })).files)
    expect(await desk.value('sync.status', {})).toMatchObject({ waiting: 0, quarantined: 1 })
    const [sent] = (await desk.value('ferry.packages', { direction: 'out' })).packages
    // Sent = sum of verdicts.
    expect(Object.values(sent?.verdicts ?? {}).reduce((sum, n) => sum + n, 0) + (sent?.open ?? 0)).toBe(up.counts.changes)
    expect(ids).toHaveLength(3)
  })
})

describe('one bad record is passed over and named, the rest goes on', () => {
  test('malformed ones among 1,000', async () => {
    const desk = await newDesk()
    const bad: Record<number, string> = {
      100: '{"kind":"state"',
      200: JSON.stringify({ ...titled('x'), id: 'not an id' }),
      300: JSON.stringify({ ...titled('x'), version: -1 }),
      400: '"just a text"',
      500: JSON.stringify({ ...titled('机密★长期') }),
      600: JSON.stringify({ ...titled('x'), content: { title: 7 } }),
      700: JSON.stringify({ ...titled('x'), entity: 'spaceship' }),
      800: '',
      900: `{"kind":"state","content":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    }
    const lines = Array.from({ length: 1000 }, (_, n) => bad[n] ?? JSON.stringify(titled(`信息资源${n}`)))
    const { files } = await sendDown(platform, desk, { lines, volumes: 3 })
    const taken = await desk.bring(files)
    expect(taken.effects).toMatchObject({ taken: 991, passedOver: 9 })
    expect(taken.passedOver.map(({ line }) => line)).toEqual([101, 201, 301, 401, 501, 601, 701, 801, 901])
    expect(taken.passedOver.find(({ line }) => line === 501)?.why).toBe('marked')
    expect(taken.passedOver.find(({ line }) => line === 701)?.why).toBe('kind spaceship')
    expect(await entriesIn(desk)).toBe(991)
    const { lines: log } = await desk.value('sync.log', { limit: 1000 })
    expect(log.filter(({ what }) => what === 'passedOver').length).toBeGreaterThanOrEqual(9)
    expect(JSON.stringify(log)).not.toContain('机密★')
  }, 120_000)
})

describe('size limits; no paths, nothing compressed, nothing executable', () => {
  test('zip slip, symlink, bomb, a million tiny parts and other hostile files are refused', async () => {
    const desk = await newDesk()
    const { made, files } = await sendDown(platform, desk, { lines: [titled('婚姻登记信息')] })
    const [volume] = made.volumes
    if (volume === undefined) throw new Error('a volume')
    const code = async (bytes: Uint8Array | string, name = 'hostile.txt') => codeOf(await desk.take([desk.put(name, bytes)]))
    // A zip with a way out of its folder, and a bomb: the container knows neither.
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004\u0014\0\0\0\b\0'), Buffer.from('../../etc/cron.d/x'), deflateRawSync(Buffer.alloc(50_000_000))])
    expect(await code(zip)).toBe('ferry.notPackage')
    expect(await code(Buffer.alloc(200_000))).toBe('ferry.notPackage')
    expect(await code('')).toBe('ferry.notPackage')
    // Signed by the platform itself, and still beyond the limits.
    const signedBy = (change: NonNullable<Down['change']>) => sendDown(platform, desk, { lines: [titled('x')], change })
    const tiny = Array.from({ length: ferryLimits.parts + 1 }, (_, at) => ({ number: at + 1, volume: 1, bytes: 1, sha256: sha256Hex('') }))
    for (const change of [
      (m: typeof made.manifest) => ({ ...m, parts: tiny }),
      (m: typeof made.manifest) => ({ ...m, parts: m.parts.map((part) => ({ ...part, bytes: ferryLimits.partBytes + 1 })) }),
      (m: typeof made.manifest) => ({ ...m, parts: m.parts.map((part) => ({ ...part, name: '../x' })) }),
      (m: typeof made.manifest) => ({ ...m, medium: { number: '../../x', mark: '内部' as const } }),
      (m: typeof made.manifest) => ({ ...m, medium: { number: 'J1', mark: '秘密' as never } }),
      (m: typeof made.manifest) => ({ ...m, about: JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`) as never }),
    ]) {
      expect(['ferry.notPackage', 'ferry.tooLarge']).toContain(codeOf(await desk.take((await signedBy(change)).files)))
    }
    expect(codeOf(await desk.take((await signedBy((m) => ({ ...m, format: 2 as never }))).files))).toBe('ferry.format')
    expect(await desk.take((await sendDown(platform, desk, { kind: 'agreement' })).files)).toMatchObject({
      error: { code: 'ferry.unknownKind', params: { kind: 'agreement' } },
    })
    expect(codeOf(await desk.take((await sendDown(platform, desk, { kind: 'up', about: {} })).files))).toBe('ferry.wrongDirection')
    // A manifest without an end.
    const endless = Buffer.concat([Buffer.from('-----BEGIN MULU MANIFEST-----\n'), Buffer.alloc(ferryLimits.manifestBytes + 100_000, 0x20)])
    expect(await code(endless)).toBe('ferry.tooLarge')
    // A million tiny parts, beyond what a manifest may be.
    const million = Buffer.from(`-----BEGIN MULU MANIFEST-----\n{"parts": [${'{"number":1,"volume":1,"bytes":1},'.repeat(1_000_000)}`)
    expect(await code(million)).toBe('ferry.tooLarge')
    // Line ends changed on the way are named as such; a link leads to the file it names and to nothing else.
    expect(await code(volume.toString().replaceAll('\n', '\r\n'))).toBe('ferry.lineEnds')
    const link = join(desk.temp, 'link.txt')
    symlinkSync('/etc/passwd', link)
    expect(codeOf(await desk.take([link]))).toBe('ferry.notPackage')
    expect(await entriesIn(desk)).toBe(0)
    const before = readdirSync(desk.temp).sort()
    await desk.bring(files)
    // Taking in writes no file anywhere.
    expect(readdirSync(desk.temp).sort()).toEqual(before)
  }, 120_000)
})

describe('verifiable by anyone with openssl and sha256sum', () => {
  const run = promisify(execFile)
  const script = join(assetsDir, 'ferry', 'verify-package.sh')
  const said = async (args: readonly string[]): Promise<{ code: number; text: string }> => {
    // A machine without Mulu: nothing of ours is on the way to it.
    try {
      const { stdout } = await run('sh', [script, ...args], { env: { PATH: '/usr/bin:/bin' } })
      return { code: 0, text: stdout }
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string }
      return { code, text: stdout }
    }
  }

  test('the script that travels apart says the same on a machine without Mulu, for both signatures and both directions', async () => {
    const signer = await makePlatform({ sm2: true })
    const desk = await newDesk({ sm2: true }, signer)
    const card = desk.put('signer.txt', signer.cardText)
    const lines = Array.from({ length: 40 }, (_, n) => stateLine(signer, { title: `信息资源${n}` }))
    const { files, made } = await sendDown(signer, desk, { lines, volumes: 3 })
    const good = await said([card, ...files])
    expect(good).toMatchObject({ code: 0 })
    expect(good.text).toContain('3 volumes')
    expect(good.text.replaceAll(' ', '')).toContain(signer.fingerprint)
    expect(await said([card, ...files.slice(1)])).toMatchObject({ code: 2, text: expect.stringContaining('缺少第 1 卷') as string })
    const other = desk.put('other.txt', (await makePlatform()).cardText)
    expect(await said([other, ...files])).toMatchObject({ code: 1 })
    const text = (made.volumes[1] ?? Buffer.alloc(0)).toString()
    const places = [
      text.indexOf('"kind"'),
      text.indexOf('BEGIN MULU SIGNATURE-----\n') + 40,
      text.indexOf('SM2-----\n') + 20,
      text.indexOf('PART 2') + 60,
      text.length - 3,
    ]
    for (const at of places) {
      const spoilt = Buffer.from(text, 'utf8')
      const place = Buffer.byteLength(text.slice(0, at))
      spoilt[place] = spoilt[place] === 0x41 ? 0x42 : 0x41
      expect(await said([card, files[0] ?? '', desk.put('spoilt.txt', spoilt), files[2] ?? '']), `at ${at}`).toMatchObject({ code: 1 })
    }
    // What leaves here, with the check lines of its form.
    await desk.save({ title: '婚姻登记信息' })
    await desk.as('sys')
    const own = join(desk.temp, 'own-card.txt')
    await desk.value('ferry.identity', { file: own })
    await desk.as('officer')
    for (const encrypt of [false, true]) {
      const up = await desk.export({ encrypt })
      expect(await said([own, ...up.files])).toMatchObject({ code: 0 })
      const sums = desk.put('sums.txt', `${up.form.volumes.map(({ sha256sum }) => sha256sum).join('\n')}\n`)
      await run('sha256sum', ['-c', sums], { cwd: desk.temp })
    }
    const out = join(desk.temp, 'verify-package.sh')
    expect(await desk.value('ferry.verifyScript', { file: out })).toEqual({ sha256: sha256Hex(readFileSync(out)) })
  }, 120_000)
})

test('a vault put back from a backup is another device: packages to the device before are not for it, and it makes a card of its own', async () => {
  const desk = await newDesk()
  const { files } = await sendDown(platform, desk, { lines: [titled('婚姻登记信息')] })
  const before = (await desk.value('ferry.identities', {})).identities.find(({ own }) => own)
  const { name } = await desk.value('vault.backup', {})
  await desk.value('vault.lock', {})
  const secrets = { passphrase: passphraseOf('officer'), with: { user: 'sec', passphrase: passphraseOf('sec') } }
  await desk.value('vault.restore', { user: 'officer', name }, secrets)
  await desk.as('officer')
  expect((await desk.value('ferry.identities', {})).identities.filter(({ own }) => own)).toEqual([])
  expect(codeOf(await desk.take(files))).toBe('ferry.notForUs')
  expect(await desk.call('ferry.export', { file: join(desk.temp, 'x.txt'), medium: { number: 'J1', mark: '内部' }, secrecy: '不涉密', review })).toMatchObject({
    error: { code: 'ferry.noIdentity' },
  })
  await desk.as('sys')
  const { identity } = await desk.value('ferry.identity', {})
  expect(identity.fingerprint).not.toBe(before?.fingerprint)
  expect(identity.id).not.toBe(before?.id)
})

test('… by that card it goes on carrying discs: it needs no code, which only a connection could bring', async () => {
  const desk = await newDesk()
  await desk.bring((await sendDown(platform, desk, { lines: [titled('婚姻登记信息')] })).files)
  const { name } = await desk.value('vault.backup', {})
  await desk.value('vault.lock', {})
  const secrets = { passphrase: passphraseOf('officer'), with: { user: 'sec', passphrase: passphraseOf('sec') } }
  await desk.value('vault.restore', { user: 'officer', name }, secrets)
  await desk.as('sys')
  const { identity, card: text } = await desk.value('ferry.identity', {})
  expect((await desk.value('sync.log', {})).lines.filter(({ what }) => what === 'enrolled')).toHaveLength(2)
  await desk.as('officer')
  expect(await desk.value('sync.status', {})).toMatchObject({ enrolled: true })
  await desk.save({ title: '恢复之后' })
  expect((await desk.export()).counts).toEqual({ changes: 1 })
  const card = readCard(text)?.card
  if (card === undefined) throw new Error('no card')
  const now = { ...desk, card, party: { ...desk.party, id: card.id, fingerprint: identity.fingerprint } }
  expect(await now.bring((await sendDown(platform, now, { after: 'c1', cursor: 'c2', lines: [titled('后来的')] })).files)).toMatchObject({
    effects: { taken: 1 },
  })
})
