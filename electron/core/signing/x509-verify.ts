import { verifyWith } from '../crypto/key-pairs.ts'
import { type RsaHash, verifyRsa } from '../crypto/rsa.ts'
import { childrenOf, cursor, type Der, orNull, readOid, readSmallInteger, tags } from './der.ts'
import { oids } from './oids.ts'

type Scheme = { kind: 'sm2' | 'ed25519' | 'p256' } | { kind: 'rsa'; hash: RsaHash; saltLength: number | null }

const digests: Readonly<Record<string, RsaHash>> = { [oids.sha256]: 'sha256', [oids.sha384]: 'sha384', [oids.sha512]: 'sha512' }
const pkcs1: Readonly<Record<string, RsaHash>> = { [oids.rsaSha256]: 'sha256', [oids.rsaSha384]: 'sha384', [oids.rsaSha512]: 'sha512' }
const curves: Readonly<Record<string, 'sm2' | 'ed25519' | 'p256'>> = {
  [oids.sm2WithSm3]: 'sm2',
  [oids.sm2Sign]: 'sm2',
  [oids.ed25519]: 'ed25519',
  [oids.ecdsaSha256]: 'p256',
}

/** RFC 4055 3.1: [0] digest, [1] mask with the same digest, [2] length of the salt. The defaults are SHA-1 and are not taken. */
const pssScheme = (parameters: Der | undefined): Scheme | null => {
  if (parameters === undefined) return null
  const part = cursor(parameters)
  const [hash, mask, salt] = [part.maybe(0xa0), part.maybe(0xa1), part.maybe(0xa2)]
  part.end()
  if (hash === null || mask === null) return null
  const digest = readOid(cursor(cursor(hash).next(tags.sequence)).next(tags.oid))
  const inside = cursor(cursor(mask).next(tags.sequence))
  if (readOid(inside.next(tags.oid)) !== oids.mgf1) return null
  const masked = readOid(cursor(inside.next(tags.sequence)).next(tags.oid))
  const known = digests[digest]
  if (known === undefined || masked !== digest) return null
  return { kind: 'rsa', hash: known, saltLength: salt === null ? 20 : readSmallInteger(cursor(salt).next(tags.integer)) }
}

/** What an AlgorithmIdentifier of a signature says; null: nothing this program verifies. */
const schemeOf = (algorithm: Der): Scheme | null =>
  orNull(() => {
    const [id, parameters, ...more] = childrenOf(algorithm)
    if (id === undefined || more.length > 0) return null
    const name = readOid(id)
    const none = parameters === undefined || (parameters.tag === tags.null && parameters.value.length === 0)
    const curve = curves[name]
    if (curve !== undefined) return none ? { kind: curve } : null
    const hash = pkcs1[name]
    if (hash !== undefined) return none ? { kind: 'rsa', hash, saltLength: null } : null
    return name === oids.rsaPss ? pssScheme(parameters) : null
  })

/** Whether the key signed these bytes under this algorithm; an unknown algorithm or one that is not the key's signs nothing. */
export const verifyUnder = (algorithm: Der, spki: string, data: Uint8Array, signature: Uint8Array): boolean => {
  const scheme = schemeOf(algorithm)
  if (scheme === null) return false
  return scheme.kind === 'rsa' ? verifyRsa(spki, scheme.hash, scheme.saltLength, data, signature) : verifyWith(scheme.kind, spki, data, signature)
}
