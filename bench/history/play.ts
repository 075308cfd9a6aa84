import { machines } from '../../shared/cases/machines.ts'
import type { EntryContent } from '../../shared/catalogue.ts'
import type { Input } from '../../shared/contract.ts'
import { agreementText } from './agreement-text.ts'
import { dayHere } from './chance.ts'
import type { Desk } from './desk.ts'
import type { CaseKind, Party, Script, ScriptEvent } from './script.ts'

type Of<D extends ScriptEvent['do']> = Extract<ScriptEvent, { do: D }>
type File = { id: string; kind: CaseKind; as: Party; other: string; paper: string | null }
type Fields = NonNullable<Input<'request.draft'>['fields']>

/** The ids a vault gave what a script calls by its own names. */
export type Played = { entries: ReadonlyMap<string, string>; cases: ReadonlyMap<string, string> }

const secrecy = '不涉密'
const letter = { evidence: '综合处收文夹' }

/** Plays a script onto a vault, call by call, as an officer would have recorded it. */
export const play = async (script: Pick<Script, 'events' | 'agency'>, desk: Desk): Promise<Played> => {
  const entries = new Map<string, { id: string; version: number }>()
  const files = new Map<string, File>()
  const changes = new Map<string, string>()

  const entryOf = (name: string) => {
    const found = entries.get(name)
    if (found === undefined) throw new Error(`no entry ${name}`)
    return found
  }
  const named = (names: readonly string[]) => names.map((name) => ({ id: entryOf(name).id, base: entryOf(name).version }))
  const moved = (names: readonly string[]): void => {
    for (const name of names) entryOf(name).version += 1
  }
  const ids = (names: readonly string[]) => ({ filter: { ids: names.map((name) => entryOf(name).id) } })
  const fileOf = (name: string): File => {
    const found = files.get(name)
    if (found === undefined) throw new Error(`no case ${name}`)
    return found
  }
  /** Open tasks of these entries by a change. */
  const tasksOf = async (at: string, change: string, names: readonly string[], kind: 'update' | 'refresh'): Promise<string[]> => {
    const found: string[] = []
    for (const name of names) {
      const { tasks } = await desk.call('officer', at, 'task.list', { entry: entryOf(name).id, kind: [kind], limit: 500 })
      found.push(...tasks.filter(({ trigger }) => trigger?.id === changes.get(change)).map(({ id }) => id))
    }
    return found
  }

  const fieldsOf = (event: Of<'act'>, file: File): Fields => {
    const fields = { ...event.fields } as Fields
    if (event.text !== null) {
      const sides = file.as === 'respondent' ? ([script.agency, file.other] as const) : ([file.other, script.agency] as const)
      fields.text = agreementText(dayHere(event.at), event.text, ...sides, event.text.renews === null ? null : fileOf(event.text.renews).id)
    }
    if (event.entry !== null && fields.resource !== undefined) fields.resource = { ...(fields.resource as object), id: entryOf(event.entry).id } as never
    return fields
  }
  const papersFor = async (at: string, file: File, act: string): Promise<string[]> => {
    if (machines[file.kind].acts[act]?.paper !== true) return []
    file.paper ??= (await desk.call('officer', at, `${file.kind}.addPaper`, { secrecy, id: file.id, file: desk.paper })).sha256
    return [file.paper]
  }
  const draft = async (at: string, file: File, act: string, fields: Fields, person: 'officer' | 'keeper' = 'officer') => {
    const { id, kind } = file
    const papers = await papersFor(at, file, act)
    return (await desk.call(person, at, `${kind}.draft`, { secrecy, id, act, fields, papers })).actId
  }
  const ownAct = async (event: Of<'act'>, file: File): Promise<void> => {
    const { id, kind } = file
    const spec = machines[kind].acts[event.act]
    const person = spec?.roles.includes('catalogueOfficer') === true ? 'officer' : 'keeper'
    const actId = await draft(event.at, file, event.act, fieldsOf(event, file), person)
    for (const need of spec?.needs ?? []) {
      const form = { by: '周明', on: dayHere(event.at), evidence: '审批单' }
      const review = need === 'secrecyReview' ? { handledBy: '张经办', officeHead: '李处长' } : {}
      await desk.call(person, event.at, `${kind}.consent`, { id, actId, need, ...form, ...review })
    }
    const { status } = await desk.call(person, event.at, `${kind}.issue`, { secrecy, id, actId })
    if (status === 'counted') return
    const { source, when, ruling } = event
    await desk.call(person, event.at, `${kind}.delivered`, { id, actId, source, when, ruling, evidence: letter.evidence })
  }
  const act = async (event: Of<'act'>): Promise<void> => {
    const file = fileOf(event.case)
    if (event.party === file.as) return ownAct(event, file)
    const { at, party, source, when, ruling } = event
    const papers = await papersFor(at, file, event.act)
    const said = { act: event.act, party, officer: '王承办', source, when, ruling, fields: fieldsOf(event, file), papers, evidence: letter.evidence }
    await desk.call('officer', at, `${file.kind}.record`, { secrecy, id: file.id, ...said })
  }

  const step = async (event: ScriptEvent): Promise<void> => {
    const { at } = event
    switch (event.do) {
      case 'enter': {
        const content = event.content as unknown as EntryContent
        if (event.others) entries.set(event.entry, { id: desk.others(at, content), version: 1 })
        else {
          const { id, version } = await desk.call('officer', at, 'catalogue.save', { patch: content, secrecy })
          entries.set(event.entry, { id, version })
        }
        return
      }
      case 'edit': {
        const entry = entryOf(event.entry)
        const patch = event.patch as unknown as Partial<EntryContent>
        entry.version = (await desk.call('officer', at, 'catalogue.save', { id: entry.id, base: entry.version, patch, secrecy })).version
        return
      }
      case 'delete':
        await desk.call('officer', at, 'catalogue.delete', { entries: named(event.entries), reason: '职责调整' })
        return moved(event.entries)
      case 'undelete':
        await desk.call('officer', at, 'catalogue.undelete', { ids: event.entries.map((name) => entryOf(name).id) })
        return moved(event.entries)
      case 'check':
        await desk.call('officer', at, 'catalogue.markChecked', { entries: named(event.entries), reason: '逐条核对' })
        return moved(event.entries)
      case 'assess':
        for (const kind of ['secrecyAssessed', 'privacyAssessed'] as const) {
          const form = { reviewedOn: dayHere(at), handledBy: '李文', evidence: '评估表', reason: '逐项核对' }
          await desk.call('officer', at, 'catalogue.recordAssessment', { entries: named(event.entries), kind, conclusion: '不涉及', ...form })
        }
        return
      case 'agree':
        await desk.call('head', at, 'catalogue.agree', { entries: named(event.entries) })
        return moved(event.entries)
      case 'answer': {
        const answer = { entries: named(event.entries), receivedAt: event.when, source: '平台' as const, number: event.number, ...letter }
        if (event.what === 'submitted') await desk.call('officer', at, 'catalogue.submit', answer)
        else if (event.what === 'returned') await desk.call('officer', at, 'catalogue.return', { ...answer, reason: '摘要未说明统计口径' })
        else if (event.what === 'withdrawn') await desk.call('officer', at, 'catalogue.withdraw', answer)
        else await desk.call('officer', at, 'catalogue.publish', event.publishedOn === null ? answer : { ...answer, publishedOn: event.publishedOn })
        return moved(event.entries)
      }
      case 'change': {
        const { kind, level, title, on } = event
        const day = kind === 'law' ? ({ startsWith: 'inForceOn', inForceOn: on } as const) : ({ startsWith: 'happenedOn', happenedOn: on } as const)
        const { id } = await desk.call('officer', at, 'trigger.open', { ...ids(event.entries), kind, level, title, ...day })
        changes.set(event.change, id)
        return
      }
      case 'extend': {
        const tasks = await tasksOf(at, event.change, event.entries, 'update')
        if (tasks.length === 0) return
        const { consentedOn, number } = event
        await desk.call('officer', at, 'task.extend', { ids: tasks, number, consentedOn, evidence: '复函' })
        return
      }
      case 'close': {
        const tasks = await tasksOf(at, event.change, event.entries, event.task)
        if (tasks.length > 0) await desk.call('officer', at, 'task.close', { ids: tasks, with: event.with, on: event.on, note: '核对后办理' })
        return
      }
      case 'refresh':
        await desk.call('officer', at, 'data.recordRefresh', { ...ids(event.entries), refreshedOn: event.on })
        return
      case 'open': {
        const { kind, title, other, as, shareType, refers } = event
        const sensitive = event.sensitive as Input<'request.open'>['sensitive']
        const about = refers === null ? null : fileOf(refers).id
        const { id } = await desk.call('officer', at, `${kind}.open`, { secrecy, title, other, as, way: 'paper', shareType, sensitive, refers: about })
        files.set(event.case, { id, kind, as, other, paper: null })
        return
      }
      case 'act':
        return act(event)
      case 'draft':
        await draft(at, fileOf(event.case), event.act, event.fields as Fields)
        return
      case 'seal': {
        const { id, kind } = fileOf(event.case)
        await desk.call('keeper', at, `${kind}.seal`, { id, claimedBy: '澄湖市公安局' })
      }
    }
  }

  for (const event of script.events) {
    try {
      await step(event)
    } catch (error) {
      throw new Error(`${event.at} ${JSON.stringify(event).slice(0, 400)}: ${error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : ''}`, {
        cause: error,
      })
    }
  }
  return {
    entries: new Map([...entries].map(([name, { id }]) => [name, id])),
    cases: new Map([...files].map(([name, { id }]) => [name, id])),
  }
}
