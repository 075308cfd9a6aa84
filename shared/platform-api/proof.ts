/**
 * Proof of key on every request: HTTP Message Signatures (RFC 9421) with Ed25519 over these components, and the body's
 * digest as Content-Digest (RFC 9530, sha-256). `created` is the platform's time as the client knows it from GET info,
 * never the client's own clock; `nonce` makes a signature good once.
 */
export const coveredAlways = ['@method', '@path', '@query', 'mulu-protocol'] as const
/** Covered too where they are sent. */
export const coveredIfSent = ['authorization', 'content-digest'] as const
export const signatureLabel = 'mulu'
/** How far `created` may be from the platform's time. */
export const proofWindowMs = 300_000

export const coveredFields = (headers: Readonly<Record<string, unknown>>): string[] => [
  ...coveredAlways,
  ...coveredIfSent.filter((name) => headers[name] !== undefined),
]
