/**
 * How much was shared, as offices write it: 约3万条, 1.2亿条, 35000条, 800M, 1.5GB, 2T. In ten thousand records, or in GB (1 GB = 1024 MB, as
 * systems count). null: it is not told so.
 */
export type Volume = { recordsWan: number | null; storageG: number | null }

const records: Readonly<Record<string, number>> = { '': 1e-4, 千: 0.1, 万: 1, 百万: 100, 千万: 1000, 亿: 10_000 }
const bytes: Readonly<Record<string, number>> = { K: 1 / 1_048_576, M: 1 / 1024, G: 1, T: 1024 }

const exact = (value: number): number => Number(value.toFixed(4))

export const readVolume = (text: string): Volume => {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  const counted = /(\d+(?:\.\d+)?)(千万|百万|亿|万|千|)(?:余|多)?[条笔行项]/.exec(plain)
  const stored = /(\d+(?:\.\d+)?)([KMGT])(?:i?B|字节)?(?![A-Za-z])/i.exec(plain)
  return {
    recordsWan: counted === null ? null : exact(Number(counted[1]) * (records[counted[2] ?? ''] ?? 1e-4)),
    storageG: stored === null ? null : exact(Number(stored[1]) * (bytes[(stored[2] ?? 'G').toUpperCase()] ?? 1)),
  }
}
