import { z } from 'zod'
import type { ActView } from '../calls.ts'

export type Json = z.infer<ReturnType<typeof z.json>>
export type Fields = Record<string, Json>

/** As much of JSON Schema as the acts' fields use (the call `machine`). */
export type Node = {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  /** It may be left out, and is null then. */
  nullable?: boolean
  properties?: Readonly<Record<string, Node>>
  required?: readonly string[]
  items?: Node
  enum?: readonly string[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  exclusiveMinimum?: number
  minimum?: number
  maximum?: number
}

/** A day or nothing comes as a choice of the two. */
const orNull = (node: unknown): unknown => {
  const { anyOf } = z.object({ anyOf: z.array(z.looseObject({ type: z.string().optional() })).optional() }).parse(node)
  const [own, ...others] = (anyOf ?? []).filter(({ type }) => type !== 'null')
  return own !== undefined && others.length === 0 && anyOf?.length === 2 ? { ...own, nullable: true } : node
}

const nodeSchema: z.ZodType<Node> = z.lazy(() => z.preprocess(orNull, nodeShape)) as z.ZodType<Node>

const nodeShape: z.ZodType = z.lazy(() =>
  z.object({
    nullable: z.boolean().optional(),
    type: z.enum(['object', 'array', 'string', 'integer', 'number', 'boolean']).optional(),
    properties: z.record(z.string(), nodeSchema).optional(),
    required: z.array(z.string()).optional(),
    items: nodeSchema.optional(),
    enum: z.array(z.string()).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
)

export const nodeOf = ({ fields }: Pick<ActView, 'fields'>): Node => nodeSchema.parse(fields)

/** How a field is filled in. `answer` is filled in by the core. */
export type Control =
  | 'choice'
  | 'day'
  | 'answer'
  | 'line'
  | 'text'
  | 'number'
  | 'lines'
  | 'basis'
  | 'refusals'
  | 'resource'
  | 'rows'
  | 'group'
  | 'period'
  | 'agreementText'
  | 'unsupported'

const longerThanALine = 300
const digest = '^[0-9a-f]{64}$'
const names = (node: Node | undefined): string =>
  Object.keys(node?.properties ?? {})
    .sort()
    .join(' ')

export const controlOf = (node: Node): Control => {
  const { type, format, pattern, items, properties } = node
  if (node.enum !== undefined) return 'choice'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'string') {
    if (format === 'uuid' || pattern === digest) return 'answer'
    if (pattern === '^\\d{4}-\\d\\d-\\d\\d$') return 'day'
    if (pattern !== undefined) return 'unsupported'
    return (node.maxLength ?? 0) > longerThanALine ? 'text' : 'line'
  }
  if (type === 'array') {
    if (items?.type === 'string') return 'lines'
    if (names(items) === 'article quote title') return 'basis'
    return items?.properties?.ground === undefined ? 'rows' : 'refusals'
  }
  if (type === 'object' && properties !== undefined) {
    const inside = names(node)
    return inside === 'from to' ? 'period' : inside === 'code id name' ? 'resource' : 'group'
  }
  if (type === 'object') return 'agreementText'
  return 'unsupported'
}

/** Whether it carries an agreement's text: that has a form of its own (renderer/cases/agreement). */
export const carriesText = (node: Node): boolean => Object.values(node.properties ?? {}).some((child) => controlOf(child) === 'agreementText')

/** Whether there is a form for it. */
export const canFill = (node: Node): boolean => Object.values(node.properties ?? {}).every((child) => controlOf(child) !== 'unsupported')

/** What an empty form holds. */
export const emptyOf = (node: Node): Json => {
  switch (controlOf(node)) {
    case 'lines':
    case 'basis':
    case 'refusals':
    case 'rows':
      return []
    case 'resource':
      return { id: null, code: '', name: '' }
    case 'period':
    case 'group':
      return emptyFields(node)
    default:
      return ''
  }
}

const isSent = (node: Node): boolean => !['number', 'answer', 'agreementText', 'unsupported'].includes(controlOf(node))

export const emptyFields = (node: Node): Fields =>
  Object.fromEntries(Object.entries(node.properties ?? {}).flatMap(([name, child]) => (isSent(child) ? [[name, emptyOf(child)]] : [])))

/** A draft may lack anything; what was not chosen is not sent as a choice of nothing, and what it answers is filled in by the core. */
export const sentFields = (node: Node, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const child = node.properties?.[name]
      const control = child === undefined ? 'answer' : controlOf(child)
      const unanswered = (control === 'choice' || control === 'number') && value === ''
      if (child?.nullable === true && value === '') return [[name, null]]
      return control === 'answer' || unanswered ? [] : [[name, trimmed(value)]]
    }),
  )

const trimmed = (value: Json): Json => {
  if (typeof value === 'string') return value.trim()
  if (Array.isArray(value)) return value.map(trimmed).filter((one) => one !== '')
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, trimmed(one)]))
  return value
}

/** Whether the act can not leave without it. */
export const isNeeded = (node: Node): boolean =>
  node.nullable !== true &&
  (node.enum !== undefined || (node.minLength ?? 0) > 0 || (node.minItems ?? 0) > 0 || ['day', 'number', 'period', 'resource'].includes(controlOf(node)))

export const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
export const fieldsIn = (value: Json | undefined): Fields => (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {})
export const listIn = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])
export const textsIn = (value: Json | undefined): string[] => listIn(value).filter((one) => typeof one === 'string')
