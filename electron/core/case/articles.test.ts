import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filledIn } from '../../../shared/agreements/agreements.fixture.ts'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { deskOf } from './desk.fixture.ts'

/** What the coverage table says of articles about requests, disputes, corrections and complaints: one test each (decisions Y3). */

let core: TestCore
let desk: ReturnType<typeof deskOf>
const under = async (...regulations: string[]): Promise<void> => {
  await core.as('sys')
  await core.value('profile.save', { patch: { regulations } })
  await core.as('officer')
}
/** On a day on which the regulation was in force. */
const start = async (day: string, ...regulations: string[]): Promise<void> => {
  core = await makeTestCore({ ports: { now: () => new Date(`${day}T02:00:00.000Z`) } })
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '宁波市民政局', region: '330200', regulations } })
  await core.as('officer')
  desk = deskOf(core, day)
}
afterEach(async () => {
  await core.close()
})

const application = validFields.request.apply ?? {}
const refusal = { ground: 'statute', title: '《某条例》', article: '第八条', quote: '不得向其他单位提供。', explanation: '依该条不得提供。', items: [] }

describe('Order 809', () => {
  beforeEach(() => start('2026-11-23'))

  it('art.20: an application without its basis, scene, scope, way or period, or without the head’s consent, does not leave', async () => {
    const id = await desk.open('request')
    for (const field of ['basis', 'scene', 'scope', 'way', 'period']) {
      const { [field]: _, ...rest } = application
      expect(await desk.refusedFor('request', id, 'apply', rest)).toBe(`case.fieldsWrong ${field}`)
    }
    const { actId } = await desk.draft('request', id, 'apply')
    expect(await core.call('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({ ok: false, error: { code: 'case.lacksConsent' } })
    await desk.consent('request', id, actId, 'headConsent')
    expect(await core.call('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({ ok: true })
  })

  it('art.20: a reply without the consent of the working body’s head does not leave', async () => {
    const id = await desk.live('request', 'respondent', [['apply', 'applicant']])
    const { actId } = await desk.draft('request', id, 'grant')
    await desk.consent('request', id, actId, 'secrecyReview')
    expect(await core.call('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({
      ok: false,
      error: { code: 'case.lacksConsent', params: { detail: 'headConsent' } },
    })
  })

  it('art.21: one working day where the sharing is unconditional, ten where it is not, longer only with consent and notice', async () => {
    const steps = [{ act: 'apply', party: 'applicant' as const, on: '2026-11-20' }]
    const free = await desk.live('request', 'respondent', steps, { shareType: '无条件共享' })
    expect((await desk.file('request', free)).clocks).toMatchObject([{ rule: { rule: 'CN-809/21-1:unconditional' }, due: { due: '2026-11-23' } }])
    const id = await desk.live('request', 'respondent', steps)
    const due = async () => (await desk.file('request', id)).clocks[0]?.due.due
    expect(await due()).toBe('2026-12-04')
    expect(await desk.refusedFor('request', id, 'noticeExtension')).toBe('case.tooEarly consentExtension')
    await desk.done('request', id, 'respondent', { act: 'askExtension', party: 'respondent' })
    await desk.done('request', id, 'respondent', { act: 'consentExtension', party: 'department', fields: { n: 5 } })
    expect(await due()).toBe('2026-12-04')
    await desk.done('request', id, 'respondent', { act: 'noticeExtension', party: 'respondent' })
    expect(await due()).toBe('2026-12-11')
  })

  it('art.21: everything that is missing is named once', async () => {
    const id = await desk.live('request', 'respondent', [
      ['apply', 'applicant'],
      ['noticeMissing', 'respondent'],
      ['complete', 'applicant'],
    ])
    expect(await desk.refusedFor('request', id, 'noticeMissing')).toBe('case.onlyOnce noticeMissing')
  })

  it('art.22: the data are due twenty working days after consent, and a delivery has no place for data', async () => {
    const id = await desk.live('request', 'respondent', [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
    ])
    expect((await desk.file('request', id)).clocks[1]).toMatchObject({ duty: 'request.deliver', due: { due: '2026-12-21', state: 'running' } })
    expect(await desk.refusedFor('request', id, 'deliver', { ...validFields.request.deliver, data: '甲,乙' })).toBe('case.fieldsWrong')
    await desk.done('request', id, 'respondent', { act: 'deliver', party: 'respondent' })
    expect((await desk.file('request', id)).clocks[1]).toMatchObject({ due: { state: 'met' } })
  })

  it('art.24: a request for returned data knows no condition', async () => {
    const id = await desk.open('request', 'applicant', { shareType: '' })
    expect(await desk.refusedFor('request', id, 'apply', { ...application, type: 'returnFlow', conditions: '须经批准' })).toBe('case.fieldsWrong')
    expect(await desk.refusedFor('request', id, 'apply', { ...application, type: 'returnFlow' })).toBeNull()
  })

  it('art.25: wider use and a third party are asked for in an application of their own, and the third party is named', async () => {
    const id = await desk.open('request')
    expect(await desk.refusedFor('request', id, 'apply', { ...application, type: 'thirdParty', receiver: '' })).toBe('case.fieldsWrong receiver')
    expect(await desk.refusedFor('request', id, 'apply', { ...application, type: 'thirdParty', receiver: '某测绘院' })).toBeNull()
  })

  it('art.26: a correction is due in ten working days from when it was received', async () => {
    const id = await desk.live('correction', 'respondent', [{ act: 'report', party: 'applicant', on: '2026-11-20' }])
    expect((await desk.file('correction', id)).clocks).toMatchObject([{ rule: { rule: 'CN-809/26-2:correct' }, due: { due: '2026-12-04' } }])
    await desk.done('correction', id, 'respondent', { act: 'correct', party: 'respondent' })
    expect((await desk.file('correction', id)).clocks).toMatchObject([{ due: { state: 'met' } }])
  })

  it('art.27: what is not needed any more is disposed of with a certificate', async () => {
    const id = await desk.live('request', 'applicant', [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
      ['deliver', 'respondent'],
      ['finishUse', 'applicant'],
    ])
    expect((await desk.file('request', id)).next).toMatchObject([{ act: 'dispose', mine: true }])
    expect(await desk.refusedFor('request', id, 'dispose', validFields.request.dispose, false)).toBe('case.lacksPaper dispose')
  })

  it('art.27: a service ends only after negotiation, with its filing number', async () => {
    const id = await desk.live('request', 'respondent', [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
      ['deliver', 'respondent'],
    ])
    expect(await desk.refusedFor('request', id, 'endService')).toBe('case.tooEarly negotiate')
    await desk.done('request', id, 'respondent', { act: 'negotiate', party: 'respondent' })
    expect(await desk.refusedFor('request', id, 'endService', { ...validFields.request.endService, filing: '' })).toBe('case.fieldsWrong filing')
    expect(await desk.refusedFor('request', id, 'endService')).toBeNull()
  })

  it('art.28: the department is asked after negotiation, the government after coordination', async () => {
    const id = await desk.open('dispute')
    await desk.done('dispute', id, 'applicant', { act: 'raise', party: 'applicant' })
    expect(await desk.refusedFor('dispute', id, 'applyCoordination')).toBe('case.tooEarly negotiate')
    await desk.done('dispute', id, 'applicant', { act: 'negotiate', party: 'applicant' })
    await desk.done('dispute', id, 'applicant', { act: 'applyCoordination', party: 'applicant' })
    const decide = {
      secrecy: '不涉密' as const,
      id,
      act: 'decide',
      party: 'department' as const,
      officer: '甲',
      source: '收文登记' as const,
      when: '2026-11-23',
      evidence: '函',
    }
    expect(await core.call('dispute.record', { ...decide, fields: validFields.dispute.decide ?? {}, papers: [await desk.paper('dispute', id)] })).toMatchObject(
      {
        ok: false,
        error: { code: 'case.notNow' },
      },
    )
  })

  it('art.29: use is recorded with scene, process, effect and storage', async () => {
    const id = await desk.live('request', 'applicant', [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
      ['deliver', 'respondent'],
    ])
    for (const field of ['scene', 'process', 'effect', 'storage', 'responsible']) {
      const { [field]: _, ...rest } = validFields.request.recordUse ?? {}
      expect(await desk.refusedFor('request', id, 'recordUse', rest)).toBe(`case.fieldsWrong ${field}`)
    }
    await desk.done('request', id, 'applicant', { act: 'recordUse', party: 'applicant' })
    expect((await desk.file('request', id)).acts.filter(({ status }) => status === 'counted').at(-1)).toMatchObject({ act: 'recordUse', source: '本单位登记' })
  })

  it('art.35: an incident is closed after its report, and the report carries its paper', async () => {
    const id = await desk.live('incident', 'applicant', [['note', 'applicant']])
    await core.as('keeper')
    const draft = await core.value('incident.draft', { secrecy: '不涉密', id, act: 'end', fields: validFields.incident.end ?? {} })
    expect(draft.lacks).toMatchObject({ code: 'case.notNow' })
  })

  it('art.37: a complaint of the public is answered with a paper and the head’s consent', async () => {
    const id = await desk.live('complaint', 'respondent', [{ act: 'receive', party: 'respondent', source: '本单位登记' }])
    expect(await desk.refusedFor('complaint', id, 'reply', validFields.complaint.reply, false)).toBe('case.lacksPaper reply')
  })
})

describe('Hebei', () => {
  beforeEach(() => start('2022-11-23', 'HE'))

  it('art.12: no refusal without its ground', async () => {
    const id = await desk.live('request', 'respondent', [['apply', 'applicant']])
    expect(await desk.refusedFor('request', id, 'refuse', { refusals: [] })).toBe('case.fieldsWrong refusals')
    expect(await desk.refusedFor('request', id, 'refuse', { refusals: [{ ...refusal, ground: '材料不全' }] })).toBe('case.fieldsWrong refusals.0.ground')
  })

  it('art.13: an explanation in fifteen calendar days, coordination in thirty from when it was received', async () => {
    const id = await desk.live('dispute', 'applicant', [
      ['raise', 'applicant'],
      ['negotiate', 'applicant'],
      { act: 'applyCoordination', party: 'applicant', on: '2022-11-11' },
    ])
    expect((await desk.file('dispute', id)).clocks).toMatchObject([{ rule: { rule: 'HE/13-3:explain' }, due: { due: '2022-11-28', unit: 'calendarDay' } }])
    await desk.done('dispute', id, 'applicant', { act: 'explain', party: 'respondent', on: '2022-11-18' })
    expect((await desk.file('dispute', id)).clocks[1]).toMatchObject({ rule: { rule: 'HE/13-3:coordinate' }, due: { due: '2022-12-19' } })
  })

  it('art.13: what was agreed is reported as a need', async () => {
    const id = await desk.live('request', 'applicant', [
      ['apply', 'applicant'],
      ['grant', 'respondent'],
    ])
    expect((await desk.file('request', id)).next.map(({ act, mine }) => [act, mine])).toContainEqual(['reportNeed', true])
    await under()
    expect((await desk.file('request', id)).next.map(({ act }) => act)).not.toContain('reportNeed')
  })

  it('art.16: a doubt goes to the provider, with what shows it', async () => {
    const id = await desk.open('correction')
    expect(await desk.refusedFor('correction', id, 'report', { ...validFields.correction.report, evidence: '' })).toBe('case.fieldsWrong evidence')
  })

  it('art.21: an order to rectify has its day and is a task until it is reported', async () => {
    const id = await desk.live('complaint', 'respondent', [['order', 'department']])
    expect((await core.value('task.list', {})).tasks).toMatchObject([{ kind: 'case', case: { id, act: 'rectify' }, due: { due: '2026-12-31' } }])
  })
})

describe('Ningbo', () => {
  beforeEach(() => start('2026-11-23', 'NB-171'))

  it('art.16: sources that differ are named, and the department gives its opinion', async () => {
    const id = await desk.open('correction')
    expect(await desk.refusedFor('correction', id, 'report', { ...validFields.correction.report, type: 'inconsistency', sources: [] })).toBe(
      'case.fieldsWrong sources',
    )
  })

  it('art.17, 18: what is unconditional is obtained at once, what is not is applied for', async () => {
    const id = await desk.open('request')
    expect(await desk.refusedFor('request', id, 'obtainDirect')).toBe('case.notThisType 有条件共享')
    const free = await desk.live('request', 'applicant', [['obtainDirect', 'applicant']], { shareType: '无条件共享' })
    expect((await core.value('request.get', { id: free })).row.state).toBe('delivered')
  })

  it('art.19: commercial secrets and privacy are delivered and used under an agreement in force', async () => {
    const id = await desk.live(
      'request',
      'respondent',
      [
        ['apply', 'applicant'],
        ['grant', 'respondent'],
      ],
      { sensitive: ['商业秘密'] },
    )
    expect(await desk.refusedFor('request', id, 'deliver')).toMatch(/^agreement\.needed/)
    const agreement = await desk.open('agreement', 'respondent', { refers: id })
    const { text } = await core.value('agreement.draftText', { request: id })
    // The digest is that of the text agreed to.
    const { sha256: _, ...signature } = validFields.agreement.sign ?? {}
    await desk.done('agreement', agreement, 'respondent', {
      act: 'propose',
      party: 'respondent',
      fields: { text: { ...filledIn(text), validity: { ...text.validity, from: '2026-11-01' } } },
    })
    await desk.done('agreement', agreement, 'respondent', { act: 'accept', party: 'applicant', fields: {} })
    await desk.done('agreement', agreement, 'respondent', { act: 'sign', party: 'respondent', fields: signature })
    expect(await desk.refusedFor('request', id, 'deliver')).toMatch(/^agreement\.notSigned/)
    await desk.done('agreement', agreement, 'respondent', { act: 'countersign', party: 'applicant', fields: signature })
    expect(await desk.refusedFor('request', id, 'deliver')).toBeNull()
  })

  it('art.20: a written report to the department is asked for, and feedback follows a report', async () => {
    const id = await desk.live('correction', 'applicant', [['report', 'applicant']])
    expect((await desk.file('correction', id)).next.map(({ act }) => act)).toContain('reportDepartment')
    expect(await desk.refusedFor('correction', id, 'reportDepartment', {}, false)).toBe('case.lacksPaper reportDepartment')
    const feedback = {
      secrecy: '不涉密' as const,
      id,
      act: 'feedback',
      party: 'department' as const,
      officer: '甲',
      source: '收文登记' as const,
      when: '2026-11-23',
      evidence: '函',
    }
    expect(await core.call('correction.record', { ...feedback, fields: validFields.correction.feedback ?? {} })).toMatchObject({
      ok: false,
      error: { code: 'case.tooEarly' },
    })
  })

  it('art.29: a complaint is answered in writing by the department', async () => {
    const id = await desk.live('complaint', 'applicant', [['complain', 'applicant']])
    expect((await desk.file('complaint', id)).next).toMatchObject([
      { party: 'department', act: 'answer', article: { zh: expect.stringContaining('第二十九条') } },
    ])
  })
})

describe('Jiangsu', () => {
  beforeEach(() => start('2021-11-23', 'JS-85'))

  it('art.13, 18: off the catalogue too there is no refusal without ground, letter and reasons', async () => {
    const id = await desk.live('request', 'respondent', [{ act: 'apply', party: 'applicant', fields: { ...application, type: 'outside' } }], { shareType: '' })
    expect(await desk.refusedFor('request', id, 'refuse', { refusals: [{ ...refusal, quote: '' }] })).toBe('case.fieldsWrong refusals.0.quote')
    expect(await desk.refusedFor('request', id, 'refuse', validFields.request.refuse, false)).toBe('case.lacksPaper refuse')
  })

  it('art.19: a reply without its secrecy review does not leave', async () => {
    const id = await desk.live('request', 'respondent', [['apply', 'applicant']])
    const { actId } = await desk.draft('request', id, 'grant')
    await desk.consent('request', id, actId, 'headConsent')
    expect(await core.call('request.issue', { secrecy: '不涉密', id, actId })).toMatchObject({ ok: false, error: { params: { detail: 'secrecyReview' } } })
  })
})

describe('Ningxia', () => {
  it('art.11: ten working days to reply, and a way to the department when refused', async () => {
    await start('2026-11-23', 'NX')
    const id = await desk.live('request', 'applicant', [{ act: 'apply', party: 'applicant', on: '2026-11-20' }])
    expect((await desk.file('request', id)).clocks[0]).toMatchObject({ due: { due: '2026-12-04' } })
    await desk.done('request', id, 'applicant', { act: 'refuse', party: 'respondent' })
    const dispute = await desk.open('dispute', 'applicant', { refers: id })
    expect(await desk.refusedFor('dispute', dispute, 'raise')).toBeNull()
    expect((await desk.file('request', id)).about).toMatchObject([{ id: dispute, kind: 'dispute' }])
  })
})
