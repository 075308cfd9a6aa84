import { z } from 'zod'
import { daySchema } from '../moments.ts'

/** Parts that acts of several kinds say. Lengths bound what a platform takes; words for people stand in `field-words.ts`. */
export const line = z.string().trim().min(1).max(300)
export const text = z.string().trim().min(1).max(4000)
export const nothing = z.strictObject({})
/** The act that is answered, by its id. */
export const toAct = z.uuid()
export const days = z.number().int().positive().max(60)
export const period = z.strictObject({ from: daySchema, to: daySchema }).refine(({ from, to }) => from <= to)

/** 使用依据: the text a need rests on, down to its article (Order 809 art.20). */
export const legalBasis = z.strictObject({ title: line, article: z.string().max(60), quote: z.string().max(2000) })

/** What a case is about: the resource as its provider lists it, or, outside the catalogue, in words. */
export const resource = z.strictObject({ id: z.uuid().nullable(), code: z.string().max(64), name: line })

/** Single items by name; none named: the resource as a whole. */
export const items = z.array(z.string().trim().min(1).max(100)).max(500)

export const shareWays = ['服务接口', '批量交换', '文件下载'] as const // Order 809 art.22

/**
 * Why not (practice P14): the statute, quoted; outside the listed scope or use (Order 809 art.15); not held here. 材料不全 and
 * 领导不同意 are no grounds and are not offered.
 */
export const refusalGrounds = ['statute', 'outsideScope', 'notHeld'] as const
export const refusal = z
  .strictObject({
    ground: z.enum(refusalGrounds),
    title: z.string().max(300),
    article: z.string().max(60),
    quote: z.string().max(2000),
    explanation: text,
    items,
  })
  .refine(({ ground, title, article, quote }) => ground !== 'statute' || [title, article, quote].every((said) => said.trim() !== ''), { path: ['quote'] })
