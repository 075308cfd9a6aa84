import { expect, it } from 'vitest'
import { correctedParts, type SaidBefore, saidIn } from './corrected.ts'

const said: SaidBefore = {
  figures: [
    { indicator: 'exchange.times', key: null, value: '1480' },
    { indicator: 'request.received', key: null, value: '4' },
    { indicator: 'entry.total', key: '有条件共享', value: '2' },
  ],
  explanations: [{ indicator: 'request.received', key: null, text: '集中申请', by: '李' }],
  reconciliations: [],
  statements: [{ line: 'check1', answer: '无此情形', text: '', by: '李' }],
  remedies: [],
}

it('a corrected version tells every other figure, by hand or computed, and what else is said otherwise', () => {
  const none = { explanations: [], reconciliations: [], statements: [], remedies: false }
  expect(correctedParts(said, said)).toEqual({ figures: [], others: none })
  const now: SaidBefore = {
    figures: [
      { indicator: 'exchange.times', key: null, value: '1481' },
      { indicator: 'request.received', key: null, value: '4' },
    ],
    explanations: [{ indicator: 'request.received', key: null, text: '集中申请', by: '王' }],
    reconciliations: [{ indicator: 'exchange.times', key: null, other: '1500', where: '平台', reason: '口径', evidence: '', by: '李' }],
    statements: [
      { line: 'check1', answer: '待核对', text: '', by: '李' },
      { line: 'check2', answer: '不涉及', text: '', by: '李' },
    ],
    remedies: [{ problem: '超期', measure: '', responsible: '', dueOn: null, doneOn: null, result: '' }],
  }
  expect(correctedParts(said, now)).toEqual({
    figures: [
      { indicator: 'entry.total', key: '有条件共享', from: '2', to: null },
      { indicator: 'exchange.times', key: null, from: '1480', to: '1481' },
    ],
    // Another person said the same: the explanation is not another one.
    others: { explanations: [], reconciliations: [{ indicator: 'exchange.times', key: null }], statements: ['check1', 'check2'], remedies: true },
  })
  expect(correctedParts(saidIn(now), now)).toEqual({ figures: [], others: none })
})
