import type { Texts } from '../texts.ts'
import type { protections as zh } from '../zh/protections.ts'

export const protections: Texts<typeof zh> = {
  about: 'Which algorithm and library each protective function uses, and whether it is certified. Can be printed for assessment and audit.',
  function: 'Protective function',
  algorithm: 'Algorithm',
  library: 'Library',
  certified: 'Certified',
  isCertified: 'yes',
  notCertified: 'no',
  note: 'Note',
  printTitle: 'Mulu: protective functions',
  printedAt: 'Printed at',
  agency: 'Agency',
  honest: 'This program is software, not a certified cryptographic product; where one is required, provide it as the rules say.',
}
