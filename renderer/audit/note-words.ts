import type { Language } from '../../shared/errors.ts'
import { fieldLabels } from '../../shared/fields.ts'
import { everyLedger } from '../../shared/ledgers/ledgers.ts'
import { type Role, roles } from '../../shared/roles.ts'
import { punctuationOf } from '../app/punctuation.ts'
import { formatMoment } from '../components/moments.ts'
import { audit } from '../i18n/zh/audit.ts'

type Counted = keyof typeof audit.counts
type Said = keyof typeof audit.said
type FieldKey = keyof typeof audit.fieldNames

/** The texts this needs, as `t` gives them. */
export type NoteTexts = { count(what: Counted, count: number): string; said(what: Said): string; field(name: FieldKey): string; role(role: Role): string }

/** What the log writes -> the key of its words. */
const counted: Readonly<Record<string, Counted>> = {
  entries: 'entries',
  events: 'events',
  versions: 'versions',
  version: 'version',
  copies: 'copies',
  more: 'more',
  'older removed': 'removed',
  created: 'created',
  changed: 'changed',
  unchanged: 'unchanged',
  rejected: 'rejected',
  volumes: 'volumes',
  lines: 'lines',
  changes: 'changes',
  taken: 'taken',
  merged: 'merged',
  conflict: 'conflicting',
  'passed over': 'passedOver',
  answered: 'answered',
  every: 'every',
  received: 'received',
  reported: 'reported',
  new: 'new',
  same: 'same',
  gone: 'gone',
  undecided: 'undecided',
  passed: 'passed',
  confirmed: 'confirmed',
  altered: 'altered',
  differs: 'differs',
  returned: 'returned',
  pending: 'pending',
  handed: 'handed',
  frozen: 'frozen',
  recalled: 'recalled',
  papers: 'papers',
  acts: 'acts',
  missing: 'missing',
  place: 'place',
  signers: 'signers',
}
const said: Readonly<Record<string, Said>> = {
  sm2: 'sm2',
  ed25519: 'ed25519',
  p256: 'p256',
  'on paper': 'onPaper',
  'taken back': 'takenBack',
  'certificate request': 'certificateRequest',
  retired: 'retired',
  licensed: 'licensed',
  trusted: 'trusted',
  'no longer trusted': 'removed',
  passphrase: 'passphrase',
  recovery: 'recovery',
  keychain: 'keychain',
  off: 'off',
  user: 'byHand',
  idle: 'idle',
  suspend: 'suspend',
  sample: 'sample',
  checked: 'checked',
  agreed: 'agreed',
  declined: 'declined',
  submitted: 'submitted',
  returned: 'returned',
  published: 'published',
  withdrawn: 'withdrawn',
  secrecyReviewed: 'secrecyReviewed',
  secrecyAssessed: 'secrecyAssessed',
  privacyAssessed: 'privacyAssessed',
  withheldSubmitted: 'withheldSubmitted',
  withheldConfirmed: 'withheldConfirmed',
  withheldRefused: 'withheldRefused',
  withheld: 'withheld',
  approvalForm: 'approvalForm',
  handOver: 'handOver',
  mediaRegister: 'mediaRegister',
  ledger: 'ledger',
  ownCard: 'ownCard',
  signingKey: 'signingKey',
  authorisations: 'authorisations',
  'to be signed': 'toBeSigned',
  cardMade: 'cardMade',
  cardSame: 'cardSame',
  revoked: 'revoked',
  platform: 'platform',
  copy: 'copy',
  already: 'already',
  sqlcipher: 'sqlcipher',
  aegis: 'aegis',
  recoverySheet: 'recoverySheet',
  protections: 'protections',
  spillReport: 'spillReport',
  purgeCertificate: 'purgeCertificate',
  coverage: 'coverage',
  changeReport: 'changeReport',
  deadline: 'deadline',
  syncLog: 'syncLog',
  planned: 'planned',
  'paper asked for': 'paperAsked',
  'paper dropped': 'paperDropped',
  release: 'release',
  rulePack: 'rulePack',
  calendar: 'calendar',
  'combined with a reason': 'combined',
  'vault.json is not the one last recorded': 'header',
}

const known: ReadonlySet<string> = new Set(roles)
const has = <T extends object>(table: T, key: string): key is keyof T & string => Object.hasOwn(table, key)

const pieceInWords = (piece: string, language: Language, texts: NoteTexts): string => {
  const [, before = '', after = ''] = /^(\d+) ([a-z ]+)$/.exec(piece) ?? []
  const [, what = after, number = before] = /^([a-z]+) (\d+)$/.exec(piece) ?? []
  const count = has(counted, what) ? counted[what] : undefined
  if (count !== undefined) return texts.count(count, Number(number))
  const phrase = has(said, piece) ? said[piece] : undefined
  if (phrase !== undefined) return texts.said(phrase)
  const register = everyLedger.find(({ kind }) => piece === `ledger ${kind}`)
  if (register !== undefined) return register.words[language]
  const names = piece.split(' ')
  if (names.every((name) => known.has(name))) return punctuationOf(language).list(names.map((name) => texts.role(name as Role)))
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(piece) ? formatMoment(piece, true) : piece
}

/** A record's note as the log keeps it (`60 entries, 0 older removed`), in the reader's words; what is not known stays as it is. */
export const noteInWords = (note: string | null, language: Language, texts: NoteTexts): string =>
  note === null
    ? ''
    : note
        .split(', ')
        .map((piece) => pieceInWords(piece, language, texts))
        .join(language === 'zh' ? '，' : ', ')

/** The names of changed fields in the reader's words. */
export const fieldsInWords = (fields: readonly string[], language: Language, texts: NoteTexts): string =>
  punctuationOf(language).list(
    fields.map((field) => (has(fieldLabels, field) ? fieldLabels[field][language] : has(audit.fieldNames, field) ? texts.field(field) : field)),
  )
