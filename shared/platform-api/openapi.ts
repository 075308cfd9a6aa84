import { z } from 'zod'
import {
  caseLineSchema,
  changeSchema,
  endLineSchema,
  enrolmentInputSchema,
  enrolmentSchema,
  goneLineSchema,
  infoSchema,
  problemSchema,
  protocolVersion,
  pushSchema,
  stateLineSchema,
  tokenSchema,
  verdictsSchema,
} from './schemas.ts'
import { submissionLineSchema } from './submissions.ts'

/**
 * The contract as OpenAPI 3.1, written from the schemas both sides use (decisions T4): `npm run openapi` writes
 * openapi.yaml, a test keeps the file equal.
 */
const schema = (of: z.ZodType, io: 'input' | 'output'): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { target: 'draft-2020-12', io }) as Record<string, unknown>
  return rest
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (name: string) => ({ content: { 'application/json': { schema: ref(name) } } })
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } })
const refusals = {
  '401': problem('No token or signature, an expired token, a signature that does not verify, is too old or was used before.'),
  '403': problem('The device was revoked.'),
  '426': problem('This protocol version is outside the range GET /v1/info names.'),
  '503': problem('Not now; Retry-After says when.'),
}
const signed = [{ token: [], signature: [] }]
const digest = { name: 'sha256', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } }

export const openapi = () => ({
  openapi: '3.1.0',
  info: {
    title: '目录同步接口 · Catalogue synchronisation',
    version: String(protocolVersion),
    description:
      "How an offline copy of an agency's catalogue and a platform agree again. Every request carries Mulu-Protocol; all but GET /v1/info are signed by the device's Ed25519 key (RFC 9421) over @method, @path, @query, mulu-protocol and, where sent, authorization and content-digest (RFC 9530), with created (the platform's time), nonce and keyid (the device's id). Errors are RFC 9457 problem documents. Objects a platform sends may grow; clients ignore what they do not know.",
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: {
    '/v1/info': {
      get: {
        summary: 'Identity, epoch, protocol range, time, rule packs, limits',
        security: [],
        responses: { '200': { description: 'The platform', ...json('Info') } },
      },
    },
    '/v1/enrolments': {
      post: {
        summary: 'A device is made known by a one-time code, and signs with the key it brings',
        security: [{ signature: [] }],
        requestBody: { required: true, ...json('EnrolmentInput') },
        responses: { '200': { description: 'The device is enrolled', ...json('Enrolment') }, ...refusals, '409': problem('This device is enrolled already.') },
      },
    },
    '/v1/tokens': {
      post: {
        summary: 'Another token, by the key alone',
        security: [{ signature: [] }],
        responses: { '200': { description: 'A token', ...json('Token') }, ...refusals },
      },
    },
    '/v1/changes': {
      get: {
        summary:
          "What changed since a cursor, each entity once, as it stands now: own as they are, others' as published, the cases one has a part in, and submissions: own ones, all of them for the competent department",
        security: signed,
        parameters: [
          { name: 'cursor', in: 'query', schema: { type: 'string', default: '' }, description: 'Opaque; empty from the beginning.' },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } },
        ],
        responses: {
          '200': {
            description:
              'NDJSON, compressed by zstd or gzip where Accept-Encoding takes one. The last line is an EndLine; a page without it was cut off and counts for nothing.',
            content: {
              'application/x-ndjson': { schema: { oneOf: [ref('StateLine'), ref('GoneLine'), ref('CaseLine'), ref('SubmissionLine'), ref('EndLine')] } },
            },
          },
          ...refusals,
          '410': problem('The cursor is no longer known: start from the beginning.'),
        },
      },
      post: {
        summary: 'Changes, each answered by itself, in the order they were sent',
        description:
          'Each of `changes` is a Change. One that can not be read is rejected alone. A change sent twice (same changeId, same body) has one effect, and its first receipt.',
        security: signed,
        requestBody: { required: true, ...json('Push') },
        responses: {
          '200': { description: 'A verdict for each change', ...json('Verdicts') },
          ...refusals,
          '409': problem('The platform was put back to a backup since the epoch the client names; nothing was done.'),
          '413': problem('Too large; send it in parts.'),
        },
      },
    },
    '/v1/entities/{entity}/{id}': {
      parameters: [
        { name: 'entity', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      ],
      get: {
        summary: 'One entity as it stands now, as the feed would tell it: for a line that could not be taken when it came',
        security: signed,
        responses: {
          '200': {
            description: 'Its line',
            content: { 'application/json': { schema: { oneOf: [ref('StateLine'), ref('GoneLine'), ref('CaseLine'), ref('SubmissionLine')] } } },
          },
          ...refusals,
          '404': problem('There is no such entity, or it was never to be seen by this agency.'),
        },
      },
    },
    '/v1/attachments/{sha256}': {
      parameters: [digest],
      head: {
        summary: 'How much is there: Upload-Offset, Upload-Complete',
        security: signed,
        responses: { '200': { description: 'Headers only' }, ...refusals },
      },
      put: {
        summary: 'One part behind the ones before it (Content-Range); kept only when the whole has this digest',
        security: signed,
        requestBody: { required: true, content: { 'application/octet-stream': {} } },
        responses: {
          '200': { description: 'Stored so far' },
          ...refusals,
          '409': problem('It goes on at another place; detail says where.'),
          '422': problem('The whole is not what its digest says.'),
        },
      },
      get: {
        summary:
          'The attachment, or the part Range names (bytes=N- or bytes=N-M): an own one, one that an act on a case one has a part in names, or, for the competent department, one of a submission',
        security: signed,
        responses: {
          '200': { description: 'Whole' },
          '206': { description: 'The part' },
          ...refusals,
          '404': problem("Not there, not whole, or not this agency's."),
        },
      },
    },
  },
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      signature: { type: 'apiKey', in: 'header', name: 'Signature', description: 'RFC 9421, label mulu, alg ed25519' },
    },
    schemas: {
      Info: schema(infoSchema, 'output'),
      EnrolmentInput: schema(enrolmentInputSchema, 'input'),
      Enrolment: schema(enrolmentSchema, 'output'),
      Token: schema(tokenSchema, 'output'),
      StateLine: schema(stateLineSchema, 'output'),
      GoneLine: schema(goneLineSchema, 'output'),
      CaseLine: schema(caseLineSchema, 'output'),
      SubmissionLine: schema(submissionLineSchema, 'output'),
      EndLine: schema(endLineSchema, 'output'),
      Push: schema(pushSchema, 'input'),
      Change: schema(changeSchema, 'input'),
      Verdicts: schema(verdictsSchema, 'output'),
      Problem: schema(problemSchema, 'output'),
    },
  },
})
