import { expect, test } from 'vitest'
import { syncLogKinds, syncLogKindWords, syncLogNoteWords } from './log-words.ts'

const both = (what: string, note: string) => [syncLogNoteWords({ what, note }, 'zh'), syncLogNoteWords({ what, note }, 'en')]

test('every kind of line has its word in both languages', () => {
  for (const kind of syncLogKinds) for (const language of ['zh', 'en'] as const) expect(syncLogKindWords[kind][language]).not.toBe('')
})

test.each([
  ['ran', 'received 3, reported 2, passed over 0', '接收 3 项，上报 2 项', '3 received, 2 reported'],
  [
    'ran',
    'planned, received 0, reported 0, passed over 1',
    '按计划，接收 0 项，上报 0 项，1 行没有接收',
    'by schedule, 0 received, 0 reported, 1 lines not taken',
  ],
  [
    'stopped',
    'sync.unreachable.refused {"host":"p:81","why":"ECONNREFUSED"}',
    'p:81 拒绝了连接：机器在，但平台没有在这个端口上服务。',
    'p:81 refused the connection: the machine is there, the platform does not listen on this port.',
  ],
  ['stopped', 'sync.revoked', '平台已停用本机的登记。', 'The platform has revoked this device.'],
  ['asks', 'deletions 30', '平台一次撤下许多目录（30）', 'many entries gone from the platform at once (30)'],
  ['confirmed', 'restored, 王建华', '平台从备份恢复过，王建华', 'the platform was put back to a backup, 王建华'],
  ['passedOver', 'unreadable', '读不懂的一行', 'a line that is not readable'],
  ['passedOver', 'kind request', '本程序还不认识的种类（request）', 'of a kind this version does not know (request)'],
  ['passedOver', '0a1b2c3d 7: unreadable', '交换包 0a1b2c3d 第 7 行：读不懂的一行', 'package 0a1b2c3d, line 7: a line that is not readable'],
  ['passedOver', 'caseSealed', '案卷已封存，没有接收', 'a sealed case: nothing more is taken'],
  ['passedOver', 'caseAct case.onlyOnce', '案卷里有不能这样办理的一步：这项办理只能作一次。', 'an act that can not follow: This can be done once only.'],
  ['quarantined', 'content.titleMissing 缺少信息资源名称。', '缺少信息资源名称。', '缺少信息资源名称。'],
  ['enrolled', '平台, 民政局', '平台，民政局', '平台, 民政局'],
  ['scheduled', 'at 08:30 17:00, 李文静', '每天 08:30 17:00，李文静', 'at 08:30 17:00, 李文静'],
  ['scheduled', 'off, 李文静', '关闭，李文静', 'off, 李文静'],
  ['written', 'id up, ZM-1', '上报包，ZM-1', 'report, ZM-1'],
  [
    'carried',
    'id {"same":1,"taken":2,"merged":0,"conflict":1,"passedOver":0}, answered 3',
    '采用 2，两处修改不一致 1，得到答复 3',
    'taken 2, changed here and there 1, 3 answered',
  ],
  ['carried', 'id {"same":1}, answered 0', '没有变化', 'nothing changed'],
  ['somethingNew', 'as it is', 'as it is', 'as it is'],
])('%s: %s', (what, note, zh, en) => {
  expect(both(what, note)).toEqual([zh, en])
})

test('what does not look as it should is shown as it is, and nothing fails', () => {
  for (const kind of syncLogKinds) for (const note of ['', 'x', '{', 'id {"a', ', ', '连不上平台']) expect(typeof both(kind, note)[0]).toBe('string')
})
