import { expect, it, vi } from 'vitest'
import { makeTestCore } from '../vault/testing.ts'

it('takes a publication that lay ahead off the list to check once its day has come, and makes no version of it', async () => {
  let now = new Date('2026-11-20T08:00:00Z')
  const test = await makeTestCore({ ports: { now: () => now } })
  try {
    await test.as('officer')
    const save = (title: string, publishedOn: string) => test.value('catalogue.save', { patch: { title, publishedOn }, secrecy: '不涉密' })
    const soon = await save('明日发布', '2026-11-21')
    const later = await save('下月发布', '2026-12-21')
    const ahead = async () => (await test.value('catalogue.search', { text: '', filter: { finding: ['publishedOn.future'] } })).items.map(({ id }) => id)
    expect((await ahead()).toSorted()).toEqual([soon.id, later.id].toSorted())
    now = new Date('2026-11-20T16:30:00Z') // past midnight in China
    await test.as('officer')
    await vi.waitFor(async () => expect(await ahead()).toEqual([later.id]), { timeout: 25_000, interval: 200 })
    expect((await test.value('catalogue.get', { id: soon.id })).entry).toMatchObject({ version: 1 })
  } finally {
    await test.close()
  }
})
