import { describe, expect, it } from 'vitest'
import { law, privateRequest, wholeText } from '../../../../shared/agreements/agreements.fixture.ts'
import { agreementFacts } from '../../../../shared/agreements/facts.ts'
import { agreementTextSchema, canonicalAgreement } from '../../../../shared/cases/agreement-text.ts'
import { numbered } from '../../../../shared/documents/numbering.ts'
import { templateById } from '../../../../shared/documents/templates.ts'
import { putAt, valueAt } from './paths.ts'
import { fieldFor, sectionOf, sections } from './sections.ts'
import { articleOf, bareText, emptyFinding, openPlaces, placeWords, readText, wholeOf } from './whole.ts'

const text = wholeText()

/** Every place of a text that holds a single value. */
const leaves = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, member]) => leaves(member, path === '' ? key : `${path}.${key}`)) : [path]

describe('places of a text', () => {
  it('are read and written one at a time, and what stands beside stays the very same', () => {
    const next = putAt(text, 'annexes.items.1.note', '核对')
    expect(valueAt(next, 'annexes.items.1.note')).toBe('核对')
    expect(next.annexes.items[0]).toBe(text.annexes.items[0])
    expect(next.clauses).toBe(text.clauses)
    expect(text.annexes.items[1]?.note).toBe('')
    expect(valueAt(text, 'no.such.place')).toBeUndefined()
  })

  it('have each a part of the form and words of their own', () => {
    for (const path of leaves(text).filter((one) => one !== 'format' && !/^clauses\.\d+\.id$/.test(one))) {
      expect(sections).toContain(sectionOf(path))
      for (const said of Object.values(placeWords(path))) expect(said, path).not.toContain('.')
    }
    expect(sectionOf('annexes.exchange.steps')).toBe('exchange')
    expect(placeWords('parties.user.name').zh).toBe('乙方（使用方）名称')
    expect(placeWords('annexes.items.2.item').zh).toMatch(/^附件1数据项第3行/)
  })

  it('that are no field themselves lead to one', () => {
    expect(fieldFor('clauses.3')).toBe('clauses.3.text')
    expect(fieldFor('content')).toBe('content.grade')
    expect(fieldFor('annexes.persons.0')).toBe('annexes.persons.0.name')
    expect(fieldFor('purpose.scene')).toBe('purpose.scene')
  })
})

describe('a text that is not finished', () => {
  const open = putAt(putAt(putAt(text, 'parties.user.name', ''), 'annexes.items.0.item', ''), 'clauses.0.heading', '')

  it('names what is empty and can not stay so, and is checked as if a sign stood there', () => {
    expect(openPlaces(text)).toEqual([])
    expect(openPlaces(open).sort()).toEqual(['annexes.items.0.item', 'clauses.0.heading', 'parties.user.name'])
    expect(emptyFinding('parties.user.name').words.zh).toBe('没有填写乙方（使用方）名称。请填写。')
    const whole = wholeOf(open)
    expect(whole?.parties.user.name).toBe('－')
    expect(wholeOf(text)).toEqual(text)
  })

  it('is taken up again as it was kept, and what is no text is not', () => {
    expect(readText(JSON.parse(JSON.stringify(open)))).toEqual(open)
    const whole = readText(JSON.parse(JSON.stringify(text)))
    expect(whole === null ? '' : canonicalAgreement(whole)).toBe(canonicalAgreement(text))
    expect(readText(undefined)).toBeNull()
    expect(readText({ format: 'mulu-agreement/1' })).toBeNull()
    expect(readText({ ...text, extra: 1 })).toBeNull()
  })

  it('begins with the two sides where there is no request', () => {
    const bare = bareText(privateRequest)
    expect(bare.parties.provider.name).toBe(privateRequest.respondent)
    expect(readText(bare)).toEqual(bare)
    expect(wholeOf(bare)).not.toBeNull()
    expect(agreementTextSchema.safeParse(bare).success).toBe(false)
  })
})

it('a clause bears the number it is printed under', () => {
  for (const lang of ['zh', 'en'] as const) {
    const template = templateById('agreement')
    const model = template?.make(template.facts.parse(agreementFacts(text, law()).agreement), lang)
    const printed =
      model === undefined ? [] : numbered(model).flatMap(({ block, number }) => (block.kind === 'heading' ? [`${number.trim()} ${block.text}`] : []))
    expect(printed.length).toBeGreaterThan(text.clauses.length)
    for (const [at, { heading }] of text.clauses.entries()) expect(printed).toContain(`${articleOf(at)[lang]} ${heading}`)
  }
})
