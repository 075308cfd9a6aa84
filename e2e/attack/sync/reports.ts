import { signOff } from '../../../electron/core/submission/signed.fixture.ts'
import { randomFrom } from './random.ts'
import type { Copy, World } from './world.ts'

/** Submissions in the simulation: what was signed, what was sent, and what of it needs not be found in the end. */
export type Reports = {
  ids: Set<string>
  /** Of each version every text that was signed: two devices may have signed two. */
  signed: Map<string, Set<string>>
  /** Sent by a copy that was told so. */
  sent: Map<string, string>
  /** Refused, given up in the tray, or gone with a backup. */
  excused: Set<string>
}
export const noReports = (): Reports => ({ ids: new Set(), signed: new Map(), sent: new Map(), excused: new Set() })

const nameOf = (id: string, version: number): string => `${id} v${version}`

type State = { version: number; state: string; sha256: string | null }
const lineOf = async ({ desk }: Copy, id: string, version?: number): Promise<State | null> => {
  const reply = await desk.call('submission.get', { id, version })
  return reply.ok ? reply.value.line : null
}

/** Signed by both and on its way; by what this copy knows it may. */
const signAndSend = async (world: World, copy: Copy, id: string): Promise<void> => {
  const { desk } = copy
  const before = await lineOf(copy, id)
  if (before === null) return
  if (before.state === 'draft') await signOff(desk, id)
  const line = await lineOf(copy, id)
  if (line === null || line.state !== 'signed' || line.sha256 === null) return
  const name = nameOf(id, line.version)
  world.reports.ids.add(id)
  world.reports.signed.set(name, (world.reports.signed.get(name) ?? new Set()).add(line.sha256))
  const reply = await desk.call('submission.submit', { id, secrecy: '不涉密' })
  // A copy that was put back may not know yet what its office has sent since.
  const waits = ['submission.onItsWay', 'submission.wasReceived', 'submission.versionNext', 'sync.notConfigured']
  if (!reply.ok && !waits.includes(reply.error.code)) throw new Error(`submission.submit: ${JSON.stringify(reply.error)}`)
  if (reply.ok) world.reports.sent.set(`${name} ${line.sha256}`, id)
  world.did(reply.ok ? 'submissions sent' : 'submissions that wait')
}

/** The next month that nothing was submitted for yet, or one that lies signed. */
export const report = async (world: World, copy: Copy, pick: number): Promise<void> => {
  const month = new Date(Date.UTC(2022, pick % 18, 15)).toISOString().slice(0, 10)
  const reply = await copy.desk.call('submission.draft', { kind: 'month', on: month, reviewer: '郭主任', secrecy: '不涉密' })
  if (reply.ok) return signAndSend(world, copy, reply.value.id)
  const { submissions } = await copy.desk.value('submission.list', { limit: 100 })
  const open = submissions.filter(({ state }) => state === 'signed' || state === 'draft')
  const one = open[pick % Math.max(1, open.length)]
  if (one !== undefined) await signAndSend(world, copy, one.id)
}

/** A corrected version of what was sent, whatever became of it elsewhere. */
export const correct = async (world: World, copy: Copy, pick: number): Promise<void> => {
  const { submissions } = await copy.desk.value('submission.list', { limit: 100 })
  const mine = submissions.filter(({ state }) => ['submitted', 'received', 'returned', 'accepted'].includes(state))
  const one = mine[pick % Math.max(1, mine.length)]
  if (one === undefined) return
  const reply = await copy.desk.call('submission.correct', { id: one.id, reason: `漏报${pick}件`, secrecy: '不涉密' })
  if (!reply.ok && reply.error.code !== 'submission.state') throw new Error(`submission.correct: ${JSON.stringify(reply.error)}`)
  if (!reply.ok) return
  world.did('submissions corrected')
  await signAndSend(world, copy, one.id)
}

/** The department answers one that waits. */
export const answerReport = async (world: World, pick: number): Promise<void> => {
  const { submissions } = (await world.platform.ask('review list')) as { submissions: { id: string }[] }
  const one = submissions[pick % Math.max(1, submissions.length)]
  if (one === undefined) return
  const returned = randomFrom(pick).next() < 0.6
  await world.platform.ask(returned ? 'review return' : 'review accept', { id: one.id, ...(returned ? { reason: '合计不符' } : { number: `${pick}` }) })
  world.did(returned ? 'submissions returned' : 'submissions accepted')
}

/** In the tray: once more where it may, else given up. */
export const emptyTrayOfReport = async (world: World, { desk }: Copy, change: { id: string; entry: string }, resend: boolean): Promise<void> => {
  const { submissions } = await desk.value('submission.reports', { id: change.entry })
  for (const { version, status, sha256 } of submissions[0]?.reports ?? [])
    if (status === 'refused') world.reports.excused.add(`${nameOf(change.entry, version)} ${sha256}`)
  if (resend && (await desk.call('quarantine.resend', { ids: [change.id] })).ok) {
    world.did('submissions sent again from the tray')
    return
  }
  for (const name of world.reports.sent.keys()) if (name.startsWith(`${change.entry} `)) world.reports.excused.add(name)
  await desk.value('quarantine.withdraw', { ids: [change.id] })
  world.did('submissions given up in the tray')
}

/** A store was put back: what was sent may be gone with it. */
export const excuseReports = (world: World): void => {
  for (const name of world.reports.sent.keys()) world.reports.excused.add(name)
}

type There = { version: number; sha256: string; outcome: string }

/**
 * The platform's versions are ones that were signed, each once and in order; every copy knows the same and shows none as accepted
 * that was returned; nothing that was sent is gone.
 */
export const compareReports = async (world: World): Promise<{ divergences: string[]; losses: string[] }> => {
  const divergences: string[] = []
  const losses: string[] = []
  const { reports } = world
  if (reports.ids.size === 0) return { divergences, losses }
  const there = new Map<string, There[]>()
  for (const [id, line] of await world.reportsThere()) {
    const versions = line.reports.map(({ head, answer }) => ({ version: head.version, sha256: head.sha256, outcome: answer?.outcome ?? 'received' }))
    there.set(id, versions)
    if (new Set(versions.map(({ version }) => version)).size < versions.length) divergences.push(`${id}: a version twice`)
    for (const [at, { version, sha256 }] of versions.entries()) {
      if (at > 0 && version <= (versions[at - 1]?.version ?? 0)) divergences.push(`${id}: out of order`)
      if (reports.signed.get(nameOf(id, version))?.has(sha256) !== true) divergences.push(`${id}: version ${version} there was never signed`)
    }
  }
  for (const [n, copy] of world.copies.entries()) {
    for (const id of reports.ids) {
      const known = (await copy.desk.value('submission.reports', { id })).submissions[0]?.reports ?? []
      const said = known
        .filter(({ status }) => status === 'received')
        .map(({ version, sha256, answer }) => `${version} ${sha256.slice(0, 8)} ${answer?.outcome ?? 'received'}`)
      const told = (there.get(id) ?? []).map(({ version, sha256, outcome }) => `${version} ${sha256.slice(0, 8)} ${outcome}`)
      if (said.join() !== told.join()) divergences.push(`${id}: copy ${n} knows ${said.join()}, the platform ${told.join()}`)
      const open = known.filter(({ status }) => status !== 'received' && status !== 'refused')
      if (open.length > 0) divergences.push(`${id}: copy ${n} waits with ${open.map(({ version, status }) => `${version} ${status}`).join()}`)
      for (const { version, sha256, outcome } of there.get(id) ?? []) {
        const line = await lineOf(copy, id, version)
        // Another text under the same number: it is not the one that was received.
        if (line === null || line.sha256 !== sha256) continue
        if (line.state === 'accepted' && outcome !== 'accepted') divergences.push(`${id}: copy ${n} shows version ${version} as accepted, which is ${outcome}`)
        const shown = [outcome, 'replaced']
        if (!shown.includes(line.state)) divergences.push(`${id}: copy ${n} shows version ${version} as ${line.state}, which is ${outcome}`)
      }
    }
  }
  for (const [name, id] of reports.sent) {
    const [, version = '', sha256] = name.split(' ')
    const arrived = (there.get(id) ?? []).some((one) => `v${one.version}` === version && one.sha256 === sha256)
    if (!arrived && !reports.excused.has(name)) losses.push(`submission ${name}`)
  }
  world.did(`submissions compared: ${reports.ids.size}`)
  return { divergences, losses }
}
