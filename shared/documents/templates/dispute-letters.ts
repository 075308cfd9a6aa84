import { z } from 'zod'
import type { Block } from '../document.ts'
import { template } from '../template.ts'
import { paperDay } from '../words.ts'
import { citationsSchema, dayFact, dayOrBlank, letterFacts, line, named, prose, requestFacts, resourceNames, resourceTitle, saying, under } from './facts.ts'
import { letter, quotes } from './letter.ts'

const list = (texts: readonly string[]): Block[] =>
  texts.map((text): Block => (texts.length === 1 ? { kind: 'paragraph', text } : { kind: 'heading', level: 3, text }))

export const disputeExplanation = template({
  id: 'dispute.explanation',
  name: { zh: '书面说明', en: 'Written explanation to the competent department' },
  facts: z.strictObject({
    ...letterFacts,
    ...requestFacts,
    requester: named(),
    /** What asked for it. */
    askedBy: line(200),
    askedOn: dayOrBlank,
    basis: citationsSchema,
    course: prose(5000),
    reasons: z.array(named(3000)).min(1).max(20),
    proposal: prose(3000),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const asked = [facts.askedBy, facts.askedOn === null ? '' : paperDay(facts.askedOn, lang)].filter((part) => part !== '').join(say('，', ', '))
    return letter(
      facts,
      lang,
      say(`关于未能共享${resourceTitle(facts.resources, lang)}的书面说明`, `Written explanation: why ${resourceTitle(facts.resources, lang)} is not shared`),
      [
        {
          kind: 'paragraph',
          text: say(
            `贵单位要求说明的${facts.requester}申请共享${resourceNames(facts.resources, lang)}（编号：${facts.request}）一事${asked === '' ? '' : `（${asked}）`}，${under(facts.basis, lang)}，现说明如下：`,
            `You asked${asked === '' ? '' : ` (${asked})`} for an explanation concerning the request of ${facts.requester} to share ${resourceNames(facts.resources, lang)} (no. ${facts.request}). ${under(facts.basis, lang)}, we explain as follows.`,
          ),
        },
        ...(facts.course === ''
          ? []
          : ([
              { kind: 'heading', level: 1, text: say('协商经过', 'Negotiation') },
              { kind: 'paragraph', text: facts.course },
            ] as Block[])),
        { kind: 'heading', level: 1, text: say('未能共享的理由', 'Reasons') },
        ...list(facts.reasons),
        ...quotes(
          facts.basis.filter(({ wording }) => wording !== ''),
          lang,
        ),
        ...(facts.proposal === ''
          ? []
          : ([
              { kind: 'heading', level: 1, text: say('处理建议', 'Proposal') },
              { kind: 'paragraph', text: facts.proposal },
            ] as Block[])),
        { kind: 'paragraph', text: say('特此说明。', 'This is our explanation.') },
      ],
    )
  },
})

const stepSchema = z.strictObject({ on: dayFact, what: named(1000), result: line(1000) })

export const disputeApplication = template({
  id: 'dispute.application',
  name: { zh: '共享争议协调申请', en: 'Application to settle a dispute on sharing' },
  facts: z.strictObject({
    ...letterFacts,
    ...requestFacts,
    provider: named(),
    basis: citationsSchema,
    need: prose(5000),
    answer: prose(3000),
    steps: z.array(stepSchema).max(200).default([]),
    claims: z.array(named(3000)).min(1).max(20),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const columns = [
      { title: say('日期', 'Day'), width: 9, align: 'center' },
      { title: say('协商情况', 'What was discussed'), width: 24 },
      { title: say('结果', 'Result'), width: 18 },
    ] as const
    return letter(
      facts,
      lang,
      say(
        `关于协调共享${resourceTitle(facts.resources, lang)}争议的申请`,
        `Application to settle the dispute on sharing ${resourceTitle(facts.resources, lang)}`,
      ),
      [
        {
          kind: 'paragraph',
          text: say(
            `我单位因履行职责需要，向${facts.provider}申请共享${resourceNames(facts.resources, lang)}（编号：${facts.request}），经协商未达成一致。${under(facts.basis, lang)}，申请贵单位协调处理。`,
            `For our duties we asked ${facts.provider} to share ${resourceNames(facts.resources, lang)} (no. ${facts.request}); negotiation brought no agreement. ${under(facts.basis, lang)}, we ask you to settle it.`,
          ),
        },
        ...(facts.need === ''
          ? []
          : ([
              { kind: 'heading', level: 1, text: say('使用依据和必要性', 'Basis and need') },
              { kind: 'paragraph', text: facts.need },
            ] as Block[])),
        ...(facts.answer === ''
          ? []
          : ([
              { kind: 'heading', level: 1, text: say('对方答复', 'What was answered') },
              { kind: 'paragraph', text: facts.answer },
            ] as Block[])),
        ...(facts.steps.length === 0
          ? []
          : ([
              { kind: 'heading', level: 1, text: say('协商经过', 'Negotiation') },
              { kind: 'table', columns, rows: facts.steps.map(({ on, what, result }) => [on, what, result]) },
            ] as Block[])),
        { kind: 'heading', level: 1, text: say('请求事项', 'What we ask for') },
        ...list(facts.claims),
        { kind: 'paragraph', text: say('请予协调。', 'We ask for your help.') },
      ],
    )
  },
})
