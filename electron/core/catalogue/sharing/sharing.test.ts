import { afterAll, beforeAll, expect, it } from 'vitest'
import { soundEntry } from '../../../../shared/checks/sound-entry.fixture.ts'
import { makeTestCore, type TestCore } from '../../vault/testing.ts'

const secrecy = '不涉密' as const
let test: TestCore
beforeAll(async () => {
  test = await makeTestCore({ ports: { now: () => new Date('2026-11-26T02:00:00.000Z') } })
  await test.as('officer')
  await test.value('profile.save', { patch: { regulations: ['NB-171', 'JS-85'] } })
})
afterAll(async () => {
  await test.close()
})

const local = { kind: '地方性法规', title: '宁波市某某条例', number: '', article: '第八条', quotation: '不得提供' }

it('asks the questions of the day, answers what the entry says, and cites each article', async () => {
  const { id } = await test.value('catalogue.save', { patch: soundEntry({ shareType: '不予共享', shareReason: '条例规定', shareBasis: [local] }), secrecy })
  const first = await test.value('catalogue.proposeShareType', { id })
  expect(first.on).toBe('2026-11-26')
  expect(first.questions.map(({ rule, answer, fromEntry }) => [rule, answer, fromEntry]).slice(0, 2)).toEqual([
    ['CN-809/14(3):question', 'no', true],
    ['NB-171/10-4:question', 'yes', true],
  ])
  expect(first.proposal.shareType).toBeNull()
  expect(first.proposal.conflicts).toMatchObject([{ kind: 'overruled', says: { zh: expect.stringContaining('重新论证') } }])
  const cited = first.cited.find(({ rule }) => rule === 'CN-809/14(3):question')
  expect(cited?.title.zh).toBe('《政务数据共享条例》第十四条第（三）项')
  expect(cited?.wording[0]?.text).toContain('法律、行政法规以及国务院决定明确规定不能提供')
  const second = await test.value('catalogue.proposeShareType', { id, answers: { 'NB-171/10-3:question': 'yes' } })
  expect(second.proposal).toMatchObject({ shareType: '有条件共享', reasons: ['NB-171/10-3:question'] })
  expect(second.proposal.fill.map(({ field }) => field)).toEqual(['shareCondition', 'shareScope', 'shareUse'])
  expect((await test.value('catalogue.get', { id })).entry).toMatchObject({ version: 1, content: { shareType: '不予共享' } })
})

it('judges fields that are not kept yet, and other days by their own law', async () => {
  const content = { items: soundEntry().items.map((item) => ({ ...item, commercialSecret: true })) }
  const now = await test.value('catalogue.proposeShareType', { content })
  expect(now.proposal).toMatchObject({ shareType: '有条件共享', agreements: ['NB-171/19:agreement'] })
  const then = await test.value('catalogue.proposeShareType', { content, on: '2015-03-01' })
  expect(then.questions.map(({ rule }) => rule)).toContain('JS-85/18-1:commercial')
  expect(then.questions.map(({ rule }) => rule)).not.toContain('CN-809/5:commercial')
  expect(then.cited.find(({ rule }) => rule === 'JS-85/18-1:commercial')?.wording.map(({ lang }) => lang)).toEqual(['en'])
})

it('explains a basis as of a day: who accepts it, who does not, and who no longer speaks', async () => {
  const asked = (on: string) => test.value('catalogue.explainBasis', { bases: [local], on })
  const now = await asked('2026-11-26')
  expect(now).toMatchObject({ accepted: false, rejustify: true })
  expect(now.rules.map(({ rule, accepted }) => [rule, accepted])).toEqual([
    ['CN-809/14(3):basis', false],
    ['CN-809/15-2:basis', false],
    ['NB-171/10-4:basis', true],
  ])
  expect(now.bases).toEqual([
    {
      ...{ kind: local.kind, title: local.title, number: '', article: local.article },
      lacks: ['number'],
      accepted: ['NB-171/10-4:basis'],
      refused: ['CN-809/14(3):basis', 'CN-809/15-2:basis'],
    },
  ])
  const before = await asked('2024-06-01')
  expect(before).toMatchObject({ accepted: true, rejustify: false, rules: [{ rule: 'NB-171/10-4:basis' }] })
  await test.value('profile.save', { patch: { regulations: ['HE', 'NX'] } })
  const policy = { ...local, kind: '党中央、国务院政策' }
  const ningxia = await test.value('catalogue.explainBasis', { bases: [policy] })
  expect(ningxia.rules.find(({ rule }) => rule === 'NX/10(1)')).toMatchObject({ accepted: true, standing: { state: 'unverified' } })
  expect(ningxia.rejustify).toBe(true)
})
