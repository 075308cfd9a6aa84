import { createHash, randomUUID } from 'node:crypto'
import { endLineSchema, endText, type PageLine, type Verdict } from '../../shared/platform-api/schemas.ts'
import { contentDigest } from '../http/proof.ts'
import { caseChecks } from './case-checks.ts'
import { ask, enrolWith, infoOf, newProbe, pullFrom, pushTo } from './client.ts'
import { type Check, device, expectThat, one, type Result, type Subject, saysCode, verdictIs } from './subject.ts'
import { submissionChecks } from './submission-checks.ts'

const patch = (id: string, baseVersion: number, fields: Record<string, unknown>) => ({
  changeId: randomUUID(),
  entity: 'entry',
  id,
  baseVersion,
  // A clock a year wrong: nothing may be decided by it.
  madeAt: '2025-11-26T01:00:00.000Z',
  officer: '符合性测试',
  kind: 'patch',
  note: '',
  patch: { fields },
})
const act = (kind: string, id: string, baseVersion: number) => ({
  ...patch(id, baseVersion, {}),
  kind,
  patch: undefined,
  ...(kind === 'submit' ? { evidence: [] } : {}),
})
const of = (lines: readonly PageLine[], id: string) => lines.filter((line) => line.kind !== 'end' && line.id === id)
const checks: readonly Check[] = [
  {
    name: 'info: identity, protocol, time',
    article: 'GET /v1/info',
    run: async ({ base }) => {
      const info = await infoOf(base)
      expectThat(info.protocol.min <= 1 && info.protocol.max >= 1, 'protocol 1 is not in its range')
      expectThat(Math.abs(Date.parse((await infoOf(base)).now) - Date.parse(info.now)) < 60_000, 'its time jumps')
      expectThat(info.platform.id === (await infoOf(base)).platform.id, 'its identity changes')
    },
  },
  {
    name: 'a change sent twice has one effect and one receipt',
    article: 'POST /v1/changes: idempotent by changeId',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const id = randomUUID()
      const change = patch(id, 0, { title: '重复发送' })
      const first = await one(probe, change)
      verdictIs(first, 'applied', 'first time')
      await new Promise((resolve) => setTimeout(resolve, 20))
      const second = await one(probe, change)
      verdictIs(second, 'already', 'second time')
      expectThat(second.receivedAt === first.receivedAt && second.receiptId === first.receiptId, 'the second receipt is another one')
      expectThat(
        of((await pullFrom(probe)).lines, id).every((line) => line.kind === 'state' && line.version === 1),
        'it was applied twice',
      )
    },
  },
  {
    name: 'one id for two changes is refused',
    article: 'POST /v1/changes: idempotent by changeId',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const change = patch(randomUUID(), 0, { title: '一' })
      await one(probe, change)
      verdictIs(await one(probe, { ...change, patch: { fields: { title: '二' } } }), 'rejected', 'another change under the same id')
    },
  },
  {
    name: 'an older base is a conflict, answered with what stands',
    article: 'baseVersion',
    run: async (subject) => {
      const [a, b] = [await device(subject, 0), await device(subject, 0)]
      const id = randomUUID()
      await one(a, patch(id, 0, { title: '基准' }))
      verdictIs(await one(a, patch(id, 1, { abstract: '甲' })), 'applied', 'on the newest')
      const verdict = await one(b, patch(id, 1, { abstract: '乙' }))
      verdictIs(verdict, 'conflict', 'on an older base')
      expectThat((verdict.now?.content as { abstract?: string } | undefined)?.abstract === '甲', 'it does not say what stands')
    },
  },
  {
    name: 'a change stands on one that was not answered yet, and on nothing else',
    article: 'after',
    run: async (subject) => {
      const [a, b] = [await device(subject, 0), await device(subject, 0)]
      const [id, other] = [randomUUID(), randomUUID()]
      const first = patch(id, 0, { title: '先后', abstract: '甲' })
      const on = (before: { changeId: string }, fields: Record<string, unknown>) => ({ ...patch(id, 0, fields), after: before.changeId })
      const second = on(first, { abstract: '乙' })
      const { verdicts } = await pushTo(a, [first, second])
      expectThat(verdicts.map(({ verdict, version }) => `${verdict} ${version}`).join() === 'applied 1,applied 2', 'two in one post')
      const third = on(second, { abstract: '丙' })
      verdictIs(await one(a, third), 'applied', 'on one that was posted before')
      verdictIs(await one(a, second), 'already', 'sent again')
      verdictIs(await one(b, patch(id, 3, { keywords: '别人' })), 'applied', 'another device')
      const late = await one(a, on(third, { abstract: '丁' }))
      verdictIs(late, 'conflict', "behind somebody else's text")
      expectThat((late.now?.content as { abstract?: string } | undefined)?.abstract === '丙', 'it does not say what stands')
      verdictIs(await one(a, on({ changeId: randomUUID() }, { abstract: '戊' })), 'conflict', 'on one that never came')
      const elsewhere = patch(other, 0, { title: '另一条' })
      await one(a, elsewhere)
      verdictIs(await one(a, on(elsewhere, { abstract: '己' })), 'conflict', "on another entity's")
      verdictIs(await one(a, { ...act('submit', other, 0), after: elsewhere.changeId }), 'altered', 'a submission on its text')
      const bad = { ...patch(other, 2, { title: '' }) }
      verdictIs(await one(a, bad), 'rejected', 'one that is refused')
      verdictIs(await one(a, { ...patch(other, 0, { abstract: '庚' }), after: bad.changeId }), 'conflict', 'on one that was refused')
    },
  },
  {
    name: 'a patch touches only what it names',
    article: 'patch',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const id = randomUUID()
      await one(probe, patch(id, 0, { title: '只改一处', abstract: '保留', provider: '保留方' }))
      await one(probe, patch(id, 1, { keywords: '新' }))
      const [line] = of((await pullFrom(probe)).lines, id)
      const content = (line?.kind === 'state' ? line.content : {}) as Record<string, unknown>
      expectThat(content.abstract === '保留' && content.provider === '保留方' && content.keywords === '新', 'fields nobody named were changed')
    },
  },
  {
    name: 'one broken change does not hold up the others; verdicts keep the order',
    article: 'verdicts',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const good = [randomUUID(), randomUUID()].map((id) => patch(id, 0, { title: '好的' }))
      const answer = await ask(probe, 'POST', '/v1/changes', { body: { changes: [good[0], { broken: true }, good[1]] } })
      saysCode(answer, 200, 'a post with one broken change')
      const verdicts = (answer.json as { verdicts: Verdict[] }).verdicts
      expectThat(verdicts.map(({ verdict }) => verdict).join() === 'applied,rejected,applied', `verdicts: ${verdicts.map(({ verdict }) => verdict).join()}`)
      expectThat(verdicts[0]?.changeId === good[0]?.changeId && verdicts[2]?.changeId === good[1]?.changeId, 'verdicts are in another order')
    },
  },
  {
    name: "the time of receipt is the platform's",
    article: 'receivedAt (电子签名法 art.11)',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const verdict = await one(probe, patch(randomUUID(), 0, { title: '时间' }))
      expectThat(Math.abs(Date.parse(verdict.receivedAt) - Date.parse((await infoOf(subject.base)).now)) < 60_000, `received at ${verdict.receivedAt}`)
    },
  },
  {
    name: 'pages: each with its end, no gap and no double',
    article: 'GET /v1/changes',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const { cursor } = await pullFrom(probe)
      const ids: string[] = Array.from({ length: 23 }, () => randomUUID())
      await pushTo(
        probe,
        ids.map((id, at) => patch(id, 0, { title: `第${at}条` })),
      )
      const { lines } = await pullFrom(probe, cursor, 5)
      const seen = lines.flatMap((line) => (line.kind === 'end' ? [] : [line.id])).filter((id) => ids.includes(id))
      expectThat(seen.length === ids.length && new Set(seen).size === ids.length, `${seen.length} of ${ids.length} came`)
    },
  },
  {
    name: 'deletions are told',
    article: 'gone lines',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const id = randomUUID()
      await one(probe, patch(id, 0, { title: '删除' }))
      const { cursor } = await pullFrom(probe)
      verdictIs(await one(probe, act('delete', id, 1)), 'applied', 'deletion')
      expectThat(
        of((await pullFrom(probe, cursor)).lines, id).some((line) => line.kind === 'gone'),
        'the deletion was not told',
      )
      verdictIs(await one(probe, patch(id, 1, { title: '改已删' })), 'conflict', 'edit of what was deleted')
    },
  },
  {
    name: "another agency's drafts are not seen and not changed",
    article: 'scopes',
    run: async (subject) => {
      const [a, b] = [await device(subject, 0), await device(subject, 1)]
      const { cursor } = await pullFrom(b)
      const id = randomUUID()
      await one(a, patch(id, 0, { title: '草稿' }))
      expectThat(of((await pullFrom(b, cursor)).lines, id).length === 0, 'a draft was shown')
      verdictIs(await one(b, patch(id, 1, { title: '别人改' })), 'rejected', "a change of another agency's entry")
    },
  },
  {
    name: 'what is published is seen by all, as published',
    article: 'scopes',
    needs: 'publish',
    run: async (subject) => {
      const [a, b] = [await device(subject, 0), await device(subject, 1)]
      const { cursor } = await pullFrom(b)
      const id = randomUUID()
      await one(a, patch(id, 0, { title: '发布', codes: [{ code: '307/000001', cls1: '3', cls2: '07', cls3: '', cls4: '' }] }))
      verdictIs(await one(a, act('submit', id, 1)), 'applied', 'submission')
      await subject.publish?.(id)
      await one(a, patch(id, 3, { title: '发布后又改' }))
      const [line] = of((await pullFrom(b, cursor)).lines, id)
      expectThat(line?.kind === 'state' && (line.content as { title: string }).title === '发布', 'the published text did not come')
    },
  },
  {
    name: 'its own agency sees the text in force beside a newer one',
    article: 'StateLine.published',
    needs: 'publish',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const id = randomUUID()
      const codes = [{ code: '307/000002', cls1: '3', cls2: '07', cls3: '', cls4: '' }]
      await one(probe, patch(id, 0, { title: '在用', codes }))
      verdictIs(await one(probe, act('submit', id, 1)), 'applied', 'submission')
      await subject.publish?.(id)
      const published = async () => {
        const [line] = of((await pullFrom(probe)).lines, id)
        return line?.kind === 'state' ? (line.published as { content: { title: string } } | null) : undefined
      }
      expectThat((await published()) === null, 'the text in force is told twice')
      await one(probe, patch(id, 3, { title: '改后' }))
      expectThat((await published())?.content.title === '在用', 'the text in force is not told')
      const answer = await ask(probe, 'GET', `/v1/entities/entry/${id}`)
      saysCode(answer, 200, 'one entity')
      expectThat((answer.json as { content?: { title?: string } }).content?.title === '改后', 'one entity is not as the feed tells it')
      saysCode(await ask(probe, 'GET', `/v1/entities/entry/${randomUUID()}`), 404, 'an entity there is not')
    },
  },
  {
    name: 'a submission is taken back until it is answered',
    article: 'withdraw',
    needs: 'publish',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const id = randomUUID()
      await one(probe, patch(id, 0, { title: '撤回', codes: [{ code: '307/000003', cls1: '3', cls2: '07', cls3: '', cls4: '' }] }))
      await one(probe, act('submit', id, 1))
      verdictIs(await one(probe, act('withdraw', id, 2)), 'applied', 'withdrawal')
      verdictIs(await one(probe, act('withdraw', id, 3)), 'rejected', 'withdrawal of what is not under review')
      await one(probe, act('submit', id, 3))
      await subject.publish?.(id)
      verdictIs(await one(probe, act('withdraw', id, 4)), 'rejected', 'withdrawal after the answer')
    },
  },
  {
    name: 'a submission names papers that are there, whole, and only its agency sees them',
    article: 'PUT /v1/attachments, submit.evidence',
    run: async (subject) => {
      const [a, b] = [await device(subject, 0), await device(subject, 1)]
      const paper = Buffer.from(`%PDF-1.7 ${randomUUID()}`)
      const sha256 = createHash('sha256').update(paper).digest('hex')
      const path = `/v1/attachments/${sha256}`
      const id = randomUUID()
      await one(a, patch(id, 0, { title: '附件', codes: [{ code: '307/000004', cls1: '3', cls2: '07', cls3: '', cls4: '' }] }))
      const submit = (base: number) => ({ ...act('submit', id, base), evidence: [{ name: '审批表.pdf', sha256 }] })
      verdictIs(await one(a, submit(1)), 'rejected', 'a paper that is not there')
      const put = (from: number, to: number) =>
        ask(a, 'PUT', path, { body: paper.subarray(from, to), headers: { 'content-range': `bytes ${from}-${to - 1}/${paper.length}` } })
      saysCode(await put(0, 10), 200, 'the first part')
      expectThat((await ask(a, 'HEAD', path)).headers.get('upload-offset') === '10', 'it does not say how much is there')
      saysCode(await put(4, 12), 409, 'a part at another place')
      verdictIs(await one(a, submit(1)), 'rejected', 'a paper that is not whole')
      saysCode(await put(10, paper.length), 200, 'the rest')
      verdictIs(await one(a, submit(1)), 'applied', 'a paper that is there')
      const [line] = of((await pullFrom(a)).lines, id)
      expectThat(line?.kind === 'state' && line.state.evidence[0]?.sha256 === sha256, 'its agency is not told of the paper')
      expectThat((await ask(a, 'GET', path, { headers: { range: 'bytes=2-5' } })).text === 'DF-1', 'a part of it does not come')
      saysCode(await ask(b, 'GET', path), 404, "another agency's paper")
    },
  },
  {
    name: "every request is signed with the device's key",
    article: 'RFC 9421, RFC 9530',
    run: async (subject) => {
      const [a, b] = [await device(subject, 0), await newProbe(subject.base)]
      saysCode(await ask(a, 'GET', '/v1/changes', { unsigned: true }), 401, 'no signature')
      saysCode(await ask(a, 'GET', '/v1/changes', { key: b.privateKey }), 401, "another device's signature")
      saysCode(await ask(a, 'GET', '/v1/changes', { fields: ['@method'] }), 401, 'a signature that covers too little')
      const changed = {
        body: { changes: [patch(randomUUID(), 0, { title: '改' })] },
        afterSigning: (headers: Record<string, string>) => Object.assign(headers, { 'content-digest': 'sha-256=:AAAA:' }),
      }
      saysCode(await ask(a, 'POST', '/v1/changes', changed), 401, "another digest than the body's")
    },
  },
  {
    name: 'a signature counts once, and not for long',
    article: 'RFC 9421: created, nonce',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const nonce = randomUUID()
      saysCode(await ask(probe, 'GET', '/v1/changes', { nonce }), 200, 'the first time')
      saysCode(await ask(probe, 'GET', '/v1/changes', { nonce }), 401, 'the second time')
      saysCode(await ask(probe, 'GET', '/v1/changes', { created: new Date(Date.now() + probe.offset - 7_200_000) }), 401, 'two hours old')
    },
  },
  {
    name: 'a revoked device is refused',
    article: 'revocation',
    needs: 'revoke',
    run: async (subject) => {
      const probe = await device(subject, 0)
      await subject.revoke?.(probe.id)
      saysCode(await ask(probe, 'GET', '/v1/changes'), 403, 'a revoked device')
    },
  },
  {
    name: 'an enrolment code is good once',
    article: 'POST /v1/enrolments',
    run: async (subject) => {
      const code = await subject.code(0)
      const first = await newProbe(subject.base)
      saysCode(await enrolWith(first, code), 200, 'the first device')
      saysCode(await enrolWith(first, code), 200, 'the same device again, whose answer was lost')
      saysCode(await enrolWith(await newProbe(subject.base), code), 403, 'the second device')
    },
  },
  {
    name: 'answers that say their digest say the right one',
    article: 'Content-Digest, GET /v1/changes',
    run: async (subject) => {
      const probe = await device(subject, 0)
      await one(probe, patch(randomUUID(), 0, { title: '有摘要的' }))
      for (const path of ['/v1/info', '/v1/changes?cursor=none']) {
        const { headers, text } = await ask(probe, 'GET', path)
        const said = headers.get('content-digest')
        expectThat(said === null || headers.get('content-encoding') !== null || said === contentDigest(Buffer.from(text)), `${path}: another digest`)
      }
      const { text } = await ask(probe, 'GET', '/v1/changes')
      const at = text.lastIndexOf('\n', text.length - 2) + 1
      const end = endLineSchema.parse(JSON.parse(text.slice(at)))
      const digest = createHash('sha256').update(text.slice(0, at)).update(endText(end)).digest('hex')
      expectThat(end.sha256 === digest, 'the page is not what its end line says')
    },
  },
  {
    name: 'an unknown protocol is answered 426, problems are RFC 9457',
    article: 'Mulu-Protocol',
    run: async (subject) => {
      const probe = await device(subject, 0)
      const answer = await ask(probe, 'GET', '/v1/changes', { headers: { 'mulu-protocol': '999' } })
      saysCode(answer, 426, 'protocol 999')
      expectThat(answer.headers.get('content-type')?.startsWith('application/problem+json') === true, 'the answer is no problem document')
    },
  },
  {
    name: 'classification marks are refused',
    article: 'Order 809 art.3',
    run: async (subject) => {
      const probe = await device(subject, 0)
      verdictIs(await one(probe, patch(randomUUID(), 0, { title: '有标志的', abstract: '密级：机密' })), 'rejected', 'a text with a classification mark')
    },
  },
  ...caseChecks,
  ...submissionChecks,
]

/** Every check, one after the other. */
export const runSuite = async (subject: Subject, onResult: (result: Result) => void = () => undefined): Promise<Result[]> => {
  const results: Result[] = []
  for (const { name, article, needs, run } of checks) {
    const lacking = needs !== undefined && subject[needs] === null
    let result: Result
    if (lacking) result = { name, article, outcome: 'skipped', why: `the suite has no way to ${needs} here` }
    else {
      try {
        await run(subject)
        result = { name, article, outcome: 'ok', why: '' }
      } catch (error) {
        result = { name, article, outcome: 'failed', why: error instanceof Error ? error.message : String(error) }
      }
    }
    results.push(result)
    onResult(result)
  }
  return results
}
