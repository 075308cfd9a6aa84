import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseKind, Need, Party, Statement } from '../../../shared/cases/act.ts'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import type { TestCore, TestUser } from '../vault/testing.ts'

type File = NonNullable<Output<'request.get'>['file']>
type Step = {
  act: string
  party: Party
  on?: string
  fields?: Statement['fields']
  source?: Input<'request.record'>['source']
  ruling?: string
  paper?: boolean
}

const consenter: Readonly<Record<Need, TestUser>> = { headConsent: 'keeper', secrecyReview: 'keeper', departmentHead: 'head' }
const noun = (kind: CaseKind) => kind as 'request'

/** A desk at which files of every kind are kept by letter: both sides' acts, each as an officer would enter it. */
export const deskOf = (core: TestCore, day: string) => {
  const call = <V extends 'open' | 'draft' | 'consent' | 'issue' | 'delivered' | 'record' | 'get' | 'addPaper'>(
    kind: CaseKind,
    verb: V,
    input: Input<`request.${V}`>,
  ) => core.value(`${noun(kind)}.${verb}`, input) as Promise<Output<`request.${V}`>>

  const open = (kind: CaseKind, as: Party = 'applicant', more: Partial<Input<'request.open'>> = {}): Promise<string> =>
    call(kind, 'open', {
      secrecy: '不涉密',
      title: '婚姻登记信息',
      other: '宁波市自然资源局',
      as,
      way: 'paper',
      shareType: kind === 'request' ? '有条件共享' : '',
      ...(as === 'department' ? { applicant: '宁波市住建局' } : {}),
      ...more,
    }).then(({ id }) => id)

  const paper = async (kind: CaseKind, id: string): Promise<string> => {
    const file = join(core.temp, '函.pdf')
    writeFileSync(file, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
    return (await call(kind, 'addPaper', { secrecy: '不涉密', id, file })).sha256
  }

  const draft = async (kind: CaseKind, id: string, act: string, fields: Statement['fields'] = validFields[kind][act] ?? {}, withPaper?: boolean) => {
    const spec = machines[kind].acts[act]
    const papers = (withPaper ?? spec?.paper === true) ? [await paper(kind, id)] : []
    return call(kind, 'draft', { secrecy: '不涉密', id, act, fields, papers })
  }

  const consent = async (kind: CaseKind, id: string, actId: string, need: Need) => {
    await core.as(consenter[need])
    await call(kind, 'consent', { id, actId, need, ...(need === 'secrecyReview' ? { handledBy: '张经办', officeHead: '李处长' } : {}) })
    await core.as('officer')
  }

  /** One of our acts on all its way, or the other side's letter. */
  const done = async (kind: CaseKind, id: string, ours: Party, { act, party, on = day, fields, source = '平台', ruling = '', paper: withPaper }: Step) => {
    const spec = machines[kind].acts[act]
    if (party !== ours) {
      const papers = spec?.paper === true ? [await paper(kind, id)] : []
      const letter = { secrecy: '不涉密' as const, id, act, party, officer: '王科长', source, when: on, ruling, evidence: '收文簿', papers }
      await call(kind, 'record', { ...letter, fields: fields ?? validFields[kind][act] ?? {} })
      return
    }
    const { actId } = await draft(kind, id, act, fields, withPaper)
    for (const need of spec?.needs ?? []) await consent(kind, id, actId, need)
    const { status } = await call(kind, 'issue', { secrecy: '不涉密', id, actId })
    if (status === 'issued') await call(kind, 'delivered', { id, actId, source, when: on, ruling, evidence: '交接单' })
  }

  const live = async (kind: CaseKind, ours: Party, steps: readonly (Step | [string, Party])[], more: Partial<Input<'request.open'>> = {}): Promise<string> => {
    const id = await open(kind, ours, more)
    for (const step of steps) await done(kind, id, ours, Array.isArray(step) ? { act: step[0], party: step[1] } : step)
    return id
  }

  /** Why a draft that lacks nothing else may not be issued; null: it was. */
  const refusedFor = async (kind: CaseKind, id: string, act: string, fields?: Statement['fields'], withPaper?: boolean): Promise<string | null> => {
    const { actId } = await draft(kind, id, act, fields, withPaper)
    for (const need of machines[kind].acts[act]?.needs ?? []) await consent(kind, id, actId, need)
    const reply = await core.call(`${noun(kind)}.issue`, { secrecy: '不涉密', id, actId })
    return reply.ok ? null : `${reply.error.code} ${String(reply.error.params.detail ?? '')}`.trim()
  }

  const file = async (kind: CaseKind, id: string): Promise<File> => {
    const got = await call(kind, 'get', { id })
    if (got.file === null) throw new Error('sealed')
    return got.file
  }

  return { open, draft, consent, done, live, refusedFor, file, paper }
}
