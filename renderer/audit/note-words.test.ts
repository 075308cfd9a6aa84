import { describe, expect, it } from 'vitest'
import { audit } from '../i18n/zh/audit.ts'
import { roles } from '../i18n/zh/roles.ts'
import { fieldsInWords, type NoteTexts, noteInWords } from './note-words.ts'

const texts: NoteTexts = {
  count: (what, count) => audit.counts[what].replace('{{count}}', String(count)),
  said: (what) => audit.said[what],
  field: (name) => audit.fieldNames[name],
  role: (role) => roles[role],
}

describe('notes of the audit', () => {
  it('are read piece by piece', () => {
    expect(noteInWords('60 entries, 2 older removed', 'zh', texts)).toBe('60 条目录，清理旧备份 2 份')
    expect(noteInWords('created 3, changed 0, unchanged 12, rejected 1', 'zh', texts)).toBe('新增 3，更改 0，未变 12，拒绝 1')
    expect(noteInWords('systemAdmin securityAdmin, combined with a reason', 'zh', texts)).toBe('系统管理员、安全保密管理员，兼任并写明理由')
    expect(noteInWords('passphrase', 'zh', texts)).toBe('口令')
    expect(noteInWords('ledger requests, xlsx, 12 lines', 'zh', texts)).toBe('共享申请办理台账，xlsx，12 行')
    expect(noteInWords('GD2026-0001, 5 acts, 2 papers, 1 missing', 'zh', texts)).toBe('GD2026-0001，办理 5 项，材料 2 份，缺件 1 份')
  })

  it('stay as they are where there are no words', () => {
    expect(noteInWords('宁公数〔2026〕3号, 2 horses', 'zh', texts)).toBe('宁公数〔2026〕3号，2 horses')
    expect(noteInWords('toString', 'zh', texts)).toBe('toString')
    expect(noteInWords(null, 'zh', texts)).toBe('')
  })

  it('name fields as the forms do', () => {
    expect(fieldsInWords(['title', 'agency', 'roles', 'unheard'], 'zh', texts)).toBe('信息资源名称、单位名称、角色、unheard')
    expect(fieldsInWords(['shareType'], 'en', texts)).toBe('Sharing type')
  })
})
