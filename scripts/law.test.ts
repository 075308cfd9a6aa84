import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtInPacks } from '../shared/regulations/built-in.ts'

/** Comments may name their source; what runs may not. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, (found) => found.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*/gm, '')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const ids = builtInPacks.map(({ id }) => escaped(id)).join('|')
const packs = `['"\`](?:${ids})(?:['"\`/:])` // a pack or one of its rules
const wording = new RegExp(
  [
    '第[一二三四五六七八九十百\\d]{1,4}条(?!目录|是)', // 第十七条
    '\\barts?\\. ?\\d|\\barticles? \\d',
    '[0-9一二三四五六七八九十]+ ?个?(?:工作日|自然日)|\\b\\d+ (?:working|calendar) days?',
    '809 ?号令|第809号|宁波171|85号',
  ].join('|'),
  'i',
)
const law = new RegExp(`${packs}|${wording.source}`, 'i')

/** Clauses of agreements are data that say by id which rules they serve; they too name no article and no day. */
const citesById = /^shared\/agreements\/clauses\//

const named = (text: string, forms = law): string[] =>
  withoutComments(text)
    .split('\n')
    .filter((line) => forms.test(line))
    .map((line) => line.trim().slice(0, 120))

test('no regulation, article or day count stands in code outside shared/regulations', () => {
  const files = globSync(['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,tsx}']).filter(
    (path) => !/^shared\/regulations\/|\.test\.tsx?$|\.fixture\.ts$|\.testkit\.ts$|\/testing\.ts$/.test(path),
  )
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((path) => named(readFileSync(path, 'utf8'), citesById.test(path) ? wording : law).map((line) => `${path}: ${line}`))
  expect(found).toEqual([])
})

test('such a line is found', () => {
  const lines = [
    "if (regulations.includes('CN-809')) return",
    "const rule = 'JS-85/18-1'",
    "about: '（条例第十三条）'",
    "'Order, art. 13'",
    "hint: '10个工作日内答复'",
    "'within 15 working days'",
  ]
  for (const line of lines) expect(named(line), line).toEqual([line])
  expect(named('// Order 809 art.13\n/** 第十三条 */\nconst n = 3')).toEqual([])
})

test('the packs are data: they compute nothing, least of all with dates', () => {
  const withoutStrings = (text: string): string => text.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
  const files = globSync('shared/regulations/{cn-809,nb-171,he,nx,js-85,standards,secrecy,network-data}*.ts')
  expect(files.length).toBeGreaterThanOrEqual(12)
  for (const path of files) {
    const code = withoutStrings(withoutComments(readFileSync(path, 'utf8')))
    expect(code, path).not.toMatch(/\bDate\b|addDays|daysBetween|=>|\bfunction\b|\bif\b|Math\.|[+*/%] ?\d/)
    expect([...code.matchAll(/\b(\w+)\(/g)].map(([, name]) => name).filter((name) => name !== 'covered' && name !== 'translated')).toEqual([])
  }
})
