import type { Profile } from '../../../shared/contract/profile.ts'
import { type DocumentFormat, type DocumentModel, documentLimits } from '../../../shared/documents/document.ts'
import type { Language } from '../../../shared/errors.ts'
import type { LedgerCell, LedgerColumn, LedgerKind } from '../../../shared/ledgers/ledger.ts'
import { ledgerOf, permissionStates } from '../../../shared/ledgers/ledgers.ts'
import { cite } from '../../../shared/regulations/cited.ts'
import { paperOf } from '../documents/paper-of.ts'
import type { Law } from '../work/law.ts'

type Cells = Readonly<Record<string, LedgerCell>>

/** A paper holds no more; the register's first column numbers its rows. */
export const mostRows = (kind: LedgerKind, format: DocumentFormat): number =>
  Math.min(5000, Math.floor(documentLimits.cells[format] / (ledgerOf(kind).columns.length + 1)))

/** What a paper has no room for ends in …; the tables and the screen have all of it. */
const clipped = (cell: LedgerCell | undefined, most: number): string => {
  const text = cell === null || cell === undefined ? '' : String(cell)
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
const dayOrNull = (cell: LedgerCell | undefined): string | null => (typeof cell === 'string' && cell !== '' ? cell.slice(0, 10) : null)

const directions: Readonly<Record<string, string>> = { made: '提出', received: '收到', 'as the department': '主管' }

/** Rows as the facts of the registers that have a form of their own. */
const facts: Partial<Record<LedgerKind, { template: string; row(cells: Cells): object }>> = {
  requests: {
    template: 'ledger.requests',
    row: (c) => ({
      number: clipped(c.number, 100),
      direction: directions[String(c.direction)] ?? c.direction,
      other: clipped(c.other, 200),
      resource: clipped(c.resource, 1000),
      type: clipped(c.type, 50),
      receivedAt: clipped(c.received, 50),
      dueOn: dayOrNull(c.due),
      repliedAt: clipped(c.replied, 50),
      result: clipped(c.result, 100),
      reason: clipped(c.reason, 2000),
      deliverBy: dayOrNull(c.deliverBy),
      deliveredOn: dayOrNull(c.delivered),
      dispute: clipped(c.dispute, 300),
      agreement: clipped(c.agreement, 100),
    }),
  },
  use: {
    template: 'ledger.use',
    row: (c) => ({
      resource: clipped(c.resource, 1000),
      number: clipped(c.number, 100),
      scene: clipped(c.scene, 1000),
      process: clipped(c.process, 2000),
      effect: clipped(c.effect, 2000),
      storage: clipped(c.storage, 1000),
      disposal: clipped(c.disposal, 1000),
      from: dayOrNull(c.from),
      until: dayOrNull(c.until),
      responsible: clipped(c.responsible, 100),
    }),
  },
  reviews: {
    template: 'ledger.reviews',
    row: (c) => ({
      subject: clipped(c.subject, 1000),
      kind: clipped(c.kind, 100),
      reviewedOn: dayOrNull(c.reviewedOn),
      handledBy: clipped(c.handledBy, 100),
      officeHead: clipped(c.officeHead, 100),
      leader: clipped(c.leader, 100),
      conclusion: clipped(c.conclusion, 200),
      note: clipped(c.note, 1000),
    }),
  },
  permissions: {
    template: 'ledger.permissions',
    row: (c) => ({
      resource: clipped(c.resource, 1000),
      number: clipped(c.number, 100),
      person: clipped(c.person, 100),
      office: clipped(c.office, 200),
      post: clipped(c.post, 100),
      system: clipped(c.system, 200),
      permission: clipped(c.permission, 300),
      from: dayOrNull(c.from),
      until: dayOrNull(c.until),
      grantedBy: clipped(c.grantedBy, 100),
      state: permissionStates.find(({ state, words }) => c.state === state || c.state === words.en)?.state ?? '已收回',
    }),
  },
}

type PaperFacts = {
  kind: LedgerKind
  lang: Language
  about: string
  on: string
  profile: Profile
  law: Law
  rows: readonly Cells[]
  /** Which of the rows are of sealed cases. */
  sealed: readonly boolean[]
}

/** Beside those of the other columns: a day and a number stand in one line, a text of a word or two in little. */
const widthOnPaper = ({ key, type, width }: LedgerColumn): number => {
  if (type === 'number') return 6
  if (type !== 'text' || key === 'number') return 12.5
  return width <= 10 ? 5.5 : width <= 19 ? 7 : Math.min(width, 30) / 2.8
}

const generic = ({ kind, lang, about, on, profile, rows }: PaperFacts): DocumentModel => {
  const { words, columns } = ledgerOf(kind)
  return paperOf({
    template: 'ledger.cases',
    lang,
    facts: {
      ...{ agency: profile.agency, about: clipped(about, 200), on },
      title: words[lang],
      columns: columns.map((column) => ({ title: column.words[lang], width: widthOnPaper(column), centred: column.type !== 'text' })),
      rows: rows.map((cells) => columns.map(({ key }) => clipped(cells[key], 8000))),
    },
  })
}

/** The report of agreed needs goes to the competent department, under the rule that asks for it. */
const needsReport = (given: PaperFacts): DocumentModel => {
  const { lang, on, profile, law, rows } = given
  const contact = profile.namedPersons[0]
  return paperOf({
    template: 'needs.report',
    lang,
    facts: {
      on,
      from: profile.agency,
      to: lang === 'zh' ? '政务数据共享主管部门' : 'the competent department',
      contact: contact?.name ?? '',
      phone: contact?.phone ?? '',
      basis: law
        .on(law.today)
        .rules.filter(({ rule, displaced }) => displaced === null && rule.acts.includes('request.reportNeed'))
        .flatMap((row) => {
          const cited = cite(row)
          return cited === null ? [] : [{ title: cited.title[lang], wording: '' }]
        }),
      needs: rows.map((c) => ({
        resource: clipped(c.resource, 300),
        code: clipped(c.code, 100),
        provider: clipped(c.provider, 200),
        items: clipped(c.items, 2000),
        basis: clipped(c.basis, 500),
        scene: clipped(c.scene, 1000),
        way: clipped(c.way, 100),
        frequency: '',
        agreedOn: dayOrNull(c.agreed),
      })),
    },
  })
}

/** A ledger on paper. Rows of sealed cases have no place in a form of its own: then the plain table says number and day. */
export const ledgerPaper = (given: PaperFacts): DocumentModel => {
  const { kind, lang, about, on, profile, rows, sealed } = given
  if (sealed.some(Boolean) || profile.agency === '') return generic({ ...given, profile: { ...profile, agency: profile.agency || '—' } })
  if (kind === 'agreedNeeds' && rows.length > 0 && rows.length <= 2000) return needsReport(given)
  const own = facts[kind]
  if (own === undefined) return generic(given)
  return paperOf({ template: own.template, lang, facts: { agency: profile.agency, about: clipped(about, 200), on, rows: rows.map(own.row) } })
}
