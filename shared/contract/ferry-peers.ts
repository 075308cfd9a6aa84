import { z } from 'zod'
import { secrecySchema } from '../catalogue.ts'
import { sha256Schema } from '../ferry/parties.ts'
import { caseFileSchema } from '../ferry/placed.ts'
import { momentSchema } from '../moments.ts'
import { call } from './define.ts'
import { count, keeping, reviewSchema, words, writing, writtenSchema } from './ferry.ts'

const said = z.strictObject({ zh: z.string(), en: z.string() })

/** 往来包: what one agency shows another of the files between them; it is taken in as every package is. */
export const ferryPeerCalls = {
  'ferry.casesFor': call({
    about: { zh: '与对方单位之间的案卷：可以放进往来包的草稿和附件', en: 'Files between us and another agency: what a package to it may carry' },
    roles: keeping,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      /** The fingerprint of its card. */
      to: sha256Schema,
      text: words(100).default(''), // in number and title
    }),
    output: z.strictObject({
      agency: z.string(),
      total: count,
      /** The first of them, open ones first. */
      cases: z.array(
        caseFileSchema.extend({
          state: said,
          closed: z.boolean(),
          /** Copies of what counted here; they go with it. */
          acts: count,
          /** Signed off and not delivered yet; they go with it. */
          issued: count,
          drafts: z.array(z.strictObject({ id: z.uuid(), words: said, officer: z.string(), madeAt: momentSchema })),
          papers: z.array(
            z.strictObject({ sha256: sha256Schema, name: z.string(), bytes: count, /** Of what was issued and not delivered. */ issued: z.boolean() }),
          ),
        }),
      ),
    }),
  }),
  'ferry.exportCases': call({
    about: {
      zh: '写出往来包：给对方单位的案卷副本、草稿和材料（仅供查看和凭据，不因此算数）',
      en: 'Write a package to another agency: copies of files, drafts and papers; nothing counts by it',
    },
    roles: keeping,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      ...writing,
      secrecy: secrecySchema,
      review: reviewSchema,
      purpose: words(200).default('案卷往来'),
      /** The fingerprint of the other agency's card. */
      to: sha256Schema,
      /** With each case goes what counted and what was issued, but what stays inside the office. */
      cases: z
        .array(
          z.strictObject({
            id: z.uuid(),
            /** Drafts that are shown, by their acts. */
            drafts: z.array(z.uuid()).max(100).default([]),
            /** Papers that are carried; left out: those of what was issued and not delivered. */
            papers: z.array(sha256Schema).max(500).optional(),
          }),
        )
        .min(1)
        .max(200),
      /** The covering note. */
      note: words(4000).default(''),
    }),
    output: writtenSchema,
  }),
}
