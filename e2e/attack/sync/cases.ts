import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { civil, police } from '../../../electron/core/sync/office.fixture.ts'
import { fieldsOf } from '../../../platform/conformance/acts.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import { randomFrom } from './random.ts'
import type { Copy, World } from './world.ts'

/** Cases between two agencies in the simulation: what was issued, and what of it needs not be found in the end. */
export type Cases = {
  opened: { id: string; kind: Kind }[]
  /** Every act that was issued, with its case. */
  issued: Map<string, string>
  /** Given up in the tray, or gone with a backup that nobody else had it beside. */
  excused: Set<string>
}
type Kind = 'request' | 'dispute'
type File = NonNullable<Output<'request.get'>['file']>

export const offices = ({ copies, other }: World): Copy[] => (other === null ? copies : [...copies, other])

const fileIn = async ({ desk }: Copy, { id, kind }: Cases['opened'][number]): Promise<File | null> => {
  const reply = await desk.call(`${kind}.get`, { id })
  return reply.ok ? reply.value.file : null
}
const internal = (kind: Kind, act: string): boolean => machines[kind].acts[act]?.internal === true

/** Consents by signed forms; a letter where one must go along. */
const issue = async (world: World, { desk }: Copy, { id, kind }: Cases['opened'][number], act: string, pick: number): Promise<void> => {
  const spec = machines[kind].acts[act]
  const { to: _answered, ...rest } = fieldsOf(act)
  const fields = (spec?.answers === undefined ? fieldsOf(act) : rest) as Input<'request.draft'>['fields']
  const papers: string[] = []
  if (spec?.paper === true) {
    const file = join(desk.temp, `函${pick}.pdf`)
    writeFileSync(file, `%PDF-1.4\n% ${pick}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`)
    papers.push((await desk.value(`${kind}.addPaper`, { secrecy: '不涉密', id, file })).sha256)
  }
  const { actId, lacks } = await desk.value(`${kind}.draft`, { secrecy: '不涉密', id, act, fields, papers, note: `${pick}` })
  const waits = lacks !== null && lacks.code !== 'case.lacksConsent'
  if (waits) {
    await desk.value(`${kind}.drop`, { id, actId })
    return
  }
  const form = { by: '王主任', on: '2020-01-03', evidence: '审批单', handledBy: '张经办', officeHead: '李处长' }
  for (const need of spec?.needs ?? []) await desk.value(`${kind}.consent`, { id, actId, need, ...form })
  const reply = await desk.call(`${kind}.issue`, { secrecy: '不涉密', id, actId })
  if (!reply.ok) {
    // An act of the office waits until what is on its way was answered.
    if (reply.error.code !== 'case.waits') throw new Error(`${act}: ${JSON.stringify(reply.error)}`)
    await desk.value(`${kind}.drop`, { id, actId })
    return
  }
  if (internal(kind, act)) return
  world.cases.issued.set(actId, id)
  world.did('acts issued')
}

export const openCase = async (world: World, copy: Copy, pick: number): Promise<void> => {
  const kind: Kind = pick % 3 === 0 ? 'dispute' : 'request'
  const other = copy.agency === civil ? police : civil
  const { id } = await copy.desk.value(`${kind}.open`, { secrecy: '不涉密', title: `案卷${pick}`, other, shareType: '有条件共享' })
  const made = { id, kind }
  world.cases.opened.push(made)
  await issue(world, copy, made, kind === 'dispute' ? 'raise' : 'apply', pick)
}

/** One act that may be done by what this copy knows, whatever the others have done since. */
export const actOn = async (world: World, copy: Copy, entry: number, pick: number): Promise<void> => {
  const recent = world.cases.opened.slice(-6)
  const one = recent[entry % Math.max(1, recent.length)]
  const file = one === undefined ? null : await fileIn(copy, one)
  if (one === undefined || file === null) return
  // A case that nobody opened in this copy begins with its first act alone.
  const may = file.may.filter((act) => act !== 'obtainDirect')
  if (may.length === 0) return
  await issue(world, copy, one, randomFrom(pick).pick(may), pick)
}

export const emptyTrayOfAct = async (world: World, { desk }: Copy, actId: string, caseId: string, resend: boolean): Promise<void> => {
  const one = world.cases.opened.find(({ id }) => id === caseId)
  if (resend && (await desk.call('quarantine.resend', { ids: [actId] })).ok && one !== undefined) {
    world.cases.excused.add(actId)
    const { file } = await desk.value(`${one.kind}.get`, { id: caseId })
    for (const { id, status, mine } of file?.acts ?? []) if (status === 'issued' && mine) world.cases.issued.set(id, caseId)
    world.did('acts sent again from the tray')
    return
  }
  await desk.value('quarantine.withdraw', { ids: [actId] })
  world.cases.excused.add(actId)
  world.did('acts given up in the tray')
}

/** A store was put back: an act that neither the platform has nor a copy of the agency that said it is excused. */
export const excuseGone = async (world: World): Promise<void> => {
  if (world.cases.opened.length === 0) return
  const there = await world.casesThere()
  const held = new Set([...there.values()].flatMap(({ acts }) => acts.map(({ id }) => id)))
  for (const copy of offices(world)) {
    for (const one of world.cases.opened) for (const { id, mine } of (await fileIn(copy, one))?.acts ?? []) if (mine) held.add(id)
  }
  for (const id of world.cases.issued.keys()) if (!held.has(id)) world.cases.excused.add(id)
}

/** What the platform lost of another agency's, and they lost too, is given up, so that what stood behind it goes on. */
export const giveUpLost = async (world: World, copy: Copy): Promise<boolean> => {
  let found = false
  for (const one of world.cases.opened) {
    for (const act of (await fileIn(copy, one))?.acts ?? []) {
      if (act.mine || act.status !== 'returned') continue
      await copy.desk.value(`${one.kind}.drop`, { id: one.id, actId: act.id })
      world.cases.excused.add(act.id)
      world.did('lost acts given up')
      found = true
    }
  }
  return found
}

/** Every copy's acts are the platform's, in its order and with its states; nothing that was issued is gone, nothing counts twice. */
export const compareCases = async (world: World): Promise<{ divergences: string[]; losses: string[] }> => {
  const divergences: string[] = []
  const losses: string[] = []
  if (world.cases.opened.length === 0) return { divergences, losses }
  const there = await world.casesThere()
  const counted = new Set<string>()
  for (const { id, acts } of there.values()) {
    for (const act of acts) {
      if (counted.has(act.id)) divergences.push(`${id}: ${act.act} counts twice`)
      counted.add(act.id)
    }
  }
  for (const one of world.cases.opened) {
    const line = there.get(one.id)
    for (const [n, copy] of offices(world).entries()) {
      const file = await fileIn(copy, one)
      const acts = (file?.acts ?? []).filter(({ status, act }) => status === 'counted' && !internal(one.kind, act))
      if (line === undefined && acts.length === 0) continue
      const said = (all: readonly { id: string; act: string }[]) => all.map(({ id, act }) => `${act} ${id.slice(0, 8)}`).join()
      if (said(acts) !== said(line?.acts ?? [])) divergences.push(`${one.id}: copy ${n} has ${said(acts)}, the platform ${said(line?.acts ?? [])}`)
      const open = (file?.acts ?? []).filter(({ status }) => status === 'issued')
      if (open.length > 0) divergences.push(`${one.id}: copy ${n} waits with ${said(open)}`)
    }
  }
  for (const [id, of] of world.cases.issued) if (!counted.has(id) && !world.cases.excused.has(id)) losses.push(`${of}: act ${id}`)
  world.did(`cases compared: ${world.cases.opened.length}`)
  return { divergences, losses }
}
