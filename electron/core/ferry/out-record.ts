import type { HandOver } from '../../../shared/contract/ferry.ts'
import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext, Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { logLine } from '../sync/platform.ts'
import { recordCopy } from '../vault/copies.ts'
import { ruleSetOf } from './examine.ts'
import type { Known } from './identities.ts'
import { mediumOf, putMedium } from './media.ts'
import type { Own } from './own.ts'
import { noEffects, previousTo, putPackage } from './packages.ts'
import type { Outline, Written } from './writing.ts'

type Writing = Pick<Parsed<'ferry.receipt'>, 'file' | 'medium' | 'mediaBytes' | 'encrypt' | 'expiresOn'>

/** What is asked before anything is taken out: the secrecy answer, a review that was held, and no mark in what is said. */
export const saidIn = (context: AsideContext, input: Pick<Parsed<'ferry.export'>, 'secrecy' | 'purpose' | 'review' | 'medium'>): void => {
  askSecrecy(input.secrecy)
  refuseMarks([input.purpose, input.review, input.medium.number])
  if (input.review.reviewedOn > dayInChina(context.ports.now().toISOString())) throw new Refusal('catalogue.answerInFuture', { day: input.review.reviewedOn })
}

export const outlineOf = (
  context: AsideContext,
  input: Writing,
  { kind, about, epoch }: Pick<Outline, 'kind' | 'about' | 'epoch'>,
  to: { known: Known; party: Outline['recipient'] },
): Outline => ({
  kind,
  packageId: context.ports.newId(),
  madeAt: context.ports.now().toISOString(),
  recipient: to.party,
  epoch,
  previous: previousTo(context.db, to.party.id),
  about,
  ruleSet: ruleSetOf(context.db),
  medium: input.medium,
  mode: input.encrypt ? 'encrypted' : 'clear',
  expiresOn: input.expiresOn ?? null,
  mediaBytes: input.mediaBytes ?? null,
  ageRecipient: to.known.card.ageRecipient,
})

export const formOf = ({ manifest, volumes }: Written, own: Own, rest: Pick<HandOver, 'purpose' | 'officer' | 'review'>): HandOver => ({
  packageId: manifest.packageId,
  kind: manifest.kind,
  direction: 'out',
  madeAt: manifest.madeAt,
  sender: own.party,
  recipient: manifest.recipient,
  medium: manifest.medium,
  mode: manifest.mode,
  expiresOn: manifest.expiresOn,
  volumes,
  counts: manifest.counts,
  ...rest,
})

/** In the package's own record, the register and the audit, and then in its place. */
export const recordWritten = async (
  context: AsideContext,
  written: Written,
  form: HandOver,
  more: (inside: Context, breathe: () => Promise<void>) => Promise<void>,
): Promise<HandOver> => {
  const { manifest, sha256 } = written
  await context.inTurn((inside) =>
    inside.commitLong(
      async (breathe) => {
        const { db, ports, user } = inside
        const at = ports.now().toISOString()
        const { packageId, kind, recipient } = manifest
        putPackage(db, {
          packageId,
          direction: 'out',
          kind,
          sha256,
          peerId: recipient.id,
          form,
          recordedAt: at,
          recordedBy: user.name,
          effects: noEffects(),
          ends: '',
        })
        putMedium(db, mediumOf(form, { id: ports.newId(), at, by: user.name, handedOverBy: user.name, receivedBy: '' }))
        // What a spill report must list (practice L4): each volume is a copy that left.
        for (const { name, sha256: digest } of form.volumes) {
          recordCopy(db, ports.newId(), { kind: 'package', at, where: `${form.medium.number}: ${name}`, sha256: digest, by: user.name, purpose: form.purpose })
        }
        logLine(db, at, 'written', null, `${packageId} ${kind}, ${form.medium.number}`)
        await more(inside, breathe)
      },
      () => ({
        entity: 'package',
        entityId: manifest.packageId,
        digest: sha256Hex(form.volumes.map((volume) => volume.sha256).join('')),
        note: `${form.medium.number}, ${form.volumes.length} volumes`,
      }),
    ),
  )
  await written.place()
  context.ports.emit('changed', { noun: 'sync', ids: [] })
  return form
}
