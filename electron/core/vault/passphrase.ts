import { Refusal } from '../../../shared/errors.ts'
import { passphraseShortest, passphraseTrouble } from '../../../shared/passphrase.ts'

/** Refuses what is guessed first. Throws `passphrase.short`, `passphrase.simple` or `passphrase.name`. */
export const checkPassphrase = (passphrase: string, userName: string): void => {
  const trouble = passphraseTrouble(passphrase, userName)
  if (trouble === 'short') throw new Refusal('passphrase.short', { shortest: passphraseShortest })
  if (trouble === 'name') throw new Refusal('passphrase.name')
  if (trouble === 'simple') throw new Refusal('passphrase.simple')
}
