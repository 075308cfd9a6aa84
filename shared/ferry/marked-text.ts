/** A text between markers with its signatures, as it stands in a card. Base64 in lines of 64. */
export type Marked = { body: string; signature: string; sm2: string | null }

const marker = (what: string): string => `-----${what}-----\n`

/** Base64 in lines of at most 64 characters, each with its line feed. */
export const inLines = (base64: string): string => base64.replaceAll(/.{1,64}/g, '$&\n')

export const signatureMarker = marker('BEGIN MULU SIGNATURE')
export const sm2Marker = marker('BEGIN MULU SIGNATURE SM2')

/** The signatures with their markers: what stands between a signed text and what follows. */
export const signatureBlock = (signature: string, sm2: string | null): string =>
  `${signatureMarker}${inLines(signature)}${sm2 === null ? '' : `${sm2Marker}${inLines(sm2)}`}`

export const writeMarked = (label: string, { body, signature, sm2 }: Marked): string =>
  `${marker(`BEGIN MULU ${label}`)}${body}${signatureBlock(signature, sm2)}${marker(`END MULU ${label}`)}`

/** Base64 as only one text says it: no bits are left over in its last character. */
const oneForm = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/

/** The signatures of a block, or null where it is not in its one form. */
export const readSignatures = (block: string): Pick<Marked, 'signature' | 'sm2'> | null => {
  const match = /^-----BEGIN MULU SIGNATURE-----\n([A-Za-z0-9+/=\n]{1,1000})(?:-----BEGIN MULU SIGNATURE SM2-----\n([A-Za-z0-9+/=\n]{1,1000}))?$/.exec(block)
  if (match === null) return null
  const signature = (match[1] ?? '').replaceAll('\n', '')
  const sm2 = match[2]?.replaceAll('\n', '') ?? null
  const sound = oneForm.test(signature) && (sm2 === null || oneForm.test(sm2))
  return sound && signatureBlock(signature, sm2) === block ? { signature, sm2 } : null
}

/** The only way to write it is the only way it is read: nothing before, between or after. Line ends may have become CRLF in a card's e-mail. */
export const readMarked = (label: string, text: string): Marked | null => {
  const plain = text.replaceAll('\r\n', '\n')
  const [begin, end] = [marker(`BEGIN MULU ${label}`), marker(`END MULU ${label}`)]
  if (!plain.startsWith(begin) || !plain.endsWith(end)) return null
  const at = plain.indexOf(signatureMarker)
  if (at < 0) return null
  const signatures = readSignatures(plain.slice(at, plain.length - end.length))
  return signatures === null ? null : { body: plain.slice(begin.length, at), ...signatures }
}
