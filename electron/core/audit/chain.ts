import type { AuditEvent } from '../../../shared/contract/audit.ts'

export type ChainedEvent = Omit<AuditEvent, 'prev' | 'hash' | 'fields'> & { fields: readonly string[] }

/** What stands in front of the first event. */
export const start = '0'.repeat(64)

/**
 * The exact text an event's hash covers: one line of JSON with its keys in this order. JSON escapes tabs and line
 * breaks, so a shell can read the exported log line by line.
 */
export const payload = (event: ChainedEvent): string =>
  JSON.stringify({
    seq: event.seq,
    at: event.at,
    actor: event.actor,
    second: event.second,
    action: event.action,
    outcome: event.outcome,
    entity: event.entity,
    entityId: event.entityId,
    fields: event.fields,
    digest: event.digest,
    note: event.note,
  })

/** SHA-256 (hex) over the previous hash, a line feed and the payload. */
export const chainHash = (prev: string, text: string, sha256Hex: (data: string) => string): string => sha256Hex(`${prev}\n${text}`)

/** The exact bytes a checkpoint signs: that the log had this head at this number, said by this device. */
export const checkpointText = (checkpoint: { vaultId: string; device: string; at: string; seq: number; hash: string }): string =>
  `mulu-audit-1\n${checkpoint.vaultId}\n${checkpoint.device}\n${checkpoint.at}\n${checkpoint.seq}\n${checkpoint.hash}\n`
