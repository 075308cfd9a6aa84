import { randomBytes, randomUUID } from 'node:crypto'

export const randomKey = (): Buffer => randomBytes(32)
export const randomOctets = (length: number): Buffer => randomBytes(length)
/** A random UUID (version 4). */
export const newUuid = (): string => randomUUID()
