import { z } from 'zod'
import { canonicalJson } from '../canonical.ts'
import { isDay } from '../days.ts'
import { fill } from '../errors.ts'
import { shareWays } from './fields.ts'

/**
 * The whole text of a security agreement as data (domain §6.3): what is proposed, compared, signed. It has no slot for the
 * data themselves, for an address with a key, or for anything a signature adds: filing and seals are acts.
 */

const short = z.string().max(200)
const prose = z.string().max(4000)
const day = z.string().refine(isDay).nullable()

const partySchema = z.strictObject({
  name: z.string().min(1).max(200),
  code: z.string().max(50), // 统一社会信用代码
  workingBody: short,
  representative: short,
  contact: short,
  phone: short,
})
export type AgreementParty = z.infer<typeof partySchema>

/** The blanks of a text, each once. */
export const blanksIn = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []))]

/** A clause as it stands in this text. `version` 0: written by the parties, not taken from the library. */
const clauseSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z]{2,8}\/[a-z0-9-]{1,40}$/),
    version: z.number().int().min(0).max(1000),
    heading: z.string().min(1).max(100),
    /** Paragraphs are lines; `{name}` is a blank. */
    text: z.string().min(1).max(4000),
    blanks: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.string().max(500)),
  })
  .refine(({ text, blanks }) => JSON.stringify(blanksIn(text).sort()) === JSON.stringify(Object.keys(blanks).sort()), { path: ['blanks'] })
export type AgreementClause = z.infer<typeof clauseSchema>

const itemSchema = z.strictObject({
  resourceCode: z.string().max(64),
  resource: z.string().min(1).max(300),
  item: z.string().min(1).max(200),
  type: short,
  length: short,
  grade: short,
  personal: z.boolean(),
  note: short,
})
const personSchema = z.strictObject({ name: z.string().min(1).max(100), office: short, post: short, permission: short, account: short, from: day, until: day })
const exchangeSchema = z.strictObject({
  endpoint: short, // its name; no address with a key in it
  protocol: short,
  format: short,
  volume: short,
  authentication: short,
  logging: z.string().max(500),
  providerContact: short,
  userContact: short,
  steps: z.array(z.string().min(1).max(1000)).max(50),
  fallback: z.string().max(2000),
})

/** Annex 4 before anybody wrote in it. */
export const emptyExchange: z.infer<typeof exchangeSchema> = {
  endpoint: '',
  protocol: '',
  format: '',
  volume: '',
  authentication: '',
  logging: '',
  providerContact: '',
  userContact: '',
  steps: [],
  fallback: '',
}
const disposalSchema = z.strictObject({
  data: z.string().min(1).max(300),
  amount: short,
  place: short,
  trigger: short,
  method: short,
  on: day,
  by: short,
  witness: short,
})

export const agreementKinds = ['新签', '续签', '变更', '终止'] as const
/** Order 809 art.22; by disc where there is no line (介质交换). */
export const agreementWays = ['', ...shareWays, '介质交换'] as const

export const agreementTextSchema = z.strictObject({
  format: z.literal('mulu-agreement/1'),
  head: z.strictObject({
    number: z.string().max(100), // 协议编号
    title: z.string().min(1).max(200),
    kind: z.enum(agreementKinds),
    requests: z.array(z.strictObject({ id: z.uuid(), number: z.string().max(100) })).max(50),
    renews: z.uuid().nullable(), // the agreement it renews, changes or ends
  }),
  parties: z.strictObject({ provider: partySchema, user: partySchema, operator: partySchema.nullable() }),
  /** Rules it rests on, with the citation as it is printed; 职责依据. */
  basis: z.strictObject({ rules: z.array(z.strictObject({ rule: z.string().max(80), title: z.string().min(1).max(300) })).max(30), duty: prose }),
  content: z.strictObject({
    resources: z
      .array(z.strictObject({ code: z.string().max(64), name: z.string().min(1).max(300) }))
      .min(1)
      .max(200),
    grade: short,
    personalInformation: z.boolean(),
    commercialSecret: z.boolean(),
  }),
  purpose: z.strictObject({ basis: prose, scene: prose, scope: prose, persons: prose, systems: prose, from: day, until: day }),
  way: z.strictObject({ way: z.enum(agreementWays), frequency: short, network: short, encryption: z.string().max(500), handOver: short }),
  clauses: z.array(clauseSchema).max(60),
  validity: z.strictObject({
    from: day,
    until: day,
    /** How many days before the end renewal is looked at. */
    reminders: z.array(z.number().int().min(1).max(365)).max(10),
    originals: z.number().int().min(1).max(50),
    copies: z.number().int().min(0).max(50),
  }),
  annexes: z.strictObject({
    items: z.array(itemSchema).max(20_000), // 1 共享数据清单
    persons: z.array(personSchema).max(2000), // 2 使用人员及权限清单
    pledge: z.array(z.string().min(1).max(2000)).max(30), // 3 保密承诺书; none: the usual one
    exchange: exchangeSchema, // 4 接口（交换）方案
    disposal: z.array(disposalSchema).max(2000), // 5 数据处置（销毁）记录表; empty: a form to fill in
  }),
})
export type AgreementText = z.infer<typeof agreementTextSchema>

/** The bytes whose SHA-256 an acceptance and a signature name: one text, whatever order its keys came in. */
export const canonicalAgreement = (text: AgreementText): string => canonicalJson(agreementTextSchema.parse(text))

/** A blank that has nothing in it stays to be seen. */
export const clauseWords = ({ text, blanks }: Pick<AgreementClause, 'text' | 'blanks'>): string =>
  fill(text, Object.fromEntries(Object.entries(blanks).filter(([, value]) => value.trim() !== '')))

/** Every text in it that a person wrote or may have written, with where it stands. */
export const textsIn = (value: unknown, path = ''): { path: string; text: string }[] => {
  if (typeof value === 'string') return value === '' ? [] : [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => textsIn(member, path === '' ? key : `${path}.${key}`))
}
