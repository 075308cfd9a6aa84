import { expect, test } from 'vitest'
import { wholeText } from '../../shared/agreements/agreements.fixture.ts'
import { textsIn } from '../../shared/cases/agreement-text.ts'
import type { Subject } from '../../shared/signing/statement.ts'
import { subjectOfPaper } from './paper-subject.ts'
import { subjectLines } from './subject-lines.ts'

const words = { yes: '是', no: '否', none: '无', item: (at: number) => `第${at}项` }
const keys = { name: '名称', number: '编号', note: '说明' }

test('every place of any subject is read, lists and what stands in them too', () => {
  const content = { 名称: '函', 份数: 2, 公开: false, 附: [], 条款: ['一', { 甲: null }] }
  expect(subjectLines({ kind: 'document', content }, 'zh', words)).toEqual([
    { depth: 0, label: '名称', value: '函' },
    { depth: 0, label: '份数', value: '2' },
    { depth: 0, label: '公开', value: '否' },
    { depth: 0, label: '附', value: '无' },
    { depth: 0, label: '条款', value: null },
    { depth: 1, label: '第1项', value: '一' },
    { depth: 1, label: '第2项', value: null },
    { depth: 2, label: '甲', value: '无' },
  ])
})

test('of an agreement no word a person wrote is missing', () => {
  const text = wholeText()
  const content = text as typeof text & Subject['content']
  const read = subjectLines({ kind: 'agreement', content }, 'zh', words).flatMap(({ label, value }) => [label, value ?? ''])
  // Wordings of clauses are read with their blanks filled in.
  const missing = textsIn({ ...text, format: '', clauses: text.clauses.map(({ heading, blanks }) => ({ heading, blanks })) })
    .map(({ path, text: said }) => ({ path, said }))
    .filter(({ path }) => !path.endsWith('.rule') && !/requests\.\d+\.id$/.test(path))
    .filter(({ said }) => !read.some((line) => line.includes(said)))
  expect(missing).toEqual([])
})

test('a paper without a name or a signer is nothing to sign; blanks at the ends do not count', () => {
  const draft = { name: ' 保密承诺书 ', number: '', note: '', signers: [{ agency: ' 市民政局 ', as: '', person: '李文静' }] }
  expect(subjectOfPaper(draft, 'x', keys)).toEqual({
    kind: 'document',
    id: 'x',
    version: 1,
    signers: [{ agency: '市民政局', as: '', person: '李文静' }],
    content: { 名称: '保密承诺书' },
  })
  expect(subjectOfPaper({ ...draft, number: '民〔2026〕1号', note: '一' }, 'x', keys)).toMatchObject({
    id: '民〔2026〕1号',
    content: { 编号: '民〔2026〕1号', 说明: '一' },
  })
  expect(subjectOfPaper({ ...draft, name: ' ' }, 'x', keys)).toBeNull()
  expect(subjectOfPaper({ ...draft, signers: [{ agency: ' ', as: '', person: '' }] }, 'x', keys)).toBeNull()
})
