import { type AgreementText, clauseWords } from '../cases/agreement-text.ts'
import type { PlacedRule } from '../regulations/cited.ts'
import { cite } from '../regulations/cited.ts'
import type { PackSet } from '../regulations/pack-set.ts'
import { rulesInForce } from './choose.ts'

/** What a paper says beside the text itself: from acts that follow it. */
export type PaperFacts = {
  on: string | null // 成文日期
  filing: string
  filedOn: string | null
  signers: { provider: Signer; user: Signer; operator: Signer }
}
type Signer = { name: string; on: string | null }

const unsigned: Signer = { name: '', on: null }
/** A text that is not signed and not filed. */
export const plainPaper: PaperFacts = { on: null, filing: '', filedOn: null, signers: { provider: unsigned, user: unsigned, operator: unsigned } }

const wordingOf = (row: PlacedRule): string => cite(row).wording.find(({ lang, kind }) => lang === 'zh' && kind === 'official')?.text ?? ''

/**
 * The agreement and its five annexes as plain facts for the document templates: headings, paragraphs, rows. Clauses are
 * numbered by the template. Which wording stands beside a citation is told by the law of the day.
 */
export const agreementFacts = (text: AgreementText, set: PackSet, paper: PaperFacts = plainPaper) => {
  const { head, parties, basis, content, purpose, way, clauses, validity, annexes } = text
  const wording = new Map(
    rulesInForce(
      set,
      basis.rules.map(({ rule }) => rule),
    ).map((row) => [row.rule.id, wordingOf(row)]),
  )
  const annex = { agreement: head.number, provider: parties.provider.name, user: parties.user.name, on: paper.on }
  return {
    agreement: {
      number: head.number,
      kind: head.kind,
      on: paper.on,
      requests: head.requests.map(({ number }) => number).filter((number) => number !== ''),
      provider: parties.provider,
      user: parties.user,
      operator: parties.operator,
      basis: basis.rules.map(({ rule, title }) => ({ title, wording: wording.get(rule) ?? '' })),
      dutyBasis: basis.duty,
      resources: content.resources,
      grade: content.grade,
      personalInformation: content.personalInformation,
      commercialSecret: content.commercialSecret,
      useBasis: purpose.basis,
      useScene: purpose.scene,
      useScope: purpose.scope,
      persons: purpose.persons,
      systems: purpose.systems,
      useFrom: purpose.from,
      useUntil: purpose.until,
      way: way.way,
      frequency: way.frequency,
      network: way.network,
      encryption: way.encryption,
      handOver: way.handOver,
      clauses: clauses.map((clause) => ({
        heading: clause.heading,
        paragraphs: clauseWords(clause)
          .split('\n')
          .filter((line) => line.trim() !== ''),
      })),
      validFrom: validity.from,
      validUntil: validity.until,
      renewalDays: validity.reminders,
      originals: validity.originals,
      filing: paper.filing,
      filedOn: paper.filedOn,
      signers: paper.signers,
    },
    items: { ...annex, items: annexes.items },
    persons: { ...annex, persons: annexes.persons },
    pledge: { ...annex, promises: annexes.pledge },
    exchange: { ...annex, way: way.way, frequency: way.frequency, network: way.network, encryption: way.encryption, ...annexes.exchange },
    disposal: { ...annex, rows: annexes.disposal },
  }
}
