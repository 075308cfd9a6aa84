import { expect, it } from 'vitest'
import { readIds } from './read-ids.ts'

const id = '3f2b8a10-0000-4000-8000-00000000000a'

it('reads entry numbers and names the first line that is none', () => {
  expect(readIds('')).toEqual({ ids: [], digests: [], wrongLine: null })
  expect(readIds(`\n  ${id.toUpperCase()} \n${id}\n`)).toEqual({ ids: [id], digests: [], wrongLine: null })
  expect(readIds(`${id}\n\n目录一`)).toEqual({ ids: [id], digests: [], wrongLine: 3 })
  expect(readIds(`${id}\n${'AB'.repeat(32)}`)).toEqual({ ids: [id], digests: ['ab'.repeat(32)], wrongLine: null })
})
