import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { submissionDocumentSchema } from '../../../shared/submissions/document.ts'
import { submissionJsonSchema } from '../../../shared/submissions/json-schema.ts'
import { readCanonical } from '../signing/canonical-text.ts'
import { frozenSubmission, submissionText } from './document.fixture.ts'

test('the schema for other programs is what is checked here', async () => {
  await expect(submissionJsonSchema()).toMatchFileSnapshot(join(import.meta.dirname, '..', '..', '..', 'assets', 'submission', 'submission.schema.json'))
})

test('another validator takes the twin by that schema, and refuses what is not one', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(submissionJsonSchema()))
  const { bytes } = submissionText(frozenSubmission({ rows: 9 }))
  expect([validate(JSON.parse(bytes.toString())), validate.errors]).toEqual([true, null])
  const document = JSON.parse(bytes.toString()) as Record<string, unknown>
  for (const wrong of [
    { ...document, id: 'x' },
    { ...document, further: 1 },
    { ...document, figures: [{ indicator: 'a' }] },
    { ...document, rows: { other: [] } },
  ])
    expect(validate(wrong)).toBe(false)
})

test('one text: read back it is the same document, and written in any other way it is none', () => {
  const document = frozenSubmission({ rows: 9 })
  const { bytes, sha256, sm3 } = submissionText(document)
  expect(readCanonical(bytes, 1 << 24, submissionDocumentSchema)).toEqual(document)
  expect(readCanonical(Buffer.from(`${bytes} `), 1 << 24, submissionDocumentSchema)).toBeNull()
  expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(sm3).toMatch(/^[0-9a-f]{64}$/)
})
