import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { pushTo } from '../../../platform/conformance/client.ts'
import { startTestPlatform } from '../../../platform/testing.ts'
import { emptyContent, emptyItem } from '../../../shared/catalogue.ts'
import { endText } from '../../../shared/platform-api/schemas.ts'
import { indexTexts } from '../catalogue/search/index-texts.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { TaskName, TaskProcess } from '../ports.ts'
import { startNodeTask } from '../tasks/node.ts'
import { civil, openDesk } from './office.fixture.ts'
import { readPage } from './page.ts'
import { openPageReader } from './page-reader.ts'

const at = '2026-11-25T01:02:03.000Z'
const owner = { id: randomUUID(), name: civil }
const state = { status: 'draft', publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] }
const by = { agency: civil, officer: '李文静', device: null, changeId: null }
const stateLine = (content: unknown, more: object = {}) => ({
  kind: 'state',
  entity: 'entry',
  id: randomUUID(),
  version: 1,
  content,
  published: null,
  state,
  owner,
  by,
  at,
  ...more,
})
const text = (n: number) => ({
  ...emptyContent(),
  title: `人口信息${n}`,
  provider: civil,
  abstract: '姓名、证件号码与住址'.repeat(n),
  items: [{ ...emptyItem(randomUUID()), name: '姓名' }],
})

const pageOf = (lines: readonly object[]): Buffer => {
  const before = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  const end = { cursor: 'next', more: true, lines: lines.length, epoch: 1 }
  return Buffer.from(`${before}${JSON.stringify({ kind: 'end', ...end, sha256: sha256Hex(before + endText(end)) })}\n`)
}

/** Processes as they are started; `each` sees every one. */
const counted = (each: (task: TaskProcess) => void = () => undefined) => {
  const started: TaskName[] = []
  const startTask = (name: TaskName): TaskProcess => {
    const task = startNodeTask(name)
    started.push(name)
    if (name === 'pageRead') each(task)
    return task
  }
  return { started, startTask }
}
const breathe = async () => undefined
const never = new AbortController().signal

test('a process reads what is read here, and brings texts and index along', async () => {
  const texts = Array.from({ length: 120 }, (_, n) => text(n))
  const body = pageOf([
    ...texts.map((one) => stateLine(one)),
    stateLine({ ...text(1), colour: 'red' }),
    stateLine({ anything: 1 }, { entity: 'request' }),
    { kind: 'gone', entity: 'entry', id: randomUUID(), version: 2, why: 'deleted', at },
    { kind: 'state', id: 'unreadable' },
  ])
  const { started, startTask } = counted()
  const reader = openPageReader({ startTask }, never, breathe)
  try {
    const [there, here] = [await reader.read(body), await readPage(body, breathe)]
    expect(there.lines.slice(0, 120).map((line) => line.kind === 'state' && line.read)).toEqual(texts.map((one) => ({ text: one, texts: indexTexts(one) })))
    expect({ ...there, lines: there.lines.slice(120) }).toEqual({ ...here, lines: here.lines.slice(120) })
    expect(there.unread).toEqual(['unreadable'])
    expect(started).toEqual(['pageRead'])
  } finally {
    reader.close()
  }
})

test('a spoilt page is refused whole, and the next one is read by the same process', async () => {
  const body = pageOf([stateLine(text(1)), stateLine(text(2))])
  const spoilt = Buffer.from(body.toString().replace('人口信息2', '人口信息3'))
  const { started, startTask } = counted()
  const reader = openPageReader({ startTask }, never, breathe)
  try {
    await expect(reader.read(spoilt)).rejects.toMatchObject({ failure: { code: 'sync.badAnswer', params: { why: 'page: sha256' } } })
    await expect(reader.read(body.subarray(0, body.length - 20))).rejects.toMatchObject({ failure: { code: 'sync.badAnswer' } })
    expect((await reader.read(body)).lines).toHaveLength(2)
    expect(started).toEqual(['pageRead'])
  } finally {
    reader.close()
  }
})

test('a run that is cancelled ends the process', async () => {
  const cancel = new AbortController()
  let ended: Promise<void> | null = null
  const { startTask } = counted((task) => {
    ended = new Promise((resolve) => task.onExit(() => resolve()))
  })
  const reader = openPageReader({ startTask }, cancel.signal, breathe)
  const reading = reader.read(pageOf([stateLine(text(1))]))
  cancel.abort()
  await expect(reading).rejects.toMatchObject({ failure: { code: 'call.cancelled' } })
  await ended
})

test('a process that dies in the middle of a pull costs time and no entry', async () => {
  const platform = await startTestPlatform()
  let killed = 0
  const { started, startTask } = counted((task) => {
    task.onMessage(() => {
      killed++
      task.kill()
    })
  })
  const desk = await openDesk(platform, { ports: { startTask } })
  try {
    const probe = await platform.enrol(civil)
    for (let part = 0; part < 3; part++) {
      const changes = Array.from({ length: 500 }, (_, n) => ({
        changeId: randomUUID(),
        entity: 'entry',
        id: randomUUID(),
        baseVersion: 0,
        madeAt: at,
        officer: '李文静',
        kind: 'patch',
        patch: { fields: { title: `信息资源${part * 500 + n}` } },
        note: '',
      }))
      await pushTo(probe, changes)
    }
    expect(await desk.sync()).toMatchObject({ pulled: 1500, pushed: 0 })
    expect(killed).toBeGreaterThan(0)
    expect(started.filter((name) => name === 'pageRead')).toHaveLength(1)
    expect((await desk.value('catalogue.search', { text: '信息资源1499', facets: false })).items).toHaveLength(1)
    expect((await desk.value('catalogue.check', {})).entries).toBe(1500)
  } finally {
    await desk.close()
    await platform.close()
  }
}, 120_000)
