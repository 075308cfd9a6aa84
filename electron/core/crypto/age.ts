/** Loaded when the first card or package needs it: 90 ms of every start of a command otherwise. */
const load = () => import('age-encryption')

/** An age key pair (X25519): `AGE-SECRET-KEY-1…` and `age1…`. */
export type AgePair = { identity: string; recipient: string }

export const newAgePair = async (): Promise<AgePair> => {
  const { generateX25519Identity, identityToRecipient } = await load()
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** An armored age file (age-encryption.org/v1), ending in a line feed. Throws for a recipient that is none. */
export const ageEncrypt = async (recipient: string, plain: Uint8Array): Promise<Buffer> => {
  const { armor, Encrypter } = await load()
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return Buffer.from(armor.encode(await encrypter.encrypt(plain)), 'latin1')
}

/** The plain bytes, or null where the file was encrypted to somebody else or is damaged. */
export const ageDecrypt = async (identity: string, armored: Uint8Array): Promise<Uint8Array | null> => {
  const { armor, Decrypter } = await load()
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return await decrypter.decrypt(armor.decode(Buffer.from(armored).toString('latin1')))
  } catch {
    return null
  }
}
