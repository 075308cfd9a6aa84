import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/** Where a left-over log stops making sense. */
export type WalGap = { frame: number; frames: number; committed: number }

const headerBytes = 32
const frameHeaderBytes = 24

type Sum = readonly [number, number]

/** The cumulative checksum of SQLite's WAL format (sqlite.org/walformat.html §4.2). */
const addSum = (bytes: Buffer, bigEndian: boolean, [first, second]: Sum): Sum => {
  let s0 = first
  let s1 = second
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    s0 = (s0 + view.getUint32(at, !bigEndian) + s1) >>> 0
    s1 = (s1 + view.getUint32(at + 4, !bigEndian) + s0) >>> 0
  }
  return [s0, s1]
}

/** The last committed frame as the shared index beside the log remembers it; null when it is of another log. */
const indexedFrames = (database: string, salts: Buffer): number | null => {
  const path = `${database}-shm`
  if (!existsSync(path)) return null
  const fd = openSync(path, 'r')
  try {
    const copies = Buffer.alloc(96)
    if (readSync(fd, copies, 0, 96, 0) < 96) return null
    const head = copies.subarray(0, 48)
    // Both copies alike: no writer died between them. Salts as in the log, so it is this log's index.
    if (!head.equals(copies.subarray(48)) || !head.subarray(32, 40).equals(salts)) return null
    return head.readUInt32LE(16)
  } finally {
    closeSync(fd)
  }
}

/**
 * Compares a left-over log with its length before SQLite opens it, because SQLite silently drops everything from the
 * first bad frame on (decisions K4). Null when nothing that was acknowledged can be missing.
 *
 * A torn end is no damage: frames after the last commit were never acknowledged. So a bad frame counts when the shared
 * index remembers a later commit, or, without an index, when this or a later frame of the same log carries a commit.
 * Frames of an earlier log (other salts) may follow: the writer truncates at the first commit after a reset
 * (`journal_size_limit=0`), so they only stand there while nothing of the present log was acknowledged.
 */
export const checkWal = (database: string): WalGap | null => {
  const path = `${database}-wal`
  if (!existsSync(path)) return null
  const fd = openSync(path, 'r')
  try {
    const size = fstatSync(fd).size
    if (size < headerBytes) return null
    const header = Buffer.alloc(headerBytes)
    readSync(fd, header, 0, headerBytes, 0)
    const magic = header.readUInt32BE(0)
    const bigEndian = (magic & 1) === 1
    const pageBytes = header.readUInt32BE(8) === 1 ? 65_536 : header.readUInt32BE(8)
    let sum = addSum(header.subarray(0, 24), bigEndian, [0, 0])
    if (magic >>> 1 !== 0x377f0682 >>> 1 || sum[0] !== header.readUInt32BE(24) || sum[1] !== header.readUInt32BE(28)) {
      return { frame: 0, frames: 0, committed: 0 }
    }
    const salts = header.subarray(16, 24)
    const frameBytes = frameHeaderBytes + pageBytes
    const frames = Math.floor((size - headerBytes) / frameBytes)
    const frame = Buffer.alloc(frameBytes)
    const readFrame = (index: number) => readSync(fd, frame, 0, frameBytes, headerBytes + index * frameBytes)
    const isCommit = () => frame.readUInt32BE(4) !== 0
    const isOurs = () => frame.subarray(8, 16).equals(salts)
    // The first salt counts the logs.
    const isEarlier = () => {
      const logsAgo = (salts.readUInt32BE(0) - frame.readUInt32BE(8)) >>> 0
      return logsAgo >= 1 && logsAgo <= 3
    }

    let valid = 0
    let committed = 0
    let commits = 0
    for (; valid < frames; valid++) {
      readFrame(valid)
      if (!isOurs()) break
      const next = addSum(frame.subarray(frameHeaderBytes), bigEndian, addSum(frame.subarray(0, 8), bigEndian, sum))
      if (next[0] !== frame.readUInt32BE(16) || next[1] !== frame.readUInt32BE(20)) break
      sum = next
      if (isCommit()) {
        committed = valid + 1
        commits++
      }
    }
    const indexed = indexedFrames(database, salts)
    if (indexed !== null) return committed < indexed ? { frame: valid + 1, frames, committed } : null
    if (valid === frames) return null
    let ours = 0
    let earlier = 0
    let commitsBehind = 0
    for (let index = valid; index < frames; index++) {
      readFrame(index)
      if (isOurs()) {
        ours++
        if (isCommit()) commitsBehind++
      } else if (isEarlier()) earlier++
    }
    const nothingForeign = ours + earlier === frames - valid
    const unacknowledged = earlier > 0 ? commits + commitsBehind <= 1 : commitsBehind === 0
    return nothingForeign && unacknowledged ? null : { frame: valid + 1, frames, committed }
  } finally {
    closeSync(fd)
  }
}
