import { describe, expect, it } from 'vitest'
import { contract } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { roles } from '../i18n/en/roles.ts'
import { roles as zhRoles } from '../i18n/zh/roles.ts'
import { failureWords } from './failure-words.ts'

const inEnglish = (role: string) => roles[role as keyof typeof zhRoles]
const inChinese = (role: string) => zhRoles[role as keyof typeof zhRoles]

describe('a refusal in words', () => {
  it('names roles and calls in the language on screen', () => {
    const denied = failure('access.denied', { about: contract['vault.setRoles'].about.zh, roles: 'securityAdmin, systemAdmin' })
    expect(failureWords(denied, 'zh', inChinese).action).toContain('安全保密管理员、系统管理员')
    const english = failureWords(denied, 'en', inEnglish)
    expect(english.message).toContain(contract['vault.setRoles'].about.en)
    expect(english.action).toContain('Security administrator, System administrator')
    expect(english.message + english.action).not.toMatch(/[\u4e00-\u9fff]/)
  })

  it('keeps the core’s own words for a code it does not know', () => {
    const unknown = { code: 'sync.later', message: '还不认识', action: '升级', params: {} } as never
    expect(failureWords(unknown, 'en', inEnglish)).toEqual({ message: '还不认识', action: '升级' })
  })
})
