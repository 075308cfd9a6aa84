import { argon2id } from 'hash-wasm'

/** How a passphrase becomes a key: argon2id (RFC 9106), one lane. Recorded beside every wrap. */
export type KdfParameters = { memoryKiB: number; iterations: number }

/**
 * What a header may ask for. Below the floor (OWASP's argon2id minimum of 46 MiB and one pass) a changed header could
 * make guessing cheap; above the ceiling it could exhaust the machine (decisions M2: 128 MiB).
 */
export const kdfFloor: KdfParameters = { memoryKiB: 47_104, iterations: 1 }
export const kdfCeiling: KdfParameters = { memoryKiB: 131_072, iterations: 64 }

const memoryKiB = 65_536

/** 32 bytes. Typed characters are put into one Unicode form first, or two input methods would give two keys. */
export const deriveFromPassphrase = async (passphrase: string, salt: Uint8Array, parameters: KdfParameters): Promise<Uint8Array> =>
  argon2id({
    password: passphrase.normalize('NFC'),
    salt,
    parallelism: 1,
    memorySize: parameters.memoryKiB,
    iterations: parameters.iterations,
    hashLength: 32,
    outputType: 'binary',
  })

/**
 * Parameters with which one derivation takes about `seconds` here: 64 MiB and as many passes as fit, at least two;
 * a machine too slow for that gets the floor. Measured in processor time, so that a busy moment makes nobody's key weak.
 */
export const calibrate = async (seconds: number): Promise<KdfParameters> => {
  const salt = new Uint8Array(16)
  const time = async (iterations: number): Promise<number> => {
    const start = process.cpuUsage()
    await deriveFromPassphrase('calibration', salt, { memoryKiB, iterations })
    return process.cpuUsage(start).user / 1e6
  }
  await time(1)
  const one = await time(1)
  const pass = Math.max((await time(2)) - one, 0.001)
  const iterations = Math.min(1 + Math.round((seconds - one) / pass), kdfCeiling.iterations)
  if (iterations >= 2) return { memoryKiB, iterations }
  return one + pass <= 1 ? { memoryKiB, iterations: 2 } : kdfFloor
}
