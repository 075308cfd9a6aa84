import { expect, test } from 'vitest'
import { noticeSchema } from '../../../shared/contract/statistics.ts'
import { emptyNotice, formOfNotice, type NoticeForm, noticeOfForm } from './notice-form.ts'

const id = '5f0c1b1e-5a2a-4c55-9d2f-7b1b6a4f2c11'
const form = (part: Partial<NoticeForm> = {}): NoticeForm => ({ ...emptyNotice('2026-10-09', 'quarter'), issuer: '市数据局', title: '报送通知', ...part })

test.each([form({ untilOn: '2027-12-31' }), form({ way: 'once', period: '2026-Q3', dueOn: '2026-10-16', hour: '12:30', fromOn: '2026-10-09' })])(
  'what is filled in comes back: %o',
  (filled) => {
    const sent = noticeOfForm(filled, id)
    const stored = noticeSchema.parse({ ...sent, recordedBy: '李', recordedAt: '2026-10-09T01:00:00.000Z' })
    const back = formOfNotice(stored)
    expect(noticeOfForm(back, id)).toEqual(sent)
  },
)

test("the hour is China's, whatever this computer's zone is", () => {
  expect(noticeOfForm(form({ way: 'once', period: '2026-Q3', dueOn: '2026-10-16', hour: '00:30' }), null)?.due).toEqual({
    kind: 'at',
    at: '2026-10-15T16:30:00.000Z',
  })
})

test.each<Partial<NoticeForm>>([
  { issuer: ' ' },
  { title: '' },
  { days: '-1' },
  { days: '121' },
  { hour: '24:00' },
  { untilOn: '2025-01-01' },
  { way: 'once', period: '2026-Q3' },
  { way: 'once', dueOn: '2026-10-16' },
])('nothing is sent while it lacks something: %o', (part) => {
  expect(noticeOfForm(form(part), null)).toBeNull()
})
