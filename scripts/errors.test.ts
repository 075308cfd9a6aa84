import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { errors } from '../shared/errors.ts'

const sources = globSync(['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,tsx}'], {
  exclude: (path) => /\.test\.tsx?$|\.testkit\.ts$|\/errors\/|^shared\/errors\.ts$|^shared\/contract/.test(path),
}).map((path) => ({ path, text: readFileSync(path, 'utf8') }))

const codes = Object.keys(errors) as (keyof typeof errors)[]

test('every error on the list is raised somewhere', () => {
  const silent = codes.filter((code) => !sources.some(({ text }) => text.includes(`'${code}'`)))
  expect(silent).toEqual([])
})

test('every error raised is on the list', () => {
  const raised = sources.flatMap(({ path, text }) => [...text.matchAll(/(?:new Refusal|failure)\(\s*'([\w.]+)'/g)].map(([, code]) => ({ path, code })))
  expect(raised.length).toBeGreaterThan(20)
  expect(raised.filter(({ code }) => !(code !== undefined && code in errors))).toEqual([])
})

test('both languages say what happened and what to do, with the same blanks to fill', () => {
  const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  for (const code of codes) {
    const { zh, en } = errors[code]
    for (const { message, action } of [zh, en]) {
      expect(message, code).not.toBe('')
      expect(action, code).not.toBe('')
    }
    expect(zh.message, code).toMatch(/\p{Script=Han}/u)
    expect([...new Set(blanks(zh.message + zh.action))], code).toEqual([...new Set(blanks(en.message + en.action))])
  }
})
