import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainPdf } from '../pdf.fixture.ts'
import { appendSignature, coveredBy, withContents } from './append.ts'
import { readDictionary, readStructure } from './objects.ts'

const appearance = { name: '李明', at: '2026-11-27T02:00:00.000Z', reserve: 200 }

test('the same PDF and signer give the same bytes; the file before stays as it is; the ranges cover all but Contents', () => {
  for (const pdf of [plainPdf('a'), plainPdf('a', { annotation: true }), plainPdf('a', { id: false }), plainPdf('a').subarray(0, -1)]) {
    const made = appendSignature(pdf, appearance)
    if (made === null) throw new Error('a plain PDF')
    expect(appendSignature(pdf, appearance)).toEqual(made)
    expect(made.bytes.subarray(0, pdf.length).equals(pdf)).toBe(true)
    const text = made.bytes.toString('latin1')
    expect([text[made.from], text[made.to - 1]]).toEqual(['<', '>'])
    expect(coveredBy(made).length + made.to - made.from).toBe(made.bytes.length)
    const [, from, to, rest] = (/\/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]/.exec(text) ?? []).map(Number)
    expect([from, to, (to ?? 0) + (rest ?? 0)]).toEqual([made.from, made.to, made.bytes.length])
    expect(withContents(made, Buffer.from('abcd', 'hex')).length).toBe(made.bytes.length)
    expect(() => withContents(made, Buffer.alloc(201))).toThrow('more room')
    // What was appended is read as a PDF of that form again, with a form in it.
    const structure = readStructure(text)
    expect(structure?.size).toBe((readStructure(pdf.toString('latin1'))?.size ?? 0) + 2)
    expect(appendSignature(made.bytes, appearance)).toBeNull()
  }
})

test('a name can not end its string, whatever is in it', () => {
  const made = appendSignature(plainPdf('a'), { ...appearance, name: ')>> /JS (x) 𠮷䶮' })
  expect(made?.bytes.toString('latin1')).not.toContain('/JS')
})

test('what is not of the plain form is left alone: encrypted, compressed tables, a form, broken, no PDF', () => {
  const pdf = plainPdf('a').toString('latin1')
  const others = [
    pdf.replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 5 0 R'),
    pdf.replace('/Root 1 0 R', '/Root 1 0 R /XRefStm 10'),
    pdf.replace('/Type /Catalog', '/AcroForm 5 0 R /Type /Catalog'),
    pdf.replace(/startxref\n\d+/, 'startxref\n15'),
    pdf.replace('%%EOF', ''),
    pdf.replace('%PDF-1.7', '%PDX-1.7'),
    pdf.replace('/Kids [3 0 R]', '/Kids [2 0 R]'),
    pdf.replace('/Root 1 0 R', '/Root 99 0 R'),
    pdf.replace('/Size 6', '/Size x'),
    '',
  ]
  for (const each of others) expect(appendSignature(Buffer.from(each, 'latin1'), appearance), each.slice(-200)).toBeNull()
})

test('dictionaries are read by their own rules: nested, strings with brackets, references, no key twice', () => {
  const read = (text: string) => [...(readDictionary(text, 0)?.entries ?? [])]
  expect(read('<< /A 1 0 R /B [1 0 R << /C (\\)>>) >>] /D <0A> /E (a(b)c) /F/G /H -1.5 >> x')).toEqual([
    ['A', '1 0 R'],
    ['B', '[1 0 R << /C (\\)>>) >>]'],
    ['D', '<0A>'],
    ['E', '(a(b)c)'],
    ['F', '/G'],
    ['H', '-1.5'],
  ])
  for (const text of ['<< /A 1 /A 2 >>', '<< /A', '<< A 1 >>', '<< /A (x >>', '<< /A % comment\n 1 >>', `${'<< /A '.repeat(200)}1${' >>'.repeat(200)}`]) {
    expect(readDictionary(text, 0), text.slice(0, 40)).toBeNull()
  }
})

test('any bytes at all: an answer, never an error', () => {
  const pdf = plainPdf('a', { annotation: true })
  fc.assert(
    fc.property(fc.nat(pdf.length - 1), fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.boolean(), (at, put, keep) => {
      const spoilt = Buffer.concat([pdf.subarray(0, at), put, pdf.subarray(keep ? at + put.length : at)])
      const made = appendSignature(spoilt, appearance)
      expect(made === null || made.bytes.subarray(0, spoilt.length).equals(spoilt)).toBe(true)
    }),
    { numRuns: 1500 },
  )
})
