import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { finding, findingCodes, findingWords } from './findings.ts'

const blanks = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()

test.each(findingCodes)('%s is said in both languages with the same blanks, short and without a reproach', (code) => {
  const [zh, en] = [findingWords(finding(code), 'zh'), findingWords(finding(code), 'en')]
  expect(zh).toMatch(/\p{Script=Han}/u)
  expect(en).not.toMatch(/\p{Script=Han}/u)
  expect(blanks(zh)).toEqual(blanks(en))
  expect(zh.length).toBeLessThan(60)
  // Practice L13: it states what it saw.
  expect(zh).not.toMatch(/违法|违规|造假|欺骗/)
})

test('every finding is raised somewhere', () => {
  const dir = join(import.meta.dirname, '..', '..', 'electron', 'core', 'signing')
  const sources = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
  const text = sources.map((name) => readFileSync(join(dir, name), 'utf8')).join('\n')
  // Those named by what the check answers: finding(`cms.${said}`).
  const composed = ['cms.malformed', 'cms.wrong', 'pdf.malformed', 'pdf.wrong']
  expect(findingCodes.filter((code) => !composed.includes(code) && !text.includes(`'${code}'`))).toEqual([])
})
