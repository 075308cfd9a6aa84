import { Refusal } from '../../../shared/errors.ts'

/** `why` names the part and the check, in the format's own terms. */
export const broken = (why: string): Refusal => new Refusal('sheet.broken', { why })

export const tooLarge = (limitBytes: number): Refusal => new Refusal('sheet.tooLarge', { limitMb: Math.floor(limitBytes / (1 << 20)) })
