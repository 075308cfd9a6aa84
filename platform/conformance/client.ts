import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { httpbis } from 'http-message-signatures'
import { coveredFields, signatureLabel } from '../../shared/platform-api/proof.ts'
import {
  type Info,
  infoSchema,
  type PageLine,
  pageLineSchema,
  protocolHeader,
  protocolVersion,
  type Verdicts,
  verdictsSchema,
} from '../../shared/platform-api/schemas.ts'
import { contentDigest } from '../http/proof.ts'

/** A device that speaks the contract and nothing else: what the conformance suite tries a platform with. */
export type Probe = {
  id: string
  publicKey: string
  privateKey: KeyObject
  token: string
  base: string
  /** The platform's time minus ours, in milliseconds. */
  offset: number
}

export type Answer = { status: number; headers: Headers; text: string; json: unknown }

export const newProbe = async (base: string): Promise<Probe> => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const probe: Probe = {
    id: randomUUID(),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey,
    token: '',
    base,
    offset: 0,
  }
  const { now } = await infoOf(base)
  return { ...probe, offset: Date.parse(now) - Date.now() }
}

export const infoOf = async (base: string): Promise<Info> => infoSchema.parse(await (await fetch(`${base}/v1/info`)).json())

export type RequestOptions = {
  body?: unknown
  headers?: Record<string, string>
  /** What to spoil, for tries that must be refused. */
  created?: Date
  nonce?: string
  key?: KeyObject
  fields?: string[]
  unsigned?: boolean
  afterSigning?: (headers: Record<string, string>) => void
}

/** One signed request. */
export const ask = async (probe: Probe, method: string, path: string, options: RequestOptions = {}): Promise<Answer> => {
  const body = options.body === undefined ? undefined : Buffer.isBuffer(options.body) ? options.body : Buffer.from(JSON.stringify(options.body))
  const headers: Record<string, string> = {
    [protocolHeader]: String(protocolVersion),
    ...(probe.token === '' ? {} : { authorization: `Bearer ${probe.token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-digest': contentDigest(body) }),
    ...options.headers,
  }
  const url = new URL(path, probe.base)
  const signed = options.unsigned === true ? headers : await signedHeaders(probe, method, url, headers, options)
  options.afterSigning?.(signed)
  const response = await fetch(url, {
    method,
    headers: signed,
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await response.text()
  let json: unknown = null
  try {
    json = JSON.parse(text)
  } catch {
    // Not every answer is JSON.
  }
  return { status: response.status, headers: response.headers, text, json }
}

const signedHeaders = async (
  probe: Probe,
  method: string,
  url: URL,
  headers: Record<string, string>,
  options: RequestOptions,
): Promise<Record<string, string>> => {
  const key = options.key ?? probe.privateKey
  const message = await httpbis.signMessage(
    {
      key: { id: probe.id, alg: 'ed25519', sign: async (data) => sign(null, data, key) },
      name: signatureLabel,
      fields: options.fields ?? coveredFields(headers),
      params: ['created', 'nonce', 'keyid', 'alg'],
      paramValues: { created: options.created ?? new Date(Date.now() + probe.offset), nonce: options.nonce ?? randomUUID() },
    },
    { method, url, headers },
  )
  return message.headers as Record<string, string>
}

export const enrolWith = async (probe: Probe, code: string): Promise<Answer> =>
  ask({ ...probe, token: '' }, 'POST', '/v1/enrolments', { body: { code, device: { id: probe.id, publicKey: probe.publicKey, name: 'probe' } } })

export const pushTo = async (probe: Probe, changes: readonly unknown[]): Promise<Verdicts> =>
  verdictsSchema.parse((await ask(probe, 'POST', '/v1/changes', { body: { changes } })).json)

/** All pages from a cursor on. */
export const pullFrom = async (probe: Probe, cursor = '', limit = 500): Promise<{ lines: PageLine[]; cursor: string; pages: number }> => {
  const lines: PageLine[] = []
  let at = cursor
  for (let pages = 1; ; pages++) {
    const answer = await ask(probe, 'GET', `/v1/changes?cursor=${encodeURIComponent(at)}&limit=${limit}`)
    if (answer.status !== 200) throw new Error(`GET changes: ${answer.status} ${answer.text}`)
    const page = answer.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => pageLineSchema.parse(JSON.parse(line)))
    const end = page.pop()
    if (end?.kind !== 'end') throw new Error('a page has no end line')
    lines.push(...page)
    at = end.cursor
    if (!end.more) return { lines, cursor: at, pages }
  }
}
