import type { Act } from '../cases/act.ts'
import { wordsOfValue } from '../cases/field-words.ts'
import { machines } from '../cases/machines.ts'
import type { Duty } from '../regulations/pack.ts'
import { dayOf, type Life, offSystem, type Say, timeInChina } from './ledger.ts'

/** Parts that several ledgers read off a case. Fields were checked when their act was made; what is not there reads as nothing. */

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

export const said = (act: Act | undefined, ...path: readonly string[]): string => {
  let value: unknown = act?.fields
  for (const name of path) value = record(value)[name]
  return text(value)
}
export const saidNumber = (act: Act | undefined, name: string): number | null => {
  const value = act?.fields[name]
  return typeof value === 'number' ? value : null
}
export const saidRows = (act: Act | undefined, name: string): Readonly<Record<string, unknown>>[] => {
  const value = act?.fields[name]
  return Array.isArray(value) ? value.map(record) : []
}
export const saidList = (act: Act | undefined, name: string): string[] => {
  const value = act?.fields[name]
  return Array.isArray(value) ? value.map(text) : []
}
/** A day that may be left out. */
export const saidDay = (act: Act | undefined, ...path: readonly string[]): string | null => said(act, ...path) || null

/** The value of a closed list in words. */
export const choice = (act: Act | undefined, name: string, say: Say): string => {
  const value = said(act, name)
  const words = wordsOfValue(value)
  return words === null ? value : say(words)
}

export const first = ({ acts }: Pick<Life, 'acts'>, ...names: readonly string[]): Act | undefined => acts.find(({ act }) => names.includes(act))
export const last = ({ acts }: Pick<Life, 'acts'>, ...names: readonly string[]): Act | undefined => acts.findLast(({ act }) => names.includes(act))
/** The first of these after the place of another. */
export const next = ({ acts }: Pick<Life, 'acts'>, at: number, ...names: readonly string[]): Act | undefined =>
  acts.find(({ act }, place) => place > at && names.includes(act))

export const timeOf = (act: Act | undefined): string | null => (act === undefined ? null : timeInChina(act.when))
export const dayWhen = (act: Act | undefined): string | null => (act === undefined ? null : dayOf(act.when))

export const wordsOfAct = ({ kind }: Pick<Life, 'kind'>, act: Act | undefined, say: Say): string => {
  const words = act === undefined ? undefined : machines[kind].acts[act.act]?.words
  return words === undefined ? '' : say(words)
}
export const wordsOfState = (kind: Life['kind'], state: string, say: Say): string => {
  const words = machines[kind].states[state]?.words
  return words === undefined ? state : say(words)
}

/** Which side this office is on. */
export const direction = ({ party }: Pick<Life, 'party'>, say: Say): string =>
  say({ applicant: { zh: '提出', en: 'made' }, respondent: { zh: '收到', en: 'received' }, department: { zh: '主管', en: 'as the department' } }[party])

/** A resource by its name, with its code where it has one. */
export const resourceOf = (act: Act | undefined): { name: string; code: string } => ({
  name: said(act, 'resource', 'name'),
  code: said(act, 'resource', 'code'),
})
export const resourceLine = (act: Act | undefined, otherwise: string): string => {
  const { name, code } = resourceOf(act)
  if (name === '') return otherwise
  return code === '' ? name : `${name}（${code}）`
}

/** The cases about this one of a kind: number and state, of a sealed one its number alone. */
export const aboutOf = ({ about }: Pick<Life, 'about'>, kind: Life['kind'], say: Say): string =>
  about
    .filter((one) => one.kind === kind)
    .map(({ number, state, sealedOn }) => `${number} ${sealedOn === null ? wordsOfState(kind, state, say) : say(offSystem)}`)
    .join('\n')

export const clockOf = (life: Life, duty: Duty) => life.clocks().find((one) => one.duty === duty)?.clock
export const dueOf = (life: Life, duty: Duty): string | null => clockOf(life, duty)?.due ?? null

/** On which ground something was refused, by which place of which text, and why. */
export const groundsOf = (act: Act | undefined, say: Say) => {
  const rows = saidRows(act, 'refusals')
  const lines = (each: (row: Readonly<Record<string, unknown>>) => string): string => [...new Set(rows.map(each))].filter((said) => said !== '').join('\n')
  return {
    ground: lines(({ ground }) => {
      const words = wordsOfValue(text(ground))
      return words === null ? text(ground) : say(words)
    }),
    basis: lines(({ title, article }) => `${text(title)}${text(article)}`),
    quote: lines(({ quote }) => text(quote)),
    explanation: lines(({ explanation }) => text(explanation)),
    items: [...new Set(rows.flatMap(({ items }) => (Array.isArray(items) ? items.map(text) : [])))].join('、'),
  }
}
