import type { Release } from '../../../shared/contract/updates.ts'
import { Refusal } from '../../../shared/errors.ts'

const parts = (version: string): number[] => version.split('.').map(Number)

/** Below zero when `a` is the older version of three numbers. */
export const compareVersions = (a: string, b: string): number => {
  const [first, second] = [parts(a), parts(b)]
  const at = first.findIndex((part, index) => part !== second[index])
  return at < 0 ? 0 : (first[at] ?? 0) - (second[at] ?? 0)
}

export type Present = { version: string; schema: number }

/** Throws `update.notNewer`, `update.tooOld` or `update.schema` when a release is not for this program and vault. */
export const checkFits = ({ version, updatesFrom, schema }: Release, present: Present): void => {
  if (compareVersions(version, present.version) <= 0) throw new Refusal('update.notNewer', { version, present: present.version })
  if (compareVersions(present.version, updatesFrom) < 0) throw new Refusal('update.tooOld', { version, from: updatesFrom, present: present.version })
  if (present.schema < schema.from || present.schema > schema.to) {
    throw new Refusal('update.schema', { version, from: schema.from, to: schema.to, found: present.schema })
  }
}

/** The manifest's line for a file: by content, since files are renamed on the way. Throws `update.notListed`. */
export const listedFile = (release: Release, file: { name: string; bytes: number; sha256: string }): Release['files'][number] => {
  const found = release.files.find(({ bytes, sha256 }) => bytes === file.bytes && sha256 === file.sha256)
  if (found === undefined) throw new Refusal('update.notListed', { name: file.name, found: file.sha256 })
  return found
}
