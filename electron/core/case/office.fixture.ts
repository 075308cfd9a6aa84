import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf } from '../../../platform/conformance/acts.ts'
import type { TestPlatform } from '../../../platform/testing.ts'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import type { HostPorts } from '../core.ts'
import { type Desk, openDesk } from '../sync/office.fixture.ts'

/** The agencies of the test platform, each with a real vault at it. */
export const [civil, police, school, bureau] = ['澄湖市民政局', '澄湖市公安局', '澄湖市教育局', '澄湖市数据局'] as const

type File = NonNullable<Output<'request.get'>['file']>
type Called = Exclude<CaseKind, 'need' | 'incident' | 'agreement'>

export type Bureau = Desk & {
  agency: string
  open(kind: Called, some?: Partial<Input<'request.open'>>): Promise<string>
  /** Drafted, consented to by another, and issued: it leaves with the next run. */
  act(kind: Called, id: string, act: string, some?: { fields?: Input<'request.draft'>['fields']; paper?: boolean | string }): Promise<string>
  paper(kind: Called, id: string): Promise<string>
  file(kind: Called, id: string): Promise<File>
  /** Its acts in order, as `act status`. */
  thread(kind: Called, id: string): Promise<string[]>
}

export const bureauOf = (desk: Desk, agency: string): Bureau => {
  const file = async (kind: Called, id: string): Promise<File> => {
    const got = (await desk.value(`${kind}.get`, { id })).file
    if (got === null) throw new Error('sealed')
    return got
  }
  const paper = async (kind: Called, id: string): Promise<string> => {
    const path = join(desk.temp, `函${randomUUID()}.pdf`)
    writeFileSync(path, `%PDF-1.4\n% ${randomUUID()}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`)
    return (await desk.value(`${kind}.addPaper`, { secrecy: '不涉密', id, file: path })).sha256
  }
  return {
    ...desk,
    agency,
    file,
    paper,
    open: async (kind, some = {}) =>
      (await desk.value(`${kind}.open`, { secrecy: '不涉密', title: '申请使用户籍信息', other: police, shareType: '有条件共享', ...some })).id,
    act: async (kind, id, act, { fields, paper: wanted } = {}) => {
      const spec = machines[kind].acts[act]
      const sha256 = typeof wanted === 'string' ? wanted : (wanted ?? spec?.paper === true) ? await paper(kind, id) : null
      const { to: _answered, ...rest } = (fields ?? fieldsOf(act)) as NonNullable<Input<'request.draft'>['fields']>
      // What it answers is filled in by the call.
      const said = spec?.answers === undefined ? ((fields ?? fieldsOf(act)) as Input<'request.draft'>['fields']) : rest
      const papers = sha256 === null ? [] : [sha256]
      const { actId } = await desk.value(`${kind}.draft`, { secrecy: '不涉密', id, act, fields: said, papers })
      for (const need of spec?.needs ?? []) {
        await desk.as('keeper')
        const more = need === 'secrecyReview' ? { handledBy: '张经办', officeHead: '李处长' } : {}
        await desk.value(`${kind}.consent`, { id, actId, need, ...more })
        await desk.as('officer')
      }
      await desk.value(`${kind}.issue`, { secrecy: '不涉密', id, actId })
      return actId
    },
    thread: async (kind, id) => (await file(kind, id)).acts.map((one) => `${one.act} ${one.status}`),
  }
}

export const openBureau = async (platform: TestPlatform, agency: string, ports: Partial<HostPorts> = {}): Promise<Bureau> => {
  const desk = await openDesk(platform, { agency, ports })
  await desk.as('sys')
  await desk.value('profile.save', { patch: { agency, region: '330200', regulations: ['NB-171'] } })
  await desk.as('officer')
  return bureauOf(desk, agency)
}
