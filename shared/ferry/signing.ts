/**
 * What is signed begins with one of these, so that a signature for one thing never passes for another. The bytes signed
 * are the prefix and then the text exactly as it stands between its markers: `openssl pkeyutl -verify -rawin` takes them
 * from a plain file. Ed25519 (RFC 8032); where an agency chose it also SM2 with SM3 and the standard's default user id.
 */
export const signingPrefix = { card: 'mulu card 1\n', package: 'mulu package 1\n', inner: 'mulu inner 1\n' } as const
export type Signed = keyof typeof signingPrefix

/** GM/T 0009: the user id where none is agreed. */
export const sm2UserId = '1234567812345678'
