import { randomUUID } from 'node:crypto'
import type { SubmissionLine } from '../../shared/platform-api/submissions.ts'
import { ask, infoOf, type Probe, pullFrom } from './client.ts'
import { bringDocument, correctionOf, reportOf, submissionIn } from './reports.ts'
import { type Check, device, expectThat, one, saysCode, verdictIs } from './subject.ts'

const seen = async (probe: Probe, id: string): Promise<SubmissionLine | undefined> => submissionIn((await pullFrom(probe)).lines, id)
const versionsOf = (line: SubmissionLine | undefined): string => line?.reports.map(({ head }) => head.version).join() ?? ''
const refusedFor = async (probe: Probe, change: unknown, code: string, what: string): Promise<void> => {
  const verdict = await one(probe, change)
  verdictIs(verdict, 'rejected', what)
  expectThat(verdict.problem?.code === code, `${what}: ${verdict.problem?.code} instead of ${code}`)
}

export const submissionChecks: readonly Check[] = [
  {
    name: 'a submission is received once, from its first receipt on, and all devices of its agency are told of it',
    article: 'report, SubmissionLine',
    run: async (subject) => {
      const [probe, colleague] = [await device(subject, 0), await device(subject, 0)]
      expectThat((await infoOf(subject.base)).takes.includes('submission'), 'info does not say that it takes submissions')
      const id = randomUUID()
      const change = reportOf(id, await bringDocument(probe))
      const first = await one(probe, change)
      verdictIs(first, 'applied', 'a submission')
      expectThat(Math.abs(Date.parse(first.receivedAt) - Date.parse((await infoOf(subject.base)).now)) < 60_000, `received at ${first.receivedAt}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
      const again = await one(probe, change)
      verdictIs(again, 'already', 'sent again')
      expectThat(again.receivedAt === first.receivedAt && again.receiptId === first.receiptId, 'sent again it has another receipt')
      const anew = await one(colleague, { ...change, changeId: randomUUID() })
      verdictIs(anew, 'already', 'the same version by another device')
      expectThat(anew.receivedAt === first.receivedAt, 'by another device it has another receipt')
      const [line, theirs] = [await seen(probe, id), await seen(colleague, id)]
      expectThat(versionsOf(line) === '1', `its versions are ${versionsOf(line)}`)
      const [report] = line?.reports ?? []
      expectThat(report?.receivedAt === first.receivedAt && report.receiptId === first.receiptId, 'the line has another receipt')
      expectThat(report?.head.sha256 === change.head.sha256 && report.head.preparer === '李文静' && report.changeId === change.changeId, 'the head is another')
      expectThat(line?.owner.name === probe.agency && report?.answer === null, 'it does not say whose it is, or is answered already')
      expectThat(JSON.stringify(line) === JSON.stringify(theirs), 'two devices are told different things')
      const alone = await ask(probe, 'GET', `/v1/entities/submission/${id}`)
      expectThat(JSON.stringify((alone.json as SubmissionLine | null)?.reports) === JSON.stringify(line?.reports), 'one entity is not as the feed tells it')
      saysCode(await ask(colleague, 'GET', `/v1/attachments/${change.head.sha256}`), 200, 'its document for a colleague')
    },
  },
  {
    name: 'a correction is appended behind what it corrects, or refused with its reason, and never a conflict',
    article: 'report: version, replaces',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const id = randomUUID()
      const [a, b] = [await bringDocument(probe), await bringDocument(probe)]
      await refusedFor(probe, reportOf(id, a, { papers: [{ name: b.name, sha256: b.sha256 }] }), 'submission.noDocument', 'without its document')
      const absent = { name: '附表.xlsx', sha256: 'd'.repeat(64) }
      await refusedFor(probe, reportOf(id, a, { papers: [{ name: a.name, sha256: a.sha256 }, absent] }), 'attachment.missing', 'with a paper that is not there')
      await refusedFor(probe, reportOf(id, a, { notice: '机密★' }), 'content.marked', 'a classification mark')
      verdictIs(await one(probe, reportOf(id, a)), 'applied', 'a submission')
      await refusedFor(probe, reportOf(id, b), 'submission.versionTaken', 'another text under the same version')
      await refusedFor(probe, correctionOf(id, b, 3, { replaces: 1 }), 'submission.notNext', 'a correction of another than the one before it')
      await refusedFor(probe, correctionOf(id, b, 2, { reason: '' }), 'submission.noReason', 'a correction without its reason')
      const other = { kind: 'quarter', id: '2026-Q2', from: '2026-04-01', until: '2026-06-30' } as const
      await refusedFor(probe, correctionOf(id, b, 2, { period: other }), 'submission.otherPeriod', 'a correction of another period')
      const first = await seen(probe, id)
      verdictIs(await one(probe, correctionOf(id, b, 2)), 'applied', 'a correction')
      const line = await seen(probe, id)
      expectThat(versionsOf(line) === '1,2', `its versions are ${versionsOf(line)}`)
      expectThat(JSON.stringify(line?.reports[0]) === JSON.stringify(first?.reports[0]), 'what was received first is told otherwise now')
      const elsewhere = randomUUID()
      verdictIs(await one(probe, correctionOf(elsewhere, b, 2)), 'applied', 'a correction of what went by hand')
      await refusedFor(probe, reportOf(elsewhere, a), 'submission.notNext', 'a version before the last one')
      expectThat(line?.reports[1]?.head.replaces === 1 && line.reports[1].head.reason !== '', 'a correction does not say what it corrects and why')
    },
  },
  {
    name: 'a submission is for its agency and the competent department, and nobody else',
    article: 'scopes: own, competentDepartment',
    needs: 'department',
    run: async (subject) => {
      const [probe, other, department] = [await device(subject, 0), await device(subject, 1), await device(subject, 'department')]
      const id = randomUUID()
      const document = await bringDocument(probe)
      const path = `/v1/attachments/${document.sha256}`
      saysCode(await ask(department, 'GET', path), 404, 'a document nothing names yet, for the department')
      verdictIs(await one(probe, reportOf(id, document)), 'applied', 'a submission')
      expectThat((await seen(other, id)) === undefined, 'another agency is shown it')
      saysCode(await ask(other, 'GET', `/v1/entities/submission/${id}`), 404, 'asked for by another agency')
      saysCode(await ask(other, 'GET', path), 404, 'its document asked for by another agency')
      await refusedFor(other, correctionOf(id, await bringDocument(other), 2), 'submission.notYours', 'a correction by another agency')
      expectThat(versionsOf(await seen(department, id)) === '1', 'the department is not shown it')
      saysCode(await ask(department, 'GET', path), 200, 'its document for the department')
    },
  },
  {
    name: "the department's answer is told, and a correction after it is answered by itself",
    article: 'SubmissionLine.reports.answer',
    needs: 'answer',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const id = randomUUID()
      verdictIs(await one(probe, reportOf(id, await bringDocument(probe))), 'applied', 'a submission')
      const { cursor } = await pullFrom(probe)
      await subject.answer?.(id, '第二表合计不符')
      const line = submissionIn((await pullFrom(probe, cursor)).lines, id)
      const [returned] = line?.reports ?? []
      expectThat(returned?.answer?.outcome === 'returned' && returned.answer.reason === '第二表合计不符', 'a return is not told with its reason')
      verdictIs(await one(probe, correctionOf(id, await bringDocument(probe), 2)), 'applied', 'a correction')
      await subject.answer?.(id, null)
      const last = await seen(probe, id)
      expectThat(last?.reports.map(({ answer }) => answer?.outcome).join() === 'returned,accepted', 'each version has its own answer')
      expectThat(last?.version === 4, `version ${last?.version} instead of 4`)
    },
  },
]
