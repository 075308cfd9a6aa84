import fc from 'fast-check'
import { expect, it } from 'vitest'
import { emptyBasis, emptyContent } from '../../../shared/catalogue.ts'
import { emptyProfile } from '../../../shared/contract/profile.ts'
import { addDays } from '../../../shared/days.ts'
import { checkSettings } from '../../../shared/findings.ts'
import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import { packSet, turningDays } from '../../../shared/regulations/pack-set.ts'
import { createJudging, findingsThen, recordedUnder, withBasesJudged } from './judging.ts'

const basis = fc.record({
  kind: fc.constantFrom('', '法律', '行政法规', '国务院决定', '地方性法规', '部门规章', '规范性文件', '其他'),
  title: fc.constantFrom('', '无', '中华人民共和国某法'),
  article: fc.constantFrom('', '第三条'),
  quotation: fc.constantFrom('', '不得提供。'),
})
const content = fc.record({
  shareType: fc.constantFrom('', '无条件共享', '有条件共享', '不予共享'),
  shareBasis: fc.array(
    basis.map((parts) => ({ ...emptyBasis, ...parts })),
    { maxLength: 3 },
  ),
  shareCondition: fc.constantFrom('', '须收费', '经领导批准，用于核查', '另行协商'),
  shareReason: fc.constantFrom('', '涉及商业秘密'),
  title: fc.constantFrom('', '企业信息'),
  updateCycle: fc.constantFrom('', '每月'),
})
const day = fc.constantFrom('2016-05-01', '2021-12-31', '2022-01-31', '2022-02-01', '2023-01-01', '2025-07-31', '2025-08-01', '2026-11-28')
const regulations = fc.subarray(builtInPacks.filter(({ region }) => region !== '').map(({ id }) => id))

it('what is on record says under the law of another day what reading the text says, or says that it must be read', () => {
  let [reused, judged] = [0, 0]
  fc.assert(
    fc.property(content, day, day, regulations, (said, today, then, named) => {
      const settings = (on: string) => checkSettings({ ...emptyProfile, regulations: named }, `${on}T04:00:00.000Z`, builtInPacks)
      const entry = { ...emptyContent(), ...said }
      const recorded = recordedUnder(settings(today).packs, settings(then).packs)
      if (recorded === null) return
      const codes = findingsThen(entry, { settings: settings(today), recorded: null })
      const asThen = recorded.bases !== null && entry.shareType === '不予共享' ? withBasesJudged(codes, entry.shareBasis, recorded.bases) : codes
      expect(createJudging(recorded.silent)(asThen)).toEqual(createJudging()(findingsThen(entry, { settings: settings(then), recorded: null })))
      reused += 1
      if (recorded.bases !== null) judged += 1
    }),
    { numRuns: 3000 },
  )
  expect(reused).toBeGreaterThan(500)
  expect(judged).toBeGreaterThan(50)
})

it('between two turning days the law is the same but for the day it is asked on', () => {
  const turns = turningDays(builtInPacks)
  expect(turns).toContain('2025-08-01')
  const named = builtInPacks.map(({ id }) => id)
  /** Everything but the day itself. */
  const law = (on: string): string => JSON.stringify(packSet(builtInPacks, on, named)).replaceAll(`"on":"${on}"`, '"on":""')
  const days = ['1990-01-01', ...turns, '2040-01-01']
  for (const [at, from] of days.slice(0, -1).entries()) {
    const last = addDays(days[at + 1] ?? '', -1)
    expect([from, law(last) === law(from)]).toEqual([from, true])
  }
})
