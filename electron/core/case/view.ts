import { z } from 'zod'
import { type Act, type CaseKind, type Party, parties } from '../../../shared/cases/act.ts'
import { actsFor, type Folded, type Outline, wordsOfNext } from '../../../shared/cases/fold.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { CaseAct, CaseClock, CaseRow } from '../../../shared/contract/case-views.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { cite } from '../../../shared/regulations/cited.ts'
import type { Words } from '../../../shared/regulations/pack.ts'
import type { ReadContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { articleOf, type Law, nearDay, readLaw, storedFacts } from '../work/law.ts'
import { actRules, clocksOf, nextActs, type RunningClock } from './clocks.ts'
import { foldAhead, lacksOf } from './judging.ts'
import {
  actsOf,
  asFile,
  type CaseFile,
  fileById,
  fileColumns,
  filesAbout,
  foldStored,
  knownFile,
  outlinesOf,
  papersOf,
  type StoredAct,
  taskRulesOf,
} from './queries.ts'

const beforeOpened: Words = { zh: '起草中', en: 'being drafted' }

type Standing = Pick<CaseRow, 'next' | 'due'>

type Known = { law: Law; near: string; outline: Outline | undefined; ruleOf(file: CaseFile, act: string): string | null }

/** Who is next, until when and under which article, as it was written down when the case's acts were. */
const standingOf = (file: CaseFile, { law, near, outline, ruleOf }: Known): Standing => {
  const machine = machines[file.kind]
  const nexts = outline === undefined ? [] : nextActs(machine, file.head, outline, law)
  const [next] = [...nexts].sort((a, b) => Number(b.party === file.party) - Number(a.party === file.party))
  const clock = nexts.find((one) => one.clock !== null)
  const provisional = file.dueOn !== null && law.calendar.missingFor(file.dueOn).length > 0
  const rule = next === undefined ? null : ruleOf(file, next.act)
  return {
    next:
      next === undefined
        ? null
        : {
            party: next.party,
            mine: next.party === file.party,
            words: wordsOfNext(machine, next.act),
            article: rule === null ? null : articleOf(law, rule),
          },
    due:
      file.dueOn === null
        ? null
        : storedFacts(law, near, { rule: (clock === undefined ? null : ruleOf(file, clock.act)) ?? '', dueOn: file.dueOn, provisional }),
  }
}

/** Of a sealed case nothing but number and day (practice L2). */
const rowOf = (file: CaseFile, { next, due }: Standing): CaseRow => {
  const {
    id,
    kind,
    number,
    head,
    way,
    party,
    other,
    state,
    closed,
    turn,
    dueOn,
    openedAt,
    changedAt,
    sealedOn,
    archiveNumber,
    archivedOn,
    archivedBy,
    archiveOf,
  } = file
  const sealed = sealedOn !== null
  return {
    id,
    kind,
    number,
    title: sealed ? '' : head.title,
    way,
    party,
    other: sealed ? '' : other,
    state: sealed ? 'sealed' : state,
    words: sealed ? { zh: '线下办理', en: 'off the system' } : (machines[kind].states[state]?.words ?? beforeOpened),
    closed,
    sealed,
    turn: !sealed && turn,
    dueOn: sealed ? null : dueOn,
    next: sealed ? null : next,
    due: sealed ? null : due,
    openedAt,
    changedAt,
    archived:
      archiveNumber === null || archivedOn === null ? null : { number: archiveNumber, on: archivedOn, by: archivedBy ?? '', outdated: archiveOf !== changedAt },
  }
}

const rowsOf = (db: ReadDb, law: Law, files: readonly CaseFile[]): CaseRow[] => {
  const rids = files.map(({ rid }) => rid)
  const outlines = outlinesOf(db, rids)
  const tasks = taskRulesOf(db, rids)
  const near = nearDay(law)
  // Most files of a list are alike in what decides their rules.
  const asked = new Map<string, string | null>()
  const ruleOf = ({ rid, head }: CaseFile, act: string): string | null => {
    const task = tasks.get(`${rid} ${act}`)
    if (task !== undefined) return task
    const key = JSON.stringify([head.kind, head.shareType, head.sensitive, act])
    const rule = asked.get(key) ?? actRules(law, head, act)[0]?.rule.id ?? null
    asked.set(key, rule)
    return rule
  }
  return files.map((file) => rowOf(file, standingOf(file, { law, near, outline: outlines.get(file.rid), ruleOf })))
}

const mostOfEntry = 50

/** What was asked for, reported or disputed of an entry, open ones first. */
export const casesOfEntry = (entry: string, { db, now }: ReadContext): Output<'case.ofEntry'> => {
  const rows = db.all<Parameters<typeof asFile>[0]>(sql`
    SELECT ${fileColumns} FROM case_file
    WHERE sealed_on IS NULL AND rid IN (SELECT rid FROM case_act WHERE body ->> '$.fields.resource.id' = ${entry})
    ORDER BY closed, changed_at DESC, rid DESC LIMIT ${mostOfEntry}`)
  return { rows: rowsOf(db, readLaw(db, now().toISOString()), rows.map(asFile)) }
}

export const listCases = (kind: CaseKind, asked: Parsed<'request.list'>, { db, now }: ReadContext): Output<'request.list'> => {
  const { open, turn, party, state, refers, text, order, limit, skip } = asked
  const conditions: Sql[] = [
    sql`kind = ${kind}`,
    ...(open === undefined ? [] : [sql`closed = ${!open}`]),
    ...(turn === undefined ? [] : [sql`turn = ${turn}`]),
    ...(party === undefined ? [] : [sql`party = ${party}`]),
    ...(state === undefined ? [] : [sql`state = ${state} AND sealed_on IS NULL`]),
    ...(refers === undefined ? [] : [sql`refers = ${refers}`]),
    ...(text === '' ? [] : [sql`(instr(number, ${text}) > 0 OR (sealed_on IS NULL AND (instr(title, ${text}) > 0 OR instr(other, ${text}) > 0)))`]),
  ]
  const where = all(conditions)
  const total = db.get<{ n: number }>(sql`SELECT count(*) AS n FROM case_file WHERE ${where}`)?.n ?? 0
  const by = order === 'due' ? sql`due_on IS NULL, due_on, rid DESC` : sql`changed_at DESC, rid DESC`
  const rows = db.all<Parameters<typeof asFile>[0]>(sql`SELECT ${fileColumns} FROM case_file WHERE ${where} ORDER BY ${by} LIMIT ${limit} OFFSET ${skip}`)
  return { rows: rowsOf(db, readLaw(db, now().toISOString()), rows.map(asFile)), total }
}

const actView = (file: CaseFile, ahead: ReturnType<typeof foldAhead>, law: Law, one: StoredAct): CaseAct => {
  const spec = machines[file.kind].acts[one.act]
  const { officer, number, madeAt, fields, note, papers } = one.statement
  return {
    id: one.id,
    act: one.act,
    words: spec?.words ?? { zh: one.act, en: one.act },
    party: one.party,
    mine: one.party === file.party,
    status: one.status,
    state: one.state,
    agency: one.agency,
    officer,
    number,
    madeAt,
    source: one.source,
    receivedOn: one.received === '' ? null : one.received,
    ruling: one.ruling,
    evidence: one.evidence,
    fields,
    note,
    papers,
    records: one.records,
    rules: actRules(law, file.head, one.act).map(({ rule }) => rule.id),
    problem: one.problem,
    lacks: one.status === 'draft' || one.status === 'returned' ? lacksOf(file, ahead, one) : null,
  }
}

const clockView = ({ duty, rule, clock, due, lapsedOn, events }: RunningClock): CaseClock => ({
  duty,
  rule: cite(rule),
  events: [...events],
  due,
  lapsedOn,
  firstDue: clock.firstDue,
  extension: { state: clock.extension.state, n: clock.extension.n },
})

export const getCase = (kind: CaseKind, id: string, { db, now }: ReadContext): Output<'request.get'> => {
  const file = knownFile(db, kind, id)
  const law = readLaw(db, now().toISOString())
  const [row] = rowsOf(db, law, [file])
  if (row === undefined) throw new Refusal('case.notFound')
  if (file.sealedOn !== null) return { row, file: null, sealed: { on: file.sealedOn, by: file.sealedBy } }
  const machine = machines[kind]
  const acts = actsOf(db, file.rid)
  const folded = foldStored(file, acts)
  const ahead = foldAhead(file, acts)
  const clocks = clocksOf(machine, file.head, folded, law, written(acts))
  return {
    row,
    file: {
      head: file.head,
      acts: acts.map((one) => actView(file, ahead, law, one)),
      clocks: clocks.map(clockView),
      next: nextView(file, folded, clocks, law),
      may: actsHere(file, ahead, file.party),
      others: parties
        .filter((party) => party !== file.party)
        .map((party) => ({ party, acts: actsHere(file, folded, party) }))
        .filter(({ acts: possible }) => possible.length > 0),
      papers: papersOf(db, file.rid).map(({ sha256, name, type, bytes }) => ({ sha256, name, type: type as CasePaperType, bytes, here: type !== null })),
      refers: rowsOf(db, law, referred(db, file))[0] ?? null,
      about: rowsOf(db, law, filesAbout(db, file.id)),
    },
    sealed: null,
  }
}

/** What a party may do now with a resource of this sharing type. */
export const actsHere = ({ kind, head }: CaseFile, folded: Folded, party: Party): string[] =>
  actsFor(machines[kind], folded, party).filter((act) => machines[kind].acts[act]?.shareType?.includes(head.shareType) ?? true)

const referred = (db: ReadDb, { head }: CaseFile): CaseFile[] => {
  const file = head.refers === null ? undefined : fileById(db, head.refers)
  return file === undefined ? [] : [file]
}

type CasePaperType = NonNullable<Output<'request.get'>['file']>['papers'][number]['type']

/** What is written and not delivered shows beside its clock and stops nothing (domain §0.4). */
const written = (acts: readonly StoredAct[]): Act[] =>
  acts.flatMap(({ status, statement, agency }) =>
    status === 'issued' ? [{ ...statement, agency, source: '本机草稿' as const, when: statement.madeAt, ruling: '' }] : [],
  )

const nextView = (file: CaseFile, folded: ReturnType<typeof foldStored>, clocks: readonly RunningClock[], law: Law) =>
  nextActs(machines[file.kind], file.head, folded, law).map(({ party, act, clock, dueOn }) => {
    const running = clocks.find(({ duty, clock: { end } }) => duty === clock && end === null)
    const rule = running?.rule.rule.id ?? actRules(law, file.head, act)[0]?.rule.id
    return {
      party,
      mine: party === file.party,
      act,
      words: wordsOfNext(machines[file.kind], act),
      duty: clock,
      due: running?.due ?? storedFacts(law, nearDay(law), { rule: '', dueOn, provisional: false }),
      article: rule === undefined ? null : articleOf(law, rule),
    }
  })

export const machineView = (kind: CaseKind, { db, now }: ReadContext): Output<'request.machine'> => {
  const law = readLaw(db, now().toISOString())
  const set = law.on(law.today)
  const machine = machines[kind]
  return {
    kind,
    words: machine.words,
    parties: machine.parties,
    states: Object.fromEntries(Object.entries(machine.states).map(([name, { words, closed }]) => [name, { words, closed: closed === true }])),
    acts: Object.fromEntries(
      Object.entries(machine.acts).map(([name, { words, party, from, to, roles, needs, paper, internal, fields }]) => [
        name,
        {
          words,
          party: [...party],
          from: [...from],
          to,
          roles: [...roles],
          needs: [...needs],
          paper: paper === true,
          internal: internal === true,
          rules: set.rules.filter(({ rule, displaced }) => displaced === null && rule.acts.includes(`${kind}.${name}`)).map(cite),
          fields: z.toJSONSchema(fields, { io: 'input' }) as Output<'request.machine'>['acts'][string]['fields'],
        },
      ]),
    ),
  }
}
