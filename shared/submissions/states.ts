import type { SubmissionState } from '../contract/statistics.ts'
import type { Words } from '../regulations/pack.ts'

export const stateWords: Readonly<Record<SubmissionState, Words>> = {
  draft: { zh: '草稿', en: 'draft' },
  frozen: { zh: '已冻结', en: 'frozen' },
  signed: { zh: '已签名', en: 'signed' },
  submitted: { zh: '已报送', en: 'submitted' },
  received: { zh: '已收到', en: 'received' },
  returned: { zh: '退回', en: 'returned' },
  accepted: { zh: '已接受', en: 'accepted' },
  replaced: { zh: '已更正', en: 'replaced' },
  opening: { zh: '接续', en: 'carried on' },
}

/** What is written down in its history. */
export const eventWords = {
  drafted: { zh: '起草', en: 'drafted' },
  frozen: { zh: '冻结', en: 'frozen' },
  thawed: { zh: '取消冻结', en: 'freeze taken back' },
  purged: { zh: '按规定销毁了快照中的文字，须重新冻结', en: 'words in the snapshot were purged: to be frozen anew' },
  signedPreparer: { zh: '填报人签名', en: 'signed by the preparer' },
  signedReviewer: { zh: '审核人签名', en: 'signed by the reviewer' },
  unsigned: { zh: '撤销签名', en: 'signatures taken back' },
  exported: { zh: '导出', en: 'exported' },
  submitted: { zh: '报送', en: 'submitted' },
  received: { zh: '主管部门收到', en: 'received by the department' },
  accepted: { zh: '主管部门接受', en: 'accepted by the department' },
  returned: { zh: '主管部门退回', en: 'returned by the department' },
  refused: { zh: '平台不接收，退回待改', en: 'not taken by the platform, in the tray' },
  held: { zh: '平台还不接收统计报送，没有发出', en: 'the platform takes none yet: not sent' },
  lost: { zh: '平台恢复备份后没有这一版，再次上报', en: 'lost by the platform put back to a backup, reported again' },
  corrected: { zh: '另起更正版本', en: 'a corrected version begun' },
  imported: { zh: '由文件载入', en: 'taken in from a file' },
  opening: { zh: '录入接续数', en: 'carried-on figures entered' },
} as const satisfies Record<string, Words>
export type SubmissionEvent = keyof typeof eventWords

/** What may be done in each state; who may is said by the calls. */
export const steps = {
  draft: ['fill', 'freeze', 'remove'],
  frozen: ['fill', 'thaw', 'sign', 'export', 'remove'],
  signed: ['sign', 'export', 'submit', 'record'],
  submitted: ['export', 'record', 'correct'],
  received: ['export', 'record', 'correct'],
  accepted: ['export', 'correct'],
  returned: ['export', 'record', 'correct'],
  replaced: ['export'],
  opening: ['remove'],
} as const satisfies Record<SubmissionState, readonly string[]>
export type SubmissionStep = (typeof steps)[SubmissionState][number]

export const mayStep = (state: SubmissionState, step: SubmissionStep): boolean => (steps[state] as readonly SubmissionStep[]).includes(step)
