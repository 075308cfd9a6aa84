import { sha256Hex } from '../crypto/hash.ts'
import { verifyEd25519 } from '../crypto/signature.ts'
import type { ReadDb } from '../db/open.ts'
import { chainHash, checkpointText, payload, start } from './chain.ts'
import { type Checkpoint, checkpoints, eventsAfter } from './queries.ts'

export type Verdict = { events: number; checkpoints: number; head: string; broken: { at: number; why: string } | null }

const pageSize = 1000

/** Recomputes the whole chain and every signature; `broken` names the first event that does not fit. */
export const verifyLog = async (db: ReadDb, vaultId: string, breathe: (done: number) => Promise<void>): Promise<Verdict> => {
  const signed = new Map(checkpoints(db).map((one) => [one.seq, one]))
  const verdict: Verdict = { events: 0, checkpoints: 0, head: start, broken: null }
  const at = (seq: number, why: string): Verdict => ({ ...verdict, broken: { at: seq, why } })
  for (;;) {
    const page = eventsAfter(db, verdict.events, pageSize)
    for (const event of page) {
      const expected = verdict.events + 1
      if (event.seq !== expected) return at(expected, 'missing')
      if (event.prev !== verdict.head) return at(expected, 'prev')
      if (chainHash(event.prev, payload(event), sha256Hex) !== event.hash) return at(expected, 'hash')
      verdict.head = event.hash
      verdict.events = expected
      const checkpoint = signed.get(expected)
      if (checkpoint !== undefined) {
        if (!signatureHolds(checkpoint, vaultId, event.hash)) return at(expected, 'signature')
        verdict.checkpoints += 1
      }
    }
    if (page.length < pageSize) break
    await breathe(verdict.events)
  }
  const beyond = [...signed.keys()].find((seq) => seq > verdict.events)
  return beyond === undefined ? verdict : at(verdict.events + 1, 'missing')
}

const signatureHolds = (one: Checkpoint, vaultId: string, hash: string): boolean =>
  verifyEd25519(
    one.publicKey,
    Buffer.from(checkpointText({ vaultId, device: one.device, at: one.at, seq: one.seq, hash })),
    Buffer.from(one.signature, 'base64'),
  )
