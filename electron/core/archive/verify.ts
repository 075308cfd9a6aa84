import { readFile, stat } from 'node:fs/promises'
import { type Archive, type ArchiveFinding, archivedActSchema, archiveFindings, archiveNames, archiveSchema } from '../../../shared/cases/archive.ts'
import type { Output } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { fileById } from '../case/queries.ts'
import type { ViewContext } from '../context.ts'
import { createSha256, sha256Hex } from '../crypto/hash.ts'
import { readLimits } from '../sheets/types.ts'
import { inflatePart, type ZipPart, zipParts } from '../sheets/zip.ts'
import { readCanonical } from '../signing/canonical-text.ts'

/** What stands in memory. */
const limits = { ...readLimits, packedBytes: 300 << 20, inflatedBytes: 1 << 30, ratio: 2000 }
const mostText = 16 << 20

type Found = { code: ArchiveFinding; path: string }
type Parts = ReadonlyMap<string, ZipPart>

const notOne = (name: string, why: string): Refusal => new Refusal('archive.notOne', { name, why })

const bytesOf = async (data: Buffer, part: ZipPart, signal: AbortSignal): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of inflatePart(data, part, signal)) pieces.push(piece)
  return Buffer.concat(pieces)
}
const digestOf = async (data: Buffer, part: ZipPart, signal: AbortSignal): Promise<string> => {
  const hash = createSha256()
  for await (const piece of inflatePart(data, part, signal)) hash.update(piece)
  return hash.hex()
}

/** Digests by file, as SHA256SUMS lists them. */
const sumsIn = (text: string): Map<string, string> =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [, sha256, file] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      return sha256 === undefined || file === undefined ? [] : [[file, sha256] as const]
    }),
  )

/** Every file against the list, both ways. */
const compareFiles = (digests: ReadonlyMap<string, string>, sums: ReadonlyMap<string, string>): Found[] => [
  ...[...sums].flatMap(([path, sha256]): Found[] => {
    const there = digests.get(path)
    return there === undefined ? [{ code: 'fileMissing', path }] : there === sha256 ? [] : [{ code: 'fileChanged', path }]
  }),
  ...[...digests.keys()].flatMap((path): Found[] => (sums.has(path) || path === archiveNames.sums ? [] : [{ code: 'fileExtra', path }])),
]

/** What the metadata say against what is there: acts in their order, the state the last one led to, papers by their digests. */
const compareCase = async (
  archive: Archive,
  parts: Parts,
  digests: ReadonlyMap<string, string>,
  read: (part: ZipPart) => Promise<Buffer>,
): Promise<Found[]> => {
  const found: Found[] = []
  let state = ''
  for (const [at, { place, id, act, file, sha256 }] of archive.acts.entries()) {
    const part = parts.get(file)
    if (place !== at + 1) found.push({ code: 'orderBroken', path: file })
    if (part === undefined) {
      found.push({ code: 'actMissing', path: file })
      continue
    }
    const body = readCanonical(await read(part), mostText, archivedActSchema)
    if (body === null || digests.get(file) !== sha256 || body.act.id !== id || body.act.act !== act || body.place !== place)
      found.push({ code: 'actDiffers', path: file })
    state = body?.state ?? state
  }
  if (state !== archive.case.state) found.push({ code: 'stateDiffers', path: archiveNames.metadata })
  for (const { file, sha256 } of archive.papers)
    if (file !== null && digests.has(file) && digests.get(file) !== sha256) found.push({ code: 'paperDiffers', path: file })
  for (const path of digests.keys())
    if (
      (path.startsWith(`${archiveNames.acts}/`) && !archive.acts.some(({ file }) => file === path)) ||
      (path.startsWith(`${archiveNames.papers}/`) && !archive.papers.some(({ file }) => file === path))
    )
      found.push({ code: 'fileExtra', path })
  return found
}

const opened = async (path: string, name: string): Promise<{ data: Buffer; parts: Parts }> => {
  if ((await stat(path)).size > limits.packedBytes) throw new Refusal('sheet.tooLarge', { limitMb: limits.packedBytes >> 20 })
  const data = await readFile(path)
  try {
    return { data, parts: new Map([...zipParts(data, limits).values()].map((part) => [part.written, part])) }
  } catch (error) {
    throw error instanceof Refusal ? notOne(name, String(error.failure.params.why ?? error.failure.code)) : notOne(name, 'zip')
  }
}

export const verifyArchive = async ({ file: handle }: { file: string }, context: ViewContext): Promise<Output<'archive.verify'>> => {
  const { db, ports, signal } = context
  const { path, name } = await ports.files.read(handle)
  const { data, parts } = await opened(path, name)
  const read = (part: ZipPart) => bytesOf(data, part, signal)
  const [metadata, sumsPart] = [parts.get(archiveNames.metadata), parts.get(archiveNames.sums)]
  if (metadata === undefined || sumsPart === undefined || metadata.unpacked > mostText || sumsPart.unpacked > mostText)
    throw notOne(name, archiveNames.metadata)
  try {
    const archive = readCanonical(await read(metadata), mostText, archiveSchema)
    if (archive === null) throw notOne(name, archiveNames.metadata)
    const digests = new Map<string, string>()
    for (const [written, part] of parts) digests.set(written, await digestOf(data, part, signal))
    const found = [...compareFiles(digests, sumsIn((await read(sumsPart)).toString('utf8'))), ...(await compareCase(archive, parts, digests, read))]
    const problems = found.filter(({ code, path: at }, place) => found.findIndex((one) => one.code === code && one.path === at) === place)
    const sha256 = sha256Hex(data)
    const here = fileById(db, archive.case.id)
    const { id, kind, number, head, state } = archive.case
    return {
      number: archive.number,
      archivedOn: archive.archivedOn,
      archivedBy: archive.archivedBy,
      agency: archive.agency,
      case: { id, kind, number, title: head.title, state, acts: archive.acts.length, papers: archive.papers.filter(({ file }) => file !== null).length },
      sha256,
      recorded:
        here === undefined || here.archiveNumber === null || here.archivedOn === null
          ? null
          : { number: here.archiveNumber, on: here.archivedOn, same: here.archiveSha256 === sha256 && here.archiveNumber === archive.number },
      whole: problems.length === 0,
      problems: problems.map(({ code, path: at }) => ({ code, path: at, ...archiveFindings[code] })),
    }
  } catch (error) {
    if (error instanceof Refusal && error.failure.code.startsWith('sheet.')) throw notOne(name, String(error.failure.params.why ?? error.failure.code))
    throw error
  }
}
