import fc from 'fast-check'
import { enrol, makeReady, submitReady } from '../../../electron/core/sync/office.fixture.ts'
import { passphraseOf } from '../../../electron/core/vault/testing.ts'
import { type Entry, type EntryContent, emptyItem } from '../../../shared/catalogue.ts'
import { mayRecord } from '../../../shared/entry-life.ts'
import { actOn, emptyTrayOfAct, excuseGone, openCase } from './cases.ts'
import { carried, killAtDisc, loseDisc, readAgain, readOne, readSpoilt, writeDown, writeUp } from './discs.ts'
import { killCall } from './kill.ts'
import { idsFrom, randomFrom } from './random.ts'
import { answerReport, correct, emptyTrayOfReport, excuseReports, report } from './reports.ts'
import { wordsIn } from './words.ts'
import { answerQuestion, type Copy, codeFor, meet, type Transport, type World } from './world.ts'

/** What may happen, and how often beside the others. */
const weights = {
  edit: 460,
  sync: 190,
  create: 40,
  resolve: 50,
  submit: 40,
  delete: 24,
  publish: 20,
  undelete: 16,
  tray: 14,
  answer: 12,
  sendBack: 10,
  kill: 10,
  clock: 8,
  outage: 8,
  withdraw: 6,
  backUpCopy: 10,
  restart: 4,
  backUpPlatform: 5,
  restoreCopy: 6,
  restorePlatform: 4,
  writeUp: 36,
  readUp: 28,
  writeDown: 30,
  readDown: 28,
  readAgain: 10,
  spoilDisc: 18,
  loseDisc: 10,
  killAtDisc: 12,
  openCase: 14,
  act: 70,
  actOther: 70,
  syncOther: 60,
  report: 6,
  correctReport: 6,
  answerReport: 8,
} as const
export type Deed = keyof typeof weights
/** One step, as plain data: walked again it does the same, and a list of them can be made shorter. */
export type Step = { deed: Deed; copy: number; entry: number; pick: number }

export const copiesInAll = 3
export const stepArb: fc.Arbitrary<Step> = fc.record({
  deed: fc.oneof(...(Object.keys(weights) as Deed[]).map((deed) => ({ weight: weights[deed], arbitrary: fc.constant(deed) }))),
  copy: fc.nat(copiesInAll - 1),
  entry: fc.nat(11),
  pick: fc.nat(1_000_000),
})

const fields = ['title', 'abstract', 'keywords', 'contact', 'shareType', 'shareCondition', 'shareReason'] as const

const entryAt = async ({ desk }: Copy, id: string) => {
  const reply = await desk.call('catalogue.get', { id })
  return reply.ok ? reply.value.entry : null
}
const living = async (copy: Copy, id: string | undefined) => {
  const entry = id === undefined ? null : await entryAt(copy, id)
  return entry === null || entry.deletedAt !== null ? null : entry
}

/** Every text a copy holds, old and new. */
export const historiesOf = async (copy: Copy, ids: readonly string[]): Promise<unknown[]> => {
  const found: unknown[] = []
  for (const id of ids) {
    const entry = await entryAt(copy, id)
    if (entry !== null) found.push((await copy.desk.value('catalogue.history', { id })).versions, entry.content)
  }
  return found
}

/** What the platform said no to in the simulation, and what a bad line or a backup that was put back must lead to. Anything else is a fault. */
const expected = new Set([
  'sync.unreachable',
  'sync.unreachable.timeout',
  'sync.badAnswer',
  'sync.asks.restored',
  'sync.asks.forgotten',
  'sync.asks.deletions',
  'sync.notEnrolled',
])

const enrolAgain = async (world: World, copy: Copy): Promise<void> => {
  if (copy.by === 'card') {
    await meet(world, copy)
    world.did('cards exchanged again')
    return
  }
  const code = await codeFor(world, copy.agency)
  for (let n = 0; n < 8; n++) {
    try {
      await enrol(copy.desk, code, world.line.base)
      world.did('enrolled again')
      return
    } catch (error) {
      if (!world.line.bad || !/sync\.(unreachable|timedOut|badAnswer|refused)/.test(String(error))) throw error
      await copy.desk.as('officer')
    }
  }
}

/** By REST. `busy`: something moved, or may the next time. */
export const rest: Transport = {
  name: 'rest',
  run: async (world, copy) => {
    world.did('syncs')
    const reply = await copy.desk.call('sync.run', { secrecy: '不涉密' })
    if (reply.ok) return reply.value.pulled + reply.value.pushed > 0 ? 'busy' : 'quiet'
    const { code, details } = reply.error
    const spoiltProof = code === 'sync.refused' && /^auth\./.test(String((details as { code?: string } | undefined)?.code))
    if (!expected.has(code) && !(world.line.bad && spoiltProof)) throw new Error(`sync.run: ${JSON.stringify(reply.error)}`)
    world.did(`stopped by ${code}`)
    if (code === 'sync.notEnrolled') await enrolAgain(world, copy)
    return 'stopped'
  },
}
export const transports: readonly Transport[] = [rest, carried]

export const resolveOne = async (world: World, copy: Copy, pick: number): Promise<boolean> => {
  const [one] = (await copy.desk.value('conflict.list', {})).conflicts
  if (one === undefined) return false
  const random = randomFrom(pick)
  const { overlaps, version, mine, theirs } = await copy.desk.value('conflict.get', { id: one.id })
  const decisions = overlaps.map(({ field, itemId }) => ({
    field,
    ...(itemId === undefined ? {} : { itemId }),
    take: random.pick(['mine', 'theirs'] as const),
  }))
  await copy.desk.value('conflict.resolve', { id: one.id, version, decisions })
  const after = await living(copy, one.entry)
  world.words.wrote(one.entry, [mine, theirs], after?.content ?? null)
  world.did('conflicts decided')
  return true
}

/** Whether the agency can make it ready to be submitted as it stands. */
const canSubmit = ({ status, standing }: Entry): boolean => (['checked', 'submitted'] as const).some((kind) => mayRecord(kind, { status, ...standing }))

export const emptyTray = async (world: World, copy: Copy, resend: boolean): Promise<boolean> => {
  const [one] = (await copy.desk.value('quarantine.list', {})).changes
  if (one === undefined) return false
  if (one.kind === 'act') {
    await emptyTrayOfAct(world, copy, one.id, one.entry, resend)
    return true
  }
  if (one.kind === 'report') {
    await emptyTrayOfReport(world, copy, one, resend)
    return true
  }
  const submitted = one.kind === 'submit' ? await living(copy, one.entry) : null
  const ready = submitted !== null && canSubmit(submitted)
  if (resend && (ready || one.kind !== 'submit')) {
    if (ready) await makeReady(copy.desk, [one.entry])
    await copy.desk.value('quarantine.resend', { ids: [one.id] })
    world.did('sent again from the tray')
    return true
  }
  const before = await entryAt(copy, one.entry)
  await copy.desk.value('quarantine.withdraw', { ids: [one.id] })
  world.words.wrote(one.entry, before?.content ?? null, (await living(copy, one.entry))?.content ?? null)
  world.did('taken back from the tray')
  return true
}

const reviewed = async (world: World, pick: number, command: string, values: Record<string, string>): Promise<void> => {
  const { waiting } = (await world.platform.ask('review list')) as { waiting: { id: string }[] }
  const one = waiting[pick % Math.max(1, waiting.length)]
  if (one === undefined) return
  await world.platform.ask(command, { id: one.id, ...values })
  world.did(command)
}

/** What of the words in `before` nobody has any more is given up by whoever chose the backup. */
const accountFor = async (world: World, before: ReadonlySet<string>, after: ReadonlySet<string>): Promise<void> => {
  const gone = [...before].filter((word) => !after.has(word))
  if (gone.length === 0) return
  const held = wordsIn([await Promise.all(world.copies.map((copy) => historiesOf(copy, world.ids))), [...(await world.entries())]])
  world.words.rolledBack(gone)
  world.words.givenUp(gone.filter((word) => !held.has(word)))
}

type Carry = (world: World, copy: Copy, step: Step, id: string | undefined) => Promise<void>

const deeds: Readonly<Record<Deed, Carry>> = {
  create: async ({ words, ids }, { desk }) => {
    const title = words.fresh()
    const { id } = await desk.value('catalogue.save', { patch: { title }, secrecy: '不涉密' })
    ids.push(id)
    words.wrote(id, null, title)
  },
  edit: async ({ words }, copy, { pick }, id) => {
    const entry = await living(copy, id)
    if (entry === null || id === undefined) return
    const random = randomFrom(pick)
    const { content, version: base } = entry
    const luck = random.next()
    let patch: Partial<EntryContent>
    if (luck < 0.65) patch = { [random.pick(fields)]: words.fresh() }
    else if (luck < 0.8 || content.items.length === 0) {
      const item = { ...emptyItem(idsFrom(random)()), name: words.fresh() }
      const at = random.below(content.items.length + 1)
      patch = { items: [...content.items.slice(0, at), item, ...content.items.slice(at)] }
    } else {
      const chosen = random.below(content.items.length)
      const field = random.pick(['name', 'note', 'dataType'] as const)
      const word = words.fresh()
      patch =
        luck < 0.93
          ? { items: content.items.map((item, at) => (at === chosen ? { ...item, [field]: word } : item)) }
          : { items: content.items.filter((_, at) => at !== chosen) }
    }
    await copy.desk.value('catalogue.save', { id, base, patch, secrecy: '不涉密' })
    words.wrote(id, content, { ...content, ...patch })
  },
  delete: async ({ words }, copy, _step, id) => {
    const entry = await living(copy, id)
    if (entry === null || id === undefined) return
    await copy.desk.value('catalogue.delete', { entries: [{ id, base: entry.version }], reason: '' })
    words.wrote(id, entry.content, null)
  },
  undelete: async (_world, copy, _step, id) => {
    const entry = id === undefined ? null : await entryAt(copy, id)
    if (entry !== null && entry.deletedAt !== null) await copy.desk.value('catalogue.undelete', { ids: [entry.id] })
  },
  sync: async (world, copy, { pick }) => {
    await transports[pick % transports.length]?.run(world, copy)
  },
  resolve: async (world, copy, { pick }) => {
    await resolveOne(world, copy, pick)
  },
  submit: async (_world, copy, _step, id) => {
    const entry = await living(copy, id)
    if (entry !== null && canSubmit(entry)) await submitReady(copy.desk, [entry.id])
  },
  publish: (world, _copy, { pick }) => reviewed(world, pick, 'review publish', { on: '2026-11-26', number: `${pick}` }),
  sendBack: (world, _copy, { pick }) => reviewed(world, pick, 'review return', { reason: '摘要未说明数据范围' }),
  withdraw: async (world, copy, _step, id) => {
    const entry = await living(copy, id)
    if (entry === null || entry.standing.outside !== 'published') return
    // By what this copy knows: the department may have taken it down already.
    await world.platform.ask('review withdraw', { id: entry.id, reason: '停用' }).then(
      () => world.did('review withdraw'),
      () => undefined,
    )
  },
  tray: async (world, copy, { pick }) => {
    await emptyTray(world, copy, pick % 2 === 0)
  },
  answer: async (world, copy) => {
    if (await answerQuestion(copy)) world.did('questions answered')
  },
  kill: async (world, { desk }, { pick }) => {
    const inTime = await killCall(desk, 'sync.run', { secrecy: '不涉密' }, pick % 400)
    world.did(inTime ? 'copies not killed in time' : 'copies killed')
  },
  clock: async (world, { desk, clock }, { pick }) => {
    clock.ms = ((pick % 801) - 400) * 86_400_000
    // A clock that goes forward looks like a computer nobody was at: the vault locks.
    await desk.as('officer')
    world.did('clocks moved')
  },
  // From the greeting, the first page or the post of the next run on, until it gives up.
  outage: async (world, _copy, { pick }) => {
    world.line.next = [...Array<null>(pick % 3).fill(null), ...Array<'lost'>(5).fill('lost')]
    world.did('outages')
  },
  restart: async (world, _copy, { pick }) => {
    await world.platform.restart(pick % 2 === 0 ? 'SIGKILL' : 'SIGTERM')
    world.did(pick % 2 === 0 ? 'platform killed' : 'platform restarted')
  },
  backUpCopy: async (world, copy) => {
    copy.backup = (await copy.desk.value('vault.backup', {})).name
    world.did('copies backed up')
  },
  restoreCopy: async (world, copy) => {
    if (copy.backup === null) return
    const { desk, backup: name } = copy
    const before = wordsIn(await historiesOf(copy, world.ids))
    await desk.value('vault.lock', {})
    await desk.value(
      'vault.restore',
      { user: 'officer', name },
      { passphrase: passphraseOf('officer'), with: { user: 'sec', passphrase: passphraseOf('sec') } },
    )
    await desk.as('officer')
    await accountFor(world, before, wordsIn(await historiesOf(copy, world.ids)))
    await excuseGone(world)
    excuseReports(world)
    world.did('copies restored')
  },
  backUpPlatform: async (world) => {
    await world.platform.backUp()
    world.did('platform backed up')
  },
  restorePlatform: async (world) => {
    const before = wordsIn([...(await world.entries())])
    if (!(await world.platform.putBack())) return
    await accountFor(world, before, wordsIn([...(await world.entries())]))
    await excuseGone(world)
    world.did('platform restored')
  },
  writeUp: async (world, copy, { pick }) => {
    await writeUp(world, copy, pick)
  },
  readUp: (world, copy, { pick }) => readOne(world, copy, pick, true),
  writeDown: async (world, copy, { pick }) => {
    await writeDown(world, copy, pick)
  },
  readDown: (world, copy, { pick }) => readOne(world, copy, pick, false),
  readAgain: (world, copy, { pick }) => readAgain(world, copy, pick),
  spoilDisc: (world, copy, { pick }) => readSpoilt(world, copy, pick),
  loseDisc: (world, copy, { pick }) => loseDisc(world, copy, pick),
  killAtDisc: (world, copy, { pick }) => killAtDisc(world, copy, pick),
  openCase: (world, copy, { pick }) => openCase(world, copy, pick),
  act: (world, copy, { entry, pick }) => actOn(world, copy, entry, pick),
  actOther: async (world, _copy, { entry, pick }) => {
    if (world.other !== null) await actOn(world, world.other, entry, pick)
  },
  syncOther: async (world) => {
    const { other } = world
    if (other === null) return
    await rest.run(world, other)
    if (await answerQuestion(other)) world.did('questions answered')
  },
  report: (world, copy, { pick }) => report(world, copy, pick),
  correctReport: (world, copy, { pick }) => correct(world, copy, pick),
  answerReport: (world, _copy, { pick }) => answerReport(world, pick),
}

/** Steps that need the other agency's copy. */
export const caseDeeds: readonly Deed[] = ['openCase', 'act', 'actOther', 'syncOther']

export const takeStep = async (world: World, step: Step): Promise<void> => {
  const copy = world.copies[step.copy]
  if (copy === undefined) return
  const recent = world.ids.slice(-12)
  world.did(`step ${step.deed}`)
  await deeds[step.deed](world, copy, step, recent[step.entry % Math.max(1, recent.length)])
}
