import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CallName, Input, Output, Reply } from '../../../shared/contract.ts'
import { killCall } from './kill.ts'
import { NotDone } from './platform.ts'
import { type Random, randomFrom } from './random.ts'
import { type Copy, type Disc, meet, type Transport, type World } from './world.ts'

const review = { reviewedOn: '2020-01-02', handledBy: '李文静', officeHead: '王处', leader: '赵局' }

/** How many that were read once are still lying about. */
const lyingAbout = 8

/** What a copy may say no to with a sound disc in its hands. */
const refusedHere = new Set([
  'ferry.notForUs', // to the device that was here before a backup was put back
  'ferry.oldEpoch',
  'ferry.gap',
  'sync.notEnrolled',
  'sync.asks.restored',
  'sync.asks.forgotten',
  'sync.asks.deletions',
])
/** … and a platform: all of them say that it was put back to a backup. */
const refusedThere = new Set(['package.epoch', 'package.signer', 'package.notOurs'])

const folderOf = ({ desk }: Copy): string => mkdtempSync(join(desk.temp, 'disc-'))
/** What somebody would carry away: not what was begun and never finished. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.endsWith('.part'))
    .map((name) => join(folder, name))

const put = (copy: Copy, kind: Disc['kind'], folder: string): void => {
  const files = filesIn(folder)
  if (files.length > 0) copy.discs.push({ kind, files })
}

const goesUp = ({ kind }: Disc): boolean => kind !== 'down'

/** It leaves its place; whoever wants may read it again. */
const wasRead = (copy: Copy, disc: Disc): void => {
  copy.discs = copy.discs.filter((one) => one !== disc)
  copy.readDiscs = [...copy.readDiscs, disc].slice(-lyingAbout)
}

const lastTaken = async ({ desk }: Copy): Promise<string | undefined> =>
  (await desk.value('ferry.packages', { direction: 'in', limit: 1 })).packages[0]?.form.packageId

type Asked = { [N in 'ferry.export' | 'ferry.receipt']: { name: N; kind: Disc['kind']; input: Input<N> } }['ferry.export' | 'ferry.receipt']

/** The call that writes a disc: changes, or now and then the receipt of what came last. */
const writing = async (world: World, copy: Copy, folder: string, pick: number): Promise<Asked> => {
  const random = randomFrom(pick)
  const packageId = random.next() < 0.25 ? await lastTaken(copy) : undefined
  const common = { file: join(folder, 'up.txt'), medium: { number: `J-${world.discs++}`, mark: '内部' as const }, encrypt: random.next() < 0.5 }
  if (packageId !== undefined) return { name: 'ferry.receipt', kind: 'receipt', input: { ...common, packageId } }
  return { name: 'ferry.export', kind: 'up', input: { ...common, secrecy: '不涉密', review, full: copy.wantsFull || random.next() < 0.1 } }
}

/** A copy writes a disc; null: it could not. */
export const writeUp = async (world: World, copy: Copy, pick: number): Promise<Output<'ferry.export'> | null> => {
  const folder = folderOf(copy)
  const { name, kind, input } = await writing(world, copy, folder, pick)
  const reply = (await copy.desk.call<CallName>(name, input)) as Reply<Output<'ferry.export'>>
  if (!reply.ok) {
    const { code } = reply.error
    // A backup was put back: this is another device, and its card has to be exchanged.
    if (code !== 'ferry.noIdentity' && code !== 'sync.notEnrolled') throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
    await meet(world, copy)
    world.did('cards exchanged again')
    return null
  }
  put(copy, kind, folder)
  world.did(kind === 'up' ? 'discs written here' : 'receipts written here')
  return reply.value
}

const commandOf = ({ kind }: Disc): string => (kind === 'receipt' ? 'package receipt' : 'package import')

type Read = { code: string; already: boolean; busy: boolean }

const readThere = async (world: World, disc: Disc): Promise<Read> => {
  try {
    const { already, counts } = (await world.platform.ask(commandOf(disc), {}, disc.files)) as { already: string | null; counts: Record<string, number> }
    return { code: '', already: already !== null, busy: already === null && (counts.changes ?? 0) > 0 }
  } catch (error) {
    if (!(error instanceof NotDone) || error.code === '') throw error
    return { code: error.code, already: false, busy: false }
  }
}

const readHere = async ({ desk }: Copy, { files }: Disc): Promise<Read> => {
  const reply = await desk.call('ferry.import', { files, secrecy: '不涉密' })
  if (!reply.ok) return { code: reply.error.code, already: false, busy: false }
  const { already, effects, freed, quarantined } = reply.value
  return { code: '', already: already !== null, busy: effects.taken + effects.merged + effects.conflict + freed + quarantined > 0 }
}

/** Brings a disc to where it goes, as it is. */
export const readDisc = async (world: World, copy: Copy, disc: Disc): Promise<Read> => {
  const up = goesUp(disc)
  const read = await (up ? readThere(world, disc) : readHere(copy, disc))
  wasRead(copy, disc)
  const where = up ? 'there' : 'here'
  world.did(
    read.code === '' ? (read.already ? `discs known ${where}` : `${disc.kind === 'receipt' ? 'receipts' : 'discs'} read ${where}`) : `disc: ${read.code}`,
  )
  if (read.code !== '' && !(up ? refusedThere : refusedHere).has(read.code)) throw new Error(`a sound disc (${disc.kind}): ${read.code}`)
  if (read.code === 'package.signer') await meet(world, copy)
  if (read.code === 'ferry.gap') copy.wantsFull = true
  if (!up && read.code === '') copy.wantsFull = false
  return read
}

/** The platform writes a disc for a copy. */
export const writeDown = async (world: World, copy: Copy, pick: number): Promise<boolean> => {
  const folder = folderOf(copy)
  try {
    await world.platform.ask('package export', givenBy(world, copy, folder, randomFrom(pick)))
  } catch (error) {
    // It was put back to before it knew this card.
    if (!(error instanceof NotDone) || error.code !== 'card.unknown') throw error
    await meet(world, copy)
    world.did('cards exchanged again')
    return false
  }
  put(copy, 'down', folder)
  world.did('discs written there')
  return true
}

const givenBy = (world: World, { device }: Copy, to: string, random: Random): Record<string, string> => ({
  device,
  to,
  media: `P-${world.discs++}`,
  encrypt: String(random.next() < 0.5),
  full: String(random.next() < 0.1),
})

/** One that was bent, cut off or scratched on the way is refused, and nothing of it is taken in. */
export const readSpoilt = async (world: World, copy: Copy, pick: number): Promise<void> => {
  const random = randomFrom(pick)
  const disc = random.pick([...copy.discs, ...copy.readDiscs])
  if (disc === undefined) return
  const folder = folderOf(copy)
  const files = disc.files.map((file) => join(folder, basename(file)))
  for (const [n, file] of disc.files.entries()) copyFileSync(file, files[n] ?? '')
  const file = random.pick(files)
  const bytes = readFileSync(file)
  const cut = random.next() < 0.4
  const at = random.below(bytes.length)
  if (cut) writeFileSync(file, bytes.subarray(0, at))
  else {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
    writeFileSync(file, bytes)
  }
  const spoilt = { ...disc, files }
  const up = goesUp(disc)
  const { code, already } = await (up ? readThere(world, spoilt) : readHere(copy, spoilt))
  world.did(cut ? 'discs cut off' : 'discs with a flipped bit')
  // What was taken in before is told by its manifest alone.
  if (code === '' ? !already : !/^(package|ferry|sync\.asks)\.|^sync\.notEnrolled$/.test(code))
    throw new Error(`a spoilt disc (${disc.kind}, at ${at}): ${code}`)
}

export const loseDisc = async (world: World, copy: Copy, pick: number): Promise<void> => {
  const disc = copy.discs[pick % Math.max(1, copy.discs.length)]
  if (disc === undefined) return
  copy.discs = copy.discs.filter((one) => one !== disc)
  world.did('discs lost')
}

/** One of those on their way, whichever comes first. */
export const readOne = async (world: World, copy: Copy, pick: number, up: boolean): Promise<void> => {
  const waiting = copy.discs.filter((disc) => goesUp(disc) === up)
  const place = pick % Math.max(1, waiting.length)
  const disc = waiting[place]
  if (disc === undefined) return
  if (place > 0) world.did('discs before older ones')
  await readDisc(world, copy, disc)
}

/** One that was read before is brought once more. */
export const readAgain = async (world: World, copy: Copy, pick: number): Promise<void> => {
  const disc = copy.readDiscs[pick % Math.max(1, copy.readDiscs.length)]
  if (disc === undefined) return
  copy.readDiscs = copy.readDiscs.filter((one) => one !== disc)
  world.did('discs read again')
  await readDisc(world, copy, disc)
}

/** Either side dies while it writes or reads a disc; the disc, where it is whole, goes on. */
export const killAtDisc = async (world: World, copy: Copy, pick: number): Promise<void> => {
  const random = randomFrom(pick)
  // Most of it is done in the first moments.
  const ms = Math.floor(random.next() ** 2 * 250)
  const disc = random.next() < 0.6 ? random.pick(copy.discs) : undefined
  const there = disc === undefined ? random.next() < 0.5 : goesUp(disc)
  const folder = folderOf(copy)
  const doing = `${disc === undefined ? 'writing' : 'reading'} a disc`
  let inTime: boolean
  if (there) {
    const given = givenBy(world, copy, folder, random)
    inTime = await (disc === undefined ? world.platform.killAt(ms, 'package export', given) : world.platform.killAt(ms, commandOf(disc), {}, disc.files))
    if (disc === undefined) put(copy, 'down', folder)
  } else {
    const asked = disc === undefined ? await writing(world, copy, folder, pick) : { name: 'ferry.import', input: { files: disc.files, secrecy: '不涉密' } }
    inTime = await killCall(copy.desk, asked.name, asked.input, ms)
    if (disc === undefined) put(copy, 'kind' in asked ? asked.kind : 'up', folder)
  }
  world.did(`${there ? 'platform' : 'copies'} ${inTime ? 'not killed in time' : 'killed'} ${doing}`)
}

/** There and back by disc; whatever else is on its way stays so while the line is bad. */
export const carried: Transport = {
  name: 'carried',
  run: async (world, copy) => {
    const before = world.line.bad ? copy.discs : []
    const written = await writeUp(world, copy, 1)
    let stopped = written === null
    let busy = (written?.counts.changes ?? 0) > 0
    const readAll = async (up: boolean): Promise<void> => {
      for (const disc of copy.discs.filter((each) => goesUp(each) === up && !before.includes(each))) {
        const read = await readDisc(world, copy, disc)
        busy ||= read.busy
        stopped ||= read.code !== ''
      }
    }
    await readAll(true)
    stopped = !(await writeDown(world, copy, 1)) || stopped
    await readAll(false)
    return stopped ? 'stopped' : busy ? 'busy' : 'quiet'
  },
}
