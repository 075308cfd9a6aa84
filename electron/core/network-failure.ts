/** Why nothing came back: each kind has words of its own (`sync/unreachable.ts`). */
export const networkFailures = [
  'unreachable', // cut off on the way
  'refused', // the machine is there, and nothing listens
  'noRoute',
  'badPort', // kept for other services (Fetch standard)
  'noSuchHost', // the name is known to no server
  'timedOut',
  'certificateAuthority', // signed by another authority than the one that is believed
  'certificateExpired', // or not valid yet
  'certificateName', // made out to another host
  'certificateForbidden', // its authority may not vouch for this host or purpose
  'notTls', // what answers does not speak TLS
  'proxyAway',
  'proxyCredentials', // it wants to know who asks
  'proxyRefused',
  'down', // it, or what stands before it, says that it can not serve now; the message is the status
  'tooLarge',
] as const
export type NetworkFailureKind = (typeof networkFailures)[number]

/** Thrown by the network port. The message is the bare cause, for the log. */
export class NetworkFailure extends Error {
  readonly kind: NetworkFailureKind
  constructor(kind: NetworkFailureKind, message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

/** Trying again at once would only give the same answer. */
export const isLasting = (kind: NetworkFailureKind): boolean =>
  kind.startsWith('certificate') || ['notTls', 'badPort', 'proxyCredentials', 'tooLarge'].includes(kind)

/** Codes of Node, OpenSSL and BoringSSL (x509_vfy), and undici. */
const kindsByCode: Readonly<Record<string, NetworkFailureKind>> = {
  ENOTFOUND: 'noSuchHost',
  EAI_AGAIN: 'noSuchHost',
  EAI_NONAME: 'noSuchHost',
  EAI_FAIL: 'noSuchHost',
  ECONNREFUSED: 'refused',
  ENETUNREACH: 'noRoute',
  EHOSTUNREACH: 'noRoute',
  ENETDOWN: 'noRoute',
  EHOSTDOWN: 'noRoute',
  EADDRNOTAVAIL: 'noRoute',
  ETIMEDOUT: 'timedOut',
  UND_ERR_CONNECT_TIMEOUT: 'timedOut',
  UND_ERR_HEADERS_TIMEOUT: 'timedOut',
  UND_ERR_BODY_TIMEOUT: 'timedOut',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateAuthority',
  UNABLE_TO_GET_ISSUER_CERT: 'certificateAuthority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateAuthority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateAuthority',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateAuthority',
  CERT_UNTRUSTED: 'certificateAuthority',
  CERT_SIGNATURE_FAILURE: 'certificateAuthority',
  CERT_HAS_EXPIRED: 'certificateExpired',
  CERT_NOT_YET_VALID: 'certificateExpired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateName',
  HOSTNAME_MISMATCH: 'certificateName',
  INVALID_CA: 'certificateForbidden',
  INVALID_PURPOSE: 'certificateForbidden',
  PATH_LENGTH_EXCEEDED: 'certificateForbidden',
  EPROTO: 'notTls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'notTls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'notTls',
  ERR_SSL_HTTP_REQUEST: 'notTls',
  UND_ERR_PRX_CONN: 'proxyAway',
  UND_ERR_PRX_TLS: 'proxyAway',
}

/** What went wrong, from the innermost cause an error names. `host` of the proxy tells a proxy that is away from a platform that is. */
export const failureOf = (error: unknown, proxy: string): NetworkFailure => {
  if (error instanceof NetworkFailure) return error
  const chain: { code?: unknown; message?: unknown; name?: unknown; address?: unknown; port?: unknown }[] = []
  for (let at: unknown = error; typeof at === 'object' && at !== null && chain.length < 8; at = (at as { cause?: unknown }).cause) chain.push(at)
  const text = chain.map(({ message }) => String(message ?? '')).join(': ')
  const codes = chain.flatMap(({ code }) => (typeof code === 'string' ? [code] : []))
  const why = codes.at(-1) ?? chain.at(-1)?.message ?? String(error)
  const made = (kind: NetworkFailureKind) => new NetworkFailure(kind, String(why), error)
  if (chain.some(({ message }) => message === 'bad port')) return new NetworkFailure('badPort', 'bad port', error)
  if (/\b407\b/.test(text)) return made('proxyCredentials')
  if (/Proxy response \(\d+\)/.test(text)) return new NetworkFailure('proxyRefused', /Proxy response \(\d+\)/.exec(text)?.[0] ?? '', error)
  if (chain.some(({ name }) => name === 'TimeoutError')) return made('timedOut')
  // Node knows no code for a breach of name constraints: OpenSSL's words are all there is.
  if (/(permitted|excluded) subtree violation/i.test(text)) return new NetworkFailure('certificateForbidden', 'subtree violation', error)
  const kind = codes.map((code) => kindsByCode[code]).findLast((found) => found !== undefined)
  // Behind a proxy the only name looked up and the only address called are the proxy's.
  if (proxy !== '' && (kind === 'noSuchHost' || kind === 'refused' || kind === 'noRoute')) return made('proxyAway')
  return made(kind ?? 'unreachable')
}
