import { expect, test } from 'vitest'
import { withBeside } from './with-beside.ts'

test('of files chosen together the submission is told from what goes with it', () => {
  const names = (...picked: string[]) => {
    const found = withBeside(picked.map((name) => ({ name })))
    return found === null ? null : [found.file.name, found.beside.map(({ name }) => name)]
  }
  expect(names()).toBeNull()
  expect(names('报送-行-entry-01.jsonl', '市表样.xlsx', '报送.JSON')).toEqual(['报送.JSON', ['报送-行-entry-01.jsonl', '市表样.xlsx']])
  expect(names('签名包.zip', '报送-行-entry-01.jsonl')).toEqual(['签名包.zip', ['报送-行-entry-01.jsonl']])
  expect(names('报送.xlsx')).toEqual(['报送.xlsx', []])
  expect(names('不知道的文件')).toEqual(['不知道的文件', []])
})
