import { type Subject, signingLimits } from '../../shared/signing/statement.ts'

export type SignerRow = { agency: string; as: string; person: string }
export type PaperDraft = { name: string; number: string; note: string; signers: readonly SignerRow[] }

/** Kinds of subjects this version makes; authorisations name them. */
export const subjectKinds = ['agreement', 'document'] as const

export const emptySigner: SignerRow = { agency: '', as: '', person: '' }

/** What is signed of any paper, by the words its form has for its places; null while something is missing. */
export const subjectOfPaper = (
  { name, number, note, signers }: PaperDraft,
  id: string,
  keys: { name: string; number: string; note: string },
): Subject | null => {
  const rows = signers.map((row) => ({ agency: row.agency.trim(), as: row.as.trim(), person: row.person.trim() })).filter(({ agency }) => agency !== '')
  if (name.trim() === '' || rows.length === 0 || rows.length > signingLimits.signers) return null
  return {
    kind: 'document',
    id: number.trim() === '' ? id : number.trim(),
    version: 1,
    signers: rows.map(({ agency, as, person }) => ({ agency, as, ...(person === '' ? {} : { person }) })),
    content: {
      [keys.name]: name.trim(),
      ...(number.trim() === '' ? {} : { [keys.number]: number.trim() }),
      ...(note.trim() === '' ? {} : { [keys.note]: note.trim() }),
    },
  }
}
