import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { caseKinds } from '../../../shared/cases/act.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { formAbout, settled } from './form-about.ts'
import { canFill, carriesText, controlOf, emptyFields, isNeeded, type Node, nodeOf, sentFields } from './schema.ts'

const schemaOf = (fields: z.ZodType): Node => nodeOf({ fields: z.toJSONSchema(fields, { io: 'input' }) as never })
const act = (kind: (typeof caseKinds)[number], name: string): Node => {
  const spec = machines[kind].acts[name]
  if (spec === undefined) throw new Error(`${kind}.${name}`)
  return schemaOf(spec.fields)
}

describe('the form of an act', () => {
  it('can be made for every act; those that carry an agreement’s text have a form of their own', () => {
    const named = (wanted: (node: Node) => boolean) =>
      caseKinds.flatMap((kind) => Object.keys(machines[kind].acts).flatMap((name) => (wanted(act(kind, name)) ? [`${kind}.${name}`] : [])))
    expect(named((node) => !canFill(node))).toEqual([])
    expect(named(carriesText)).toEqual(['agreement.propose', 'agreement.counter', 'agreement.reopen'])
  })

  it('leaves digests and what is answered to the core', () => {
    expect(emptyFields(act('agreement', 'accept'))).toEqual({})
    expect(Object.keys(emptyFields(act('agreement', 'sign')))).toEqual(['way', 'signer', 'authorisation', 'on', 'keptAt'])
  })

  it('has a choice of one made already: here an agreement is signed on paper', () => {
    const about = (ours: boolean) => formAbout({ kind: 'agreement', act: 'sign', items: [], returnFlow: false, ours })
    expect(settled(act('agreement', 'sign'), about(true))).toEqual({ way: 'paper' })
    expect(settled(act('agreement', 'sign'), about(false))).toEqual({})
    expect(settled(act('request', 'apply'), about(true))).toEqual({})
  })

  it('has a control for what each field is', () => {
    const controls = Object.fromEntries(Object.entries(act('request', 'apply').properties ?? {}).map(([name, node]) => [name, controlOf(node)]))
    expect(controls).toEqual({
      type: 'choice',
      resource: 'resource',
      items: 'lines',
      basis: 'basis',
      scene: 'text',
      scope: 'text',
      way: 'choice',
      period: 'period',
      receiver: 'line',
    })
    expect(controlOf(act('request', 'refuse').properties?.refusals ?? {})).toBe('refusals')
    expect(controlOf(act('request', 'askExtension').properties?.n ?? {})).toBe('number')
    expect(controlOf(act('complaint', 'accept').properties?.to ?? {})).toBe('answer')
    expect(controlOf(act('correction', 'report').properties?.sources ?? {})).toBe('rows')
  })

  it('sends what was filled in, and no choice that was not made', () => {
    const node = act('request', 'apply')
    const sent = sentFields(node, { ...emptyFields(node), scene: ' 核对 ', items: ['姓名', ' '], nonsense: 1 })
    expect(sent).toEqual({
      resource: { id: null, code: '', name: '' },
      items: ['姓名'],
      basis: [],
      scene: '核对',
      scope: '',
      period: { from: '', to: '' },
      receiver: '',
    })
    // A day not given is no number of nought.
    expect(emptyFields(act('request', 'askExtension'))).toEqual({ reason: '' })
  })

  it('leaves open what may be left open, and sends it as nothing', () => {
    const node = act('request', 'consentUse')
    expect(controlOf(node.properties?.until ?? {})).toBe('day')
    expect(isNeeded(node.properties?.until ?? {})).toBe(false)
    expect(sentFields(node, emptyFields(node))).toEqual({ conditions: '', until: null })
  })

  it('has nowhere to put a condition on a return flow, whose only extra words are its note', () => {
    expect(Object.keys(act('request', 'grant').properties ?? {})).toEqual(['way', 'note'])
  })
})
