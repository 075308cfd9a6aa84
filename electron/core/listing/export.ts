import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { carriedBy } from '../../../shared/listing/template.ts'
import { isEmptyPatch } from '../../../shared/sync/patch.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { AsideContext, Context } from '../context.ts'
import { sql } from '../db/sql.ts'
import { type Carry, freeze } from '../sync/freeze.ts'
import { frozen, type Outgoing } from '../sync/outbox.ts'
import type { Platform } from '../sync/platform.ts'
import { logLine } from '../sync/platform.ts'
import { shadowOf } from '../sync/shadow.ts'
import { applyingIn } from '../sync/turn.ts'
import { exportStamp, written } from '../transfer/export.ts'
import { rememberSent } from './apply-row.ts'
import { carriedByAll, carriedPatch } from './carried.ts'
import { finishHandover, handedAt, putHandover } from './handover.ts'
import { listingPlatform } from './platform.ts'
import { type KeptTemplate, keptTemplates, knownTemplate, workbookOf } from './templates.ts'

type Result = Output<'listing.export'>
type Frozen = Pick<Result, 'handover' | 'added' | 'changed' | 'deleted' | 'deletionsLeft' | 'left'>

const atOnce = 500

/**
 * Freezes what the platform has not confirmed, as every way out does, and writes it into the platform's own workbook. What is
 * frozen stays in the outbox until a listing or a recorded answer speaks of it.
 */
export const exportListing = async (input: Parsed<'listing.export'>, context: AsideContext): Promise<Result> => {
  askSecrecy(input.secrecy)
  refuseMarks(input.purpose)
  const platform = listingPlatform(context.db)
  if (platform.asks !== null) throw new Refusal(`sync.asks.${platform.asks}`, { count: platform.asksCount })
  const kept = knownTemplate(context.db, input.template)
  workbookOf(context.db, kept.name)
  const file = await context.ports.files.write(input.file)
  let done = false
  try {
    const made = await context.inTurn((inside) => freezeAll(input, inside, platform, kept, file.name))
    const stamp = exportStamp(context, input.purpose)
    const { location } = context.vault
    const answer = await written({ what: 'listing', path: file.path, stamp, extensions: [], location, handover: made.handover, template: kept.name }, context)
    await context.inTurn(async ({ db, commit, ports, user }) => {
      commit(
        () => {
          finishHandover(db, made.handover, answer.sha256)
          db.run(sql`
            INSERT INTO copy (id, kind, at, place, sha256, by_user, purpose)
            VALUES (${ports.newId()}, 'export', ${stamp.at}, ${file.name}, ${answer.sha256}, ${user.name}, ${input.purpose})`)
          logLine(db, stamp.at, 'handedOver', null, `${answer.entries}`)
        },
        () => ({ entity: 'listing', entityId: made.handover, digest: answer.sha256, note: `handed ${answer.entries}` }),
      )
    })
    await file.done()
    done = true
    context.ports.emit('changed', { noun: 'sync', ids: [] })
    return { ...made, sha256: answer.sha256, bytes: answer.bytes }
  } finally {
    if (!done) await file.discard()
  }
}

const freezeAll = (input: Parsed<'listing.export'>, context: Context, platform: Platform, { name, template }: KeptTemplate, file: string): Promise<Frozen> =>
  context.commitLong(
    async (breathe) => {
      const { db } = context
      const applying = applyingIn(context, platform.agencyId)
      const carried = carriedBy(template)
      const anywhere = carriedByAll(keptTemplates(db).map((kept) => kept.template))
      const carry: Carry = (patch, from) => {
        const told = carriedPatch(patch, carried, from)
        // A row without a name could be told from no other.
        if ((told.fields?.title ?? from.title) === '') return null
        return isEmptyPatch(told) && !isEmptyPatch(carriedPatch(patch, anywhere, from)) ? null : told
      }
      const left: string[] = []
      for (;;) {
        const done = await freeze(applying, context.user.name, atOnce, left, breathe, carry)
        left.push(...done.left)
        if (!done.more) break
      }
      const open = frozen(db).filter(({ changeId }) => input.again || handedAt(db, changeId) === null)
      const leaving = open.filter(({ kind }) => kind === 'patch' || (kind === 'delete' && template.out.deletions.as !== 'none'))
      if (leaving.length === 0) throw new Refusal('listing.nothing')
      const { at, author: byUser } = applying.stamp
      const handover = applying.stamp.newId()
      putHandover(db, { id: handover, at, template: name, file, byUser, changes: leaving.map(({ changeId }) => changeId) })
      const isNew = ({ id }: Outgoing): boolean => shadowOf(db, id)?.gone !== null
      let added = 0
      for (const out of leaving) {
        await breathe()
        rememberSent(applying, out)
        if (out.kind === 'patch' && isNew(out)) added++
      }
      const deleted = leaving.filter(({ kind }) => kind === 'delete').length
      return { handover, added, changed: leaving.length - added - deleted, deleted, deletionsLeft: open.length - leaving.length, left: left.length }
    },
    ({ added, changed, deleted }) => ({ entity: 'listing', note: `frozen ${added + changed + deleted}` }),
  )
