import { attachmentBytes } from '../../../shared/attachments.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { readKind } from '../attachments/kind.ts'
import { isMarkedName } from '../attachments/marked-name.ts'
import { dropAttachment, heldOf, linkOf, partBytes, partsOf, putAttachment, putLink, putPart, storedBytes } from '../attachments/queries.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import type { AsideContext } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { WriteDb } from '../db/open.ts'
import { readDevice } from '../vault/device.ts'
import { knownPlatform } from './platform.ts'
import { openSession } from './session.ts'
import { shadowOf } from './shadow.ts'
import { turn } from './turn.ts'

/** A paper somebody asks for: under which name, and of what. */
export type Wanted = {
  sha256: string
  name: string
  noun: 'catalogue' | 'case' | 'submission'
  id: string /** Of a submission. */
  form?: boolean
  link(db: WriteDb, at: string, by: string): void
}

/** A paper a colleague submitted. */
export const fetchPaper = async ({ entry: id, sha256 }: Parsed<'attachment.fetch'>, context: AsideContext): Promise<Output<'attachment.fetch'>> => {
  const entry = knownEntry(context.db, id)
  const name = linkOf(context.db, entry.rid, sha256)?.name ?? shadowOf(context.db, id)?.state.evidence.find((one) => one.sha256 === sha256)?.name
  if (name === undefined) throw new Refusal('attachment.unknown')
  return fetchWanted(context, { sha256, name, noun: 'catalogue', id, link: (db, at, by) => putLink(db, { rid: entry.rid, sha256, name, at, by }) })
}

/**
 * Fetches it part by part, each kept when it is here: cut off it goes on from there the next time. It counts only when the
 * whole has the digest the platform named, and is a paper without a classification mark.
 */
export const fetchWanted = async (context: AsideContext, wanted: Wanted): Promise<{ bytes: number; asked: boolean }> => {
  const { sha256, name, noun, id } = wanted
  if (isMarkedName(name)) throw new Refusal('secrecy.marked', { mark: '密级标志', where: '附件名称' })
  const by = context.user.name
  const known = heldOf(context.db, sha256)
  if (known === undefined && knownPlatform(context.db).baseUrl === '') return askByDisc(context, wanted)
  if (known === undefined) await fetchParts(context, sha256, name)
  const bytes = known?.bytes ?? storedBytes(context.db, sha256)
  const data = known === undefined ? Buffer.concat([...partsOf(context.db, { sha256, bytes })]) : null
  let type = known?.type ?? ''
  if (data !== null) {
    try {
      if (sha256Hex(data) !== sha256) throw new Refusal('attachment.damaged', { name })
      type = await readKind(data, name, wanted.form)
    } catch (error) {
      await turn(
        context,
        async ({ db }) => dropAttachment(db, sha256),
        () => ({ note: 'paper dropped', digest: sha256 }),
      )
      throw error
    }
  }
  await turn(
    context,
    async ({ db, ports }) => {
      const at = ports.now().toISOString()
      putAttachment(db, { sha256, type, bytes }, at, by)
      wanted.link(db, at, by)
    },
    () => ({ note: type, digest: sha256 }),
  )
  context.ports.emit('changed', { noun, ids: [id] })
  return { bytes, asked: false }
}

/** Of a platform without an address it is asked for with the next package (介质交换): until then it is one of which nothing is here. */
const askByDisc = async (context: AsideContext, { sha256, noun, id }: Wanted): Promise<{ bytes: number; asked: boolean }> => {
  await turn(
    context,
    async ({ db, ports, user }) => putAttachment(db, { sha256, type: '', bytes: 0 }, ports.now().toISOString(), user.name),
    () => ({ note: 'paper asked for', digest: sha256 }),
  )
  context.ports.emit('changed', { noun, ids: [id] })
  return { bytes: 0, asked: true }
}

const fetchParts = async (context: AsideContext, sha256: string, name: string): Promise<void> => {
  const session = await openSession({ ports: context.ports, device: readDevice(context.db), signal: context.signal }, knownPlatform(context.db))
  const path = `v1/attachments/${sha256}`
  const { headers } = await session.ask('HEAD', path)
  const total = Number(headers['upload-offset'] ?? 0)
  if (headers['upload-complete'] !== '?1') throw new Refusal('attachment.notThere', { name })
  if (total > attachmentBytes) throw new Refusal('attachment.tooLarge', { name, limit: attachmentBytes >> 20 })
  for (let n = Math.floor(storedBytes(context.db, sha256) / partBytes); n * partBytes < total; n++) {
    const last = Math.min((n + 1) * partBytes, total) - 1
    const { body } = await session.ask('GET', path, { headers: { range: `bytes=${n * partBytes}-${last}` } })
    if (body.length !== last - n * partBytes + 1) throw new Refusal('attachment.damaged', { name })
    await turn(
      context,
      async ({ db, ports }) => {
        // Without a type until it is whole: nobody takes it for a paper before.
        if (n === 0) putAttachment(db, { sha256, type: '', bytes: total }, ports.now().toISOString(), context.user.name)
        putPart(db, sha256, n, body)
      },
      () => ({ note: `part ${n + 1}`, digest: sha256 }),
    )
    context.progress('evidence', last + 1, total)
  }
}
