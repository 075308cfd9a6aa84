/**
 * What a package may be at most. They are looked at before anything of that size is read; beyond them a file is refused
 * by name. Nothing in a package is compressed, so nothing in it grows when it is opened.
 */
export const ferryLimits = {
  packageBytes: 2 * 1024 ** 3,
  partBytes: 64 * 1024 ** 2,
  parts: 10_000,
  /** Of the manifest between its markers. */
  manifestBytes: 4 * 1024 ** 2,
  /** Of one line of NDJSON, the same as a platform takes of one request. */
  lineBytes: 32 * 1024 ** 2,
  /** Of all papers of one package together, as they are; further ones go with the next. */
  paperBytes: 1024 ** 3,
  /** Of a card with its markers. */
  cardBytes: 64 * 1024,
} as const
