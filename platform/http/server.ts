import { createHash } from 'node:crypto'
import { type Readable, Readable as ReadableStream, type Transform } from 'node:stream'
import { constants, createGzip, createZstdCompress } from 'node:zlib'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { proofWindowMs } from '../../shared/platform-api/proof.ts'
import {
  changeSchema,
  type EndLine,
  type Enrolment,
  endText,
  enrolmentInputSchema,
  type Info,
  protocolHeader,
  protocolVersion,
  pushSchema,
  takenHere,
} from '../../shared/platform-api/schemas.ts'
import type { Database } from '../database/database.ts'
import type { Faults } from '../faults.ts'
import { languageOf, Refused, sayProblem } from '../problems.ts'
import { attachmentBytes, attachmentState, holderOf, storePart } from '../store/attachments.ts'
import { noteArrived } from '../store/device-papers.ts'
import { type Device, deviceById, deviceOfToken, enrol, firstUse, newToken } from '../store/devices.ts'
import { entityLine, feedPage } from '../store/feed.ts'
import { identityOf } from '../store/platform.ts'
import { push } from '../store/push.ts'
import type { FeedLine } from '../store/rows.ts'
import { rulePacks } from '../store/rule-packs.ts'
import { checkProof, contentDigest, type Incoming } from './proof.ts'

export type ServerOptions = { db: Database; now(): Date; log?: boolean; faults?: Faults }

const limits = { pageLines: 2000, changesPerPost: 1000, bodyBytes: 32 * 1024 * 1024, attachmentBytes: 64 * 1024 * 1024 }

export const notice =
  '试用、教学与符合性测试用参考平台。按《政务数据共享条例》第三十一条，不得作为单位之间新建的共享交换系统使用。 For trial, teaching and conformance only.'

/** The reference platform's HTTP side: stateless, so that several may stand before one database. */
export const createServer = ({ db, now, log = false, faults }: ServerOptions): FastifyInstance => {
  const server = Fastify({ logger: log, bodyLimit: limits.bodyBytes, trustProxy: false, forceCloseConnections: true })
  // Bodies stay bytes until their digest is checked.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const incoming = (request: FastifyRequest): Incoming => ({
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  })
  const json = <S extends z.ZodType>(schema: S, request: FastifyRequest): z.output<S> => {
    let value: unknown
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(incoming(request).body))
    } catch {
      throw new Refused('request.invalid', 'JSON')
    }
    const parsed = schema.safeParse(value)
    if (!parsed.success) throw new Refused('request.invalid', parsed.error.issues[0]?.path.join('.') ?? '')
    return parsed.data
  }
  const proved = async (request: FastifyRequest, device: Pick<Device, 'id' | 'publicKey'>): Promise<void> => {
    if (faults?.has('noProof') === true) return
    const { nonce } = await checkProof(incoming(request), device.id, device.publicKey, now())
    if (!(await firstUse(db, device.id, nonce, now(), proofWindowMs)) && faults?.has('acceptsReplays') !== true) throw new Refused('auth.replayed')
  }
  /** Token, signature, and a device that was not revoked. */
  const whose = async (request: FastifyRequest): Promise<Device & { epoch: number }> => {
    const token = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) throw new Refused('auth.missing')
    const device = await deviceOfToken(db, token, now())
    await proved(request, device)
    if (device.revokedAt !== null && faults?.has('acceptsRevoked') !== true) throw new Refused('auth.revoked')
    return device
  }

  const holder = async (agencyId: string, sha256: string): Promise<string> => {
    const found = (await holderOf(db, agencyId, sha256)) ?? agencyId
    return faults === undefined ? found : faults.holder(db, agencyId, found, sha256)
  }

  server.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
    if (request.url === '/' || request.url === '/v1/info') return
    if (request.headers[protocolHeader] !== String(protocolVersion)) throw new Refused('protocol.unsupported', String(protocolVersion))
  })
  // A byte that is spoilt on the way is noticed (RFC 9530). Pages say their digest in their last line.
  server.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload === 'string') reply.header('content-digest', contentDigest(Buffer.from(payload)))
    return payload
  })
  server.setErrorHandler(async (error, request, reply) => answerProblem(error, request, reply))
  server.setNotFoundHandler(async (request, reply) => answerProblem(new Refused('request.notFound'), request, reply))

  // What this is for, before anything else (practice L11).
  server.get('/', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(`${notice}\n`))

  server.get(
    '/v1/info',
    async (): Promise<Info> => ({
      platform: await identityOf(db),
      protocol: { min: protocolVersion, max: protocolVersion },
      now: now().toISOString(),
      rulePacks,
      limits,
      notice,
      takes: [...takenHere],
    }),
  )

  server.post('/v1/enrolments', async (request): Promise<Enrolment> => {
    const input = json(enrolmentInputSchema, request)
    await checkProof(incoming(request), input.device.id, input.device.publicKey, now())
    const device = await enrol(db, input, now())
    const { id, epoch } = await identityOf(db)
    return {
      agency: { id: device.agencyId, name: device.agencyName, creditCode: device.creditCode },
      officer: device.officer,
      scopes: ['own', 'bothParties', ...(device.competent ? (['competentDepartment'] as const) : []), 'public'],
      ...(await newToken(db, device, now())),
      platformId: id,
      epoch,
    }
  })

  server.post('/v1/tokens', async (request) => {
    const id = /keyid="([0-9a-f-]{36})"/.exec(String(request.headers['signature-input'] ?? ''))?.[1]
    const device = id === undefined ? undefined : await deviceById(db, id)
    if (device === undefined) throw new Refused('auth.missing')
    await proved(request, device)
    if (device.revokedAt !== null) throw new Refused('auth.revoked')
    return newToken(db, device, now())
  })

  server.get('/v1/changes', async (request, reply) => {
    const device = await whose(request)
    const { cursor = '', limit = String(limits.pageLines) } = request.query as { cursor?: string; limit?: string }
    const lines = Math.min(limits.pageLines, Math.max(1, Number.parseInt(limit, 10) || limits.pageLines))
    const { epoch } = device
    const page = await feedPage(db, device.agencyId, cursor, lines, epoch)
    const end = { kind: 'end', cursor: page.cursor, more: page.more, lines: page.lines.length, epoch } satisfies Omit<EndLine, 'sha256'>
    const whole: FeedLine[] = [...page.lines, { kind: 'end', text: JSON.stringify(end) }]
    return ndjson(request, reply, faults === undefined ? whole : await faults.page(whole, db, device))
  })

  server.post('/v1/changes', async (request) => {
    const device = await whose(request)
    const { changes, epoch: said } = json(pushSchema, request)
    const greeted = faults?.has('forgetsEpoch') === true ? null : (said ?? null)
    if (faults === undefined) return push(db, device, changes, now(), greeted)
    if (faults.has('oneBadStopsAll') && changes.some((change) => !changeSchema.safeParse(change).success)) throw new Refused('change.invalid')
    return faults.verdicts(await push(db, device, await faults.beforePush(db, changes), now(), greeted), changes)
  })

  server.get('/v1/entities/:entity/:id', async (request, reply) => {
    const device = await whose(request)
    const { entity, id } = request.params as { entity: string; id: string }
    const line = z.uuid().safeParse(id).success ? await entityLine(db, device.agencyId, entity, id) : null
    if (line === null) throw new Refused('entity.unknown')
    return reply.type('application/json').send(line.text)
  })

  server.head('/v1/attachments/:sha256', async (request, reply) => {
    const device = await whose(request)
    const sha256 = digestOf(request)
    const { stored, complete } = await attachmentState(db, await holder(device.agencyId, sha256), sha256)
    return reply
      .header('upload-offset', String(stored))
      .header('upload-complete', complete ? '?1' : '?0')
      .send()
  })
  server.put('/v1/attachments/:sha256', async (request, reply) => {
    const device = await whose(request)
    const range = /^bytes (\d{1,9})-(\d{1,9})\/(\d{1,9})$/.exec(request.headers['content-range'] ?? '')
    if (range === null) throw new Refused('request.invalid', 'content-range')
    const [from, , total] = range.slice(1).map(Number) as [number, number, number]
    if (total > limits.attachmentBytes) throw new Refused('request.tooLarge')
    const state = await storePart(db, {
      sha256: digestOf(request),
      agencyId: device.agencyId,
      from,
      total,
      body: incoming(request).body,
      at: now().toISOString(),
    })
    return reply.header('upload-offset', String(state.stored)).send(state)
  })
  server.get('/v1/attachments/:sha256', async (request, reply) => {
    const device = await whose(request)
    const sha256 = digestOf(request)
    const agencyId = await holder(device.agencyId, sha256)
    const { stored, complete } = await attachmentState(db, agencyId, sha256)
    const [, from, to] = /^bytes=(\d{1,9})-(\d{0,9})$/.exec(request.headers.range ?? '') ?? []
    const start = Math.min(Number(from ?? 0), stored)
    const end = to === undefined || to === '' ? stored : Math.min(Number(to) + 1, stored)
    const body = complete ? await attachmentBytes(db, agencyId, sha256, start, Math.max(0, end - start)) : null
    if (body === null) throw new Refused('request.notFound')
    // No package need bring it there again.
    if (end === stored) await noteArrived(db, device.id, [sha256])
    if (from !== undefined) reply.code(206).header('content-range', `bytes ${start}-${start + body.length - 1}/${stored}`)
    return reply.type('application/octet-stream').send(body)
  })
  return server
}

const digestOf = (request: FastifyRequest): string => {
  const { sha256 } = request.params as { sha256: string }
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Refused('request.notFound')
  return sha256
}

const ndjson = (request: FastifyRequest, reply: FastifyReply, lines: readonly FeedLine[]): FastifyReply => {
  const text: Readable = ReadableStream.from(chunks(lines))
  reply.type('application/x-ndjson')
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const coding = codings.find(({ name }) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`).test(accepted))
  reply.header('vary', 'accept-encoding')
  if (coding === undefined) return reply.send(text)
  return reply.header('content-encoding', coding.name).send(text.pipe(coding.make()))
}

/** What a page is compressed with, where the client takes it: the fastest of each, since lines are many and networks near. */
const codings: readonly { name: string; make(): Transform }[] = [
  { name: 'zstd', make: () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } }) },
  { name: 'gzip', make: () => createGzip({ level: 1 }) },
]

/** Lines in pieces of some 64 kB: one by one they cost more than they are. */
function* chunks(lines: readonly FeedLine[]): Generator<string> {
  const digest = createHash('sha256')
  let piece = ''
  for (const { kind, text } of lines) {
    if (kind === 'end') {
      const line = JSON.parse(text) as Omit<EndLine, 'sha256'>
      const sha256 = digest.update(piece).update(endText(line)).digest('hex')
      yield `${piece}${JSON.stringify({ ...line, sha256 })}\n`
      return
    }
    piece += `${text}\n`
    if (piece.length > 65_536) {
      digest.update(piece)
      yield piece
      piece = ''
    }
  }
  if (piece !== '') yield piece
}

const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const refused =
    error instanceof Refused
      ? error
      : (error as { statusCode?: number }).statusCode === 413
        ? new Refused('request.tooLarge')
        : ((error as { statusCode?: number }).statusCode ?? 500) < 500
          ? new Refused('request.invalid')
          : null
  if (refused === null) {
    request.log.error(error)
    const problem = sayProblem('busy', '', languageOf(request.headers['accept-language']))
    return reply.code(503).header('retry-after', '5').type('application/problem+json').send(JSON.stringify(problem))
  }
  const problem = sayProblem(refused.code, refused.detail, languageOf(request.headers['accept-language']))
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}
