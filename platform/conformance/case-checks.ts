import { randomUUID } from 'node:crypto'
import type { CaseHead } from '../../shared/cases/act.ts'
import type { CaseLine } from '../../shared/platform-api/schemas.ts'
import { bring, caseIn, headOf, said } from './acts.ts'
import { ask, infoOf, type Probe, pullFrom, pushTo } from './client.ts'
import { type Check, device, type Enrolled, expectThat, one, type Subject, saysCode, verdictIs } from './subject.ts'

/** Devices of both sides, and a head between them. */
const sides = async (subject: Subject, some: Partial<CaseHead> = {}): Promise<{ head: CaseHead; asks: Enrolled; asked: Enrolled }> => {
  const [asks, asked] = [await device(subject, 0), await device(subject, 1)]
  return { asks, asked, head: headOf({ applicant: asks.agency, respondent: asked.agency, ...some }) }
}
const seen = async (probe: Probe, id: string): Promise<CaseLine | undefined> => caseIn((await pullFrom(probe)).lines, id)
const actsOf = (line: CaseLine | undefined): string => line?.acts.map(({ act }) => act).join() ?? ''
const refusedFor = async (probe: Probe, change: unknown, code: string, what: string): Promise<void> => {
  const verdict = await one(probe, change)
  verdictIs(verdict, 'rejected', what)
  expectThat(verdict.problem?.code === code, `${what}: ${verdict.problem?.code} instead of ${code}`)
}

export const caseChecks: readonly Check[] = [
  {
    name: 'a post for another epoch is refused, and nothing of it is taken',
    article: 'POST /v1/changes: epoch',
    run: async (subject) => {
      const { head, asks } = await sides(subject)
      const { platform, takes } = await infoOf(subject.base)
      expectThat(takes.includes('epoch') && takes.includes('case'), 'info does not say that it takes epoch and case')
      const answer = await ask(asks, 'POST', '/v1/changes', { body: { epoch: platform.epoch + 1, changes: [said(head, 'applicant', 'apply')] } })
      saysCode(answer, 409, 'another epoch')
      expectThat((answer.json as { code?: string }).code === 'epoch.changed', 'another code than epoch.changed')
      expectThat((await seen(asks, head.id)) === undefined, 'it was taken all the same')
      saysCode(await ask(asks, 'POST', '/v1/changes', { body: { epoch: platform.epoch, changes: [said(head, 'applicant', 'apply')] } }), 200, 'its own epoch')
    },
  },
  {
    name: 'acts on a case count in their order, from their first receipt on, and once',
    article: 'act, CaseLine',
    run: async (subject) => {
      const { head, asks, asked } = await sides(subject)
      const apply = said(head, 'applicant', 'apply')
      const first = await one(asks, apply)
      verdictIs(first, 'applied', 'an application')
      expectThat(first.version === 1, `version ${first.version} instead of 1`)
      await new Promise((resolve) => setTimeout(resolve, 20))
      const again = await one(asks, apply)
      verdictIs(again, 'already', 'sent again')
      expectThat(again.receivedAt === first.receivedAt && again.version === 1, 'sent again it has another receipt')
      verdictIs(await one(asked, said(head, 'respondent', 'noticeMissing')), 'applied', 'a notice')
      const { verdicts } = await pushTo(asks, [said(head, 'applicant', 'complete'), said(head, 'applicant', 'message')])
      expectThat(verdicts.map(({ verdict, version }) => `${verdict} ${version}`).join() === 'applied 3,applied 4', 'two in one post')
      const [a, b] = [await seen(asks, head.id), await seen(asked, head.id)]
      expectThat(actsOf(a) === 'apply,noticeMissing,complete,message', `its acts are ${actsOf(a)}`)
      expectThat(JSON.stringify(a) === JSON.stringify(b), 'both sides are told different things')
      const [act] = a?.acts ?? []
      expectThat(act?.when === first.receivedAt, 'an act does not count from its receipt')
      expectThat(act?.agency === asks.agency && act?.source === '平台' && act?.ruling === '', 'an act does not say whose it is and where it counts')
      expectThat(a?.version === 4 && a.agencies.respondent?.name === asked.agency, 'the line is not whole')
      const alone = await ask(asks, 'GET', `/v1/entities/case/${head.id}`)
      expectThat(JSON.stringify((alone.json as CaseLine | null)?.acts) === JSON.stringify(a?.acts), 'one entity is not as the feed tells it')
    },
  },
  {
    name: 'what the machine does not let follow is refused with its reason',
    article: 'act: cases/fold.ts',
    run: async (subject) => {
      const { head, asks, asked } = await sides(subject)
      await refusedFor(asks, said(head, 'applicant', 'withdraw'), 'case.notNow', 'a withdrawal of nothing')
      await refusedFor(asks, said(head, 'applicant', 'apply', { consents: [] }), 'case.lacksConsent', 'without the consent')
      await refusedFor(asks, said(head, 'applicant', 'apply', { officer: '王主任' }), 'case.selfConsent', 'with a consent of one’s own')
      await refusedFor(asks, said(head, 'applicant', 'apply', { fields: {} }), 'case.fieldsWrong', 'without a word')
      verdictIs(await one(asks, said(head, 'applicant', 'apply')), 'applied', 'an application')
      await refusedFor(asks, said(head, 'applicant', 'apply'), 'case.notNow', 'a second application')
      await refusedFor(asked, said(head, 'respondent', 'refuse'), 'case.lacksPaper', 'a refusal without its letter')
      await refusedFor(asks, said({ ...head, title: '另一题名' }, 'applicant', 'message'), 'case.otherHead', 'under another head')
      await refusedFor(asks, said(headOf({ applicant: asks.agency, respondent: randomUUID() }), 'applicant', 'apply'), 'case.agencyUnknown', 'to nobody')
      await refusedFor(asks, said(headOf({ applicant: asks.agency, respondent: asks.agency }), 'applicant', 'apply'), 'case.sameAgency', 'to oneself')
      const direct = said(headOf({ applicant: asks.agency, respondent: asked.agency, shareType: '无条件共享' }), 'applicant', 'obtainDirect')
      await refusedFor(asks, direct, 'case.notUnconditional', 'a grant at once of what is not published')
      const secret = said(headOf({ applicant: asks.agency, respondent: asked.agency }), 'applicant', 'apply', { note: '密级：机密' })
      await refusedFor(asks, secret, 'content.marked', 'a classification mark')
      expectThat(actsOf(await seen(asked, head.id)) === 'apply', 'what was refused stands in the case')
    },
  },
  {
    name: 'a party speaks for itself alone',
    article: 'act: whose',
    run: async (subject) => {
      const { head, asks, asked } = await sides(subject)
      await refusedFor(asked, said(head, 'applicant', 'apply'), 'case.notParty', 'an application in another name')
      verdictIs(await one(asks, said(head, 'applicant', 'apply')), 'applied', 'an application')
      await refusedFor(asks, said(head, 'respondent', 'grant'), 'case.notParty', 'a grant to oneself')
      await refusedFor(asks, said(head, 'department', 'message'), 'case.notParty', 'as the department')
    },
  },
  {
    name: 'papers of an act are whole before it, and both sides may read them',
    article: 'act: papers',
    run: async (subject) => {
      const { head, asks, asked } = await sides(subject)
      verdictIs(await one(asks, said(head, 'applicant', 'apply')), 'applied', 'an application')
      const absent = { name: '函.pdf', sha256: 'd'.repeat(64) }
      await refusedFor(asked, said(head, 'respondent', 'refuse', { papers: [absent] }), 'attachment.missing', 'a paper that is not there')
      const paper = await bring(asked)
      const path = `/v1/attachments/${paper.sha256}`
      saysCode(await ask(asks, 'GET', path), 404, 'a paper no act names yet')
      verdictIs(await one(asked, said(head, 'respondent', 'refuse', { papers: [paper] })), 'applied', 'a refusal')
      const read = await ask(asks, 'GET', path)
      saysCode(read, 200, 'the paper of the other side')
      expectThat(read.text.startsWith('%PDF'), 'the paper is another one')
    },
  },
  {
    name: 'nobody else sees a case or its papers',
    article: 'scopes: bothParties',
    needs: 'third',
    run: async (subject) => {
      const { head, asks, asked } = await sides(subject)
      const third = await device(subject, 'third')
      await one(asks, said(head, 'applicant', 'apply'))
      const paper = await bring(asked)
      await one(asked, said(head, 'respondent', 'refuse', { papers: [paper] }))
      expectThat((await seen(third, head.id)) === undefined, 'a third agency is shown the case')
      saysCode(await ask(third, 'GET', `/v1/entities/case/${head.id}`), 404, 'the case asked for by a third agency')
      saysCode(await ask(third, 'GET', `/v1/attachments/${paper.sha256}`), 404, 'its paper asked for by a third agency')
      await refusedFor(third, said(head, 'respondent', 'grantAfter'), 'case.notParty', 'an act of a third agency')
    },
  },
  {
    name: 'the competent department sees a case once it is told, and acts then',
    article: 'scopes: competentDepartment',
    needs: 'department',
    run: async (subject) => {
      const { head, asks, asked } = await sides(subject)
      const department = await device(subject, 'department')
      await one(asks, said(head, 'applicant', 'apply'))
      expectThat((await seen(department, head.id)) === undefined, 'it is shown a case it was not told of')
      await refusedFor(department, said(head, 'department', 'message'), 'case.notParty', 'an act before it is told')
      verdictIs(await one(asked, said(head, 'respondent', 'askExtension')), 'applied', 'an extension asked for')
      expectThat(actsOf(await seen(department, head.id)) === 'apply,askExtension', 'it is not told of what was put before it')
      verdictIs(await one(department, said(head, 'department', 'consentExtension')), 'applied', 'its consent')
      await refusedFor(asks, said(head, 'department', 'message'), 'case.notParty', 'another agency as the department')
      const own = headOf({ applicant: asks.agency, respondent: department.agency })
      await one(asks, said(own, 'applicant', 'apply'))
      await one(department, said(own, 'respondent', 'askExtension'))
      await refusedFor(department, said(own, 'department', 'consentExtension'), 'case.ownDepartment', 'its own extension')
    },
  },
]
