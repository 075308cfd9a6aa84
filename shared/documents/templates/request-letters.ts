import { z } from 'zod'
import type { Language } from '../../errors.ts'
import type { Block } from '../document.ts'
import { template } from '../template.ts'
import { paperDay } from '../words.ts'
import { citationsSchema, dayFact, dayOrBlank, letterFacts, line, named, prose, requestFacts, resourceNames, resourceTitle, saying, under } from './facts.ts'
import { letter, quotes } from './letter.ts'

type Asked = { request: string; requestOn: string | null; resources: { code: string; name: string }[] }

/** 贵单位……的共享申请（编号…）收悉。 */
const received = ({ request, requestOn, resources }: Asked, lang: Language): string =>
  lang === 'zh'
    ? `贵单位${requestOn === null ? '' : `于${paperDay(requestOn, lang)}`}提出的${resourceNames(resources, lang)}共享申请（编号：${request}）收悉。`
    : `We have received your request no. ${request}${requestOn === null ? '' : ` of ${paperDay(requestOn, lang)}`} to share ${resourceNames(resources, lang)}.`

export const requestRefusal = template({
  id: 'request.refusal',
  name: { zh: '不同意共享的函', en: 'Letter of refusal' },
  facts: z.strictObject({
    ...letterFacts,
    ...requestFacts,
    /** What is refused, when it is not the whole request. */
    items: z.array(named(300)).max(5000).default([]),
    /** The legal reasons, with their words (practice P14). */
    basis: citationsSchema.refine((basis) => basis.length > 0, '须有法定依据 (a refusal needs its legal reason)'),
    reasons: z.array(named(3000)).min(1).max(20),
    /** Where the requester may turn. */
    remedy: prose(1000),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const title = say(`关于不同意共享${resourceTitle(facts.resources, lang)}的函`, `Refusal to share ${resourceTitle(facts.resources, lang)}`)
    const part = facts.items.length === 0 ? '' : say(`其中的下列信息项：${facts.items.join('、')}。`, `The items concerned are: ${facts.items.join(', ')}.`)
    return letter(facts, lang, title, [
      {
        kind: 'paragraph',
        text: `${received(facts, lang)}${say('经研究，', ' ')}${part === '' ? say('不同意共享。现将理由函告如下：', 'We do not agree to share it, for the following reasons.') : say(`不同意共享${part}现将理由函告如下：`, `We do not agree to share a part of it. ${part} The reasons are as follows.`)}`,
      },
      { kind: 'heading', level: 1, text: say('法定依据', 'Legal basis') },
      ...quotes(facts.basis, lang),
      { kind: 'heading', level: 1, text: say('具体理由', 'Reasons') },
      ...facts.reasons.map((text): Block => (facts.reasons.length === 1 ? { kind: 'paragraph', text } : { kind: 'heading', level: 3, text })),
      ...(facts.remedy === '' ? [] : [{ kind: 'paragraph', text: facts.remedy } as const]),
      { kind: 'paragraph', text: say('特此函告。', 'We inform you accordingly.') },
    ])
  },
})

const answerSchema = z.strictObject({ resource: line(300), item: named(300), answer: z.enum(['同意', '部分同意', '不同意']), reason: line(1000) })
const answers = { 同意: 'agreed', 部分同意: 'agreed in part', 不同意: 'refused' } as const

export const requestReply = template({
  id: 'request.reply',
  name: { zh: '共享申请答复函', en: 'Letter of reply (consent, whole or by item)' },
  facts: z.strictObject({
    ...letterFacts,
    ...requestFacts,
    basis: citationsSchema,
    /** Item by item; empty: the whole is agreed to. */
    answers: z.array(answerSchema).max(5000).default([]),
    way: line(200),
    deliverOn: dayOrBlank,
    useUntil: dayOrBlank,
    scope: prose(2000),
    conditions: z.array(named(2000)).max(30).default([]),
    agreement: line(100),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const partial = facts.answers.some(({ answer }) => answer !== '同意')
    const title = say(`关于共享${resourceTitle(facts.resources, lang)}的答复函`, `Reply to the request to share ${resourceTitle(facts.resources, lang)}`)
    const terms: [string, string][] = [
      [say('共享方式', 'Way'), facts.way],
      [say('提供时间', 'Provided by'), facts.deliverOn === null ? '' : say(`${paperDay(facts.deliverOn, lang)}前`, paperDay(facts.deliverOn, lang))],
      [say('使用期限', 'Use until'), facts.useUntil === null ? '' : paperDay(facts.useUntil, lang)],
      [say('使用范围', 'Scope'), facts.scope],
      [say('安全保密协议', 'Agreement'), facts.agreement],
    ]
    const named_ = terms.filter(([, value]) => value !== '')
    const columns = [
      { title: say('序号', 'No.'), width: 5, align: 'center' },
      { title: say('信息资源', 'Resource'), width: 15 },
      { title: say('信息项', 'Item'), width: 14 },
      { title: say('答复', 'Reply'), width: 8, align: 'center' },
      { title: say('理由或者说明', 'Reason'), width: 18 },
    ] as const
    return letter(facts, lang, title, [
      {
        kind: 'paragraph',
        text: `${received(facts, lang)}${say(`${under(facts.basis, lang)}，经研究，${partial ? '同意共享部分信息项' : '同意共享'}，现函复如下：`, ` ${under(facts.basis, lang)}, we ${partial ? 'agree to share a part of the items' : 'agree to share it'}, as follows.`)}`,
      },
      ...(facts.answers.length === 0
        ? []
        : [
            { kind: 'heading', level: 1, text: say('逐项答复', 'Item by item') } as const,
            {
              kind: 'table',
              columns,
              rows: facts.answers.map(({ resource, item, answer, reason }, at) => [String(at + 1), resource, item, say(answer, answers[answer]), reason]),
            } as const,
          ]),
      ...(named_.length === 0
        ? []
        : ([
            { kind: 'heading', level: 1, text: say('共享事项', 'Terms') },
            { kind: 'pairs', rows: named_.map(([label, value]) => [{ label, value }]) },
          ] as Block[])),
      ...(facts.conditions.length === 0
        ? []
        : ([
            { kind: 'heading', level: 1, text: say('使用要求', 'Conditions of use') },
            ...facts.conditions.map((text): Block => ({ kind: 'heading', level: 3, text })),
          ] as Block[])),
      { kind: 'paragraph', text: say('特此函复。', 'This is our reply.') },
    ])
  },
})

export const requestSupplement = template({
  id: 'request.supplement',
  name: { zh: '一次性补正告知书', en: 'Notice of everything that is missing' },
  facts: z.strictObject({
    ...letterFacts,
    ...requestFacts,
    basis: citationsSchema,
    missing: z
      .array(z.strictObject({ what: named(500), how: line(1000) }))
      .min(1)
      .max(100),
    supplementBy: dayOrBlank,
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const until =
      facts.supplementBy === null
        ? ''
        : say(`请于${paperDay(facts.supplementBy, lang)}前补正。`, `Please supply them by ${paperDay(facts.supplementBy, lang)}. `)
    const columns = [
      { title: say('序号', 'No.'), width: 5, align: 'center' },
      { title: say('需要补正的材料或者内容', 'What is missing'), width: 25 },
      { title: say('补正要求', 'How to supply it'), width: 25 },
    ] as const
    return letter(facts, lang, say('共享申请材料一次性补正告知书', 'Notice of missing material'), [
      {
        kind: 'paragraph',
        text: `${received(facts, lang)}${say(`${under(facts.basis, lang)}，经审查，申请材料不完整，现将需要补正的全部内容一次性告知如下：`, ` ${under(facts.basis, lang)}, it is not complete. Everything that is missing is listed here, once:`)}`,
      },
      { kind: 'table', columns, rows: facts.missing.map(({ what, how }, at) => [String(at + 1), what, how]) },
      { kind: 'paragraph', text: say(`${until}除上表所列外，没有其他需要补正的内容。`, `${until}Nothing else is missing.`) },
    ])
  },
})

const extension = {
  ...requestFacts,
  requester: named(),
  basis: citationsSchema,
  dueOn: dayFact,
  extendTo: dayFact,
  reason: named(3000),
}

export const requestExtensionConsent = template({
  id: 'request.extensionConsent',
  name: { zh: '延长答复期限请示函', en: 'Request for consent to an extension' },
  facts: z.strictObject({ ...letterFacts, ...extension }),
  make: (facts, lang) => {
    const say = saying(lang)
    return letter(facts, lang, say('关于延长共享申请答复期限的请示', 'Request to extend the time for a reply'), [
      {
        kind: 'paragraph',
        text: say(
          `${facts.requester}${facts.requestOn === null ? '' : `于${paperDay(facts.requestOn, lang)}`}向我单位提出${resourceNames(facts.resources, lang)}的共享申请（编号：${facts.request}），应当于${paperDay(facts.dueOn, lang)}前答复。`,
          `${facts.requester} asked us${facts.requestOn === null ? '' : ` on ${paperDay(facts.requestOn, lang)}`} to share ${resourceNames(facts.resources, lang)} (no. ${facts.request}); the reply is due by ${paperDay(facts.dueOn, lang)}.`,
        ),
      },
      {
        kind: 'paragraph',
        text: say(
          `因${facts.reason.replace(/[。；，]$/, '')}，不能按期答复。${under(facts.basis, lang)}，申请将答复期限延长至${paperDay(facts.extendTo, lang)}。`,
          `We can not reply in time: ${facts.reason.replace(/\.$/, '')}. ${under(facts.basis, lang)}, we ask for consent to reply by ${paperDay(facts.extendTo, lang)}.`,
        ),
      },
      { kind: 'paragraph', text: say('妥否，请批复。', 'We ask for your decision.') },
    ])
  },
})

export const requestExtensionNotice = template({
  id: 'request.extensionNotice',
  name: { zh: '延长答复期限告知书', en: 'Notice of an extension' },
  facts: z.strictObject({ ...letterFacts, ...extension, requester: line(), consentBy: named(), consentNumber: line(100), consentOn: dayOrBlank }),
  make: (facts, lang) => {
    const say = saying(lang)
    const consent = [facts.consentNumber, facts.consentOn === null ? '' : paperDay(facts.consentOn, lang)].filter((part) => part !== '').join(say('，', ', '))
    return letter(facts, lang, say('关于延长共享申请答复期限的告知书', 'Notice that the time for the reply is extended'), [
      {
        kind: 'paragraph',
        text: `${received(facts, lang)}${say(`原定于${paperDay(facts.dueOn, lang)}前答复。`, ` Our reply was due by ${paperDay(facts.dueOn, lang)}.`)}`,
      },
      {
        kind: 'paragraph',
        text: say(
          `因${facts.reason.replace(/[。；，]$/, '')}，${under(facts.basis, lang)}，经${facts.consentBy}同意${consent === '' ? '' : `（${consent}）`}，答复期限延长至${paperDay(facts.extendTo, lang)}。`,
          `For the following reason it is extended to ${paperDay(facts.extendTo, lang)}: ${facts.reason.replace(/\.$/, '')}. ${under(facts.basis, lang)}; ${facts.consentBy} has consented${consent === '' ? '' : ` (${consent})`}.`,
        ),
      },
      { kind: 'paragraph', text: say('特此告知。', 'We inform you accordingly.') },
    ])
  },
})
