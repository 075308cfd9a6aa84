import { type ErrorCode, Refusal } from '../../../shared/errors.ts'
import type { NetworkFailure, NetworkFailureKind } from '../network-failure.ts'

type Way = { url: string; proxy: string }

const codes: Readonly<Record<NetworkFailureKind, ErrorCode>> = {
  unreachable: 'sync.unreachable',
  refused: 'sync.unreachable.refused',
  noRoute: 'sync.unreachable.route',
  badPort: 'sync.unreachable.port',
  noSuchHost: 'sync.unreachable.name',
  timedOut: 'sync.unreachable.timeout',
  certificateAuthority: 'sync.unreachable.untrusted',
  certificateExpired: 'sync.unreachable.expired',
  certificateName: 'sync.unreachable.wrongHost',
  certificateForbidden: 'sync.unreachable.forbidden',
  notTls: 'sync.unreachable.notTls',
  proxyAway: 'sync.unreachable.proxy',
  proxyCredentials: 'sync.unreachable.proxyCredentials',
  proxyRefused: 'sync.unreachable.proxyRefused',
  down: 'sync.unreachable.down',
  tooLarge: 'sync.tooLarge',
}

/** At which step nothing came back: a refusal that says what it was and what to do, and claims no more than is known. */
export const unreachable = ({ kind, message }: NetworkFailure, { url, proxy }: Way): Refusal =>
  new Refusal(codes[kind], {
    host: new URL(url).host,
    proxy: proxy === '' ? '' : new URL(proxy).host,
    why: message,
    ...(kind === 'down' ? { status: Number(message) } : {}),
  })
