import { z } from 'zod'
import type { Language } from '../../errors.ts'
import type { Block, DocumentModel, Signature } from '../document.ts'
import { template } from '../template.ts'
import { paperDay, paperWords } from '../words.ts'
import { citationsSchema, dayFact, dayOrBlank, line, named, type Party, partySchema, prose, resourceNames, resourceSchema, saying, under } from './facts.ts'

const clauseSchema = z.strictObject({ heading: named(200), paragraphs: z.array(named(5000)).min(1).max(50) })

const signerSchema = z.strictObject({ name: line(100), on: dayOrBlank }).prefault({})

/** Domain §6.3. The duties, breach, disputes … are clauses, which come as data from a clause library. */
export const agreementFacts = z.strictObject({
  number: line(100),
  kind: z.enum(['新签', '续签', '变更', '终止']).default('新签'),
  on: dayOrBlank,
  requests: z.array(named(100)).max(50).default([]),
  provider: partySchema,
  user: partySchema,
  operator: partySchema.nullable().default(null),
  basis: citationsSchema,
  dutyBasis: prose(1000),
  resources: z.array(resourceSchema).min(1).max(200),
  grade: line(100),
  personalInformation: z.boolean().default(false),
  commercialSecret: z.boolean().default(false),
  useBasis: prose(2000),
  useScene: prose(2000),
  useScope: prose(2000),
  persons: prose(1000),
  systems: prose(1000),
  useFrom: dayOrBlank,
  useUntil: dayOrBlank,
  way: line(200),
  frequency: line(200),
  network: line(200),
  encryption: line(500),
  handOver: line(200),
  clauses: z.array(clauseSchema).max(60).default([]),
  validFrom: dayFact,
  validUntil: dayFact,
  renewalDays: z.array(z.number().int().positive()).max(10).default([]),
  originals: z.number().int().positive().max(50).default(2),
  filing: line(200),
  filedOn: dayOrBlank,
  signers: z.strictObject({ provider: signerSchema, user: signerSchema, operator: signerSchema }).prefault({}),
})
type Facts = z.output<typeof agreementFacts>

const partyRows = (side: string, { name, code, workingBody, representative, contact, phone }: Party, lang: Language): Block => {
  const say = saying(lang)
  return {
    kind: 'pairs',
    rows: [
      [{ label: side, value: name }],
      [
        { label: say('统一社会信用代码', 'Credit code'), value: code },
        { label: say('工作机构', 'Working body'), value: workingBody },
      ],
      [
        { label: say('代表人', 'Representative'), value: representative },
        { label: say('联系人及电话', 'Contact, phone'), value: [contact, phone].filter((part) => part !== '').join('　') },
      ],
    ],
  }
}

const yes = (flag: boolean, lang: Language): string => (flag ? saying(lang)('是', 'yes') : saying(lang)('否', 'no'))

const period = (from: string | null, until: string | null, lang: Language): string =>
  saying(lang)(`${paperDay(from, lang)}至${paperDay(until, lang)}`, `${paperDay(from, lang)} to ${paperDay(until, lang)}`)

const opening = (facts: Facts, lang: Language): string => {
  const say = saying(lang)
  const among = facts.operator === null ? say('甲乙双方', 'the two parties') : say('甲乙丙三方', 'the three parties')
  const requests = facts.requests.length === 0 ? '' : say(`（关联共享申请：${facts.requests.join('、')}）`, ` (requests: ${facts.requests.join(', ')})`)
  return say(
    `为规范政务信息资源共享，保障数据安全，${under(facts.basis, lang)}，${among}就${resourceNames(facts.resources, lang)}的共享使用和安全保密事项${requests}协商一致，订立本协议。`,
    `${under(facts.basis, lang)}, ${among} agree as follows on the sharing, use and protection of ${resourceNames(facts.resources, lang)}${requests}.`,
  )
}

const validity = (facts: Facts, lang: Language): string[] => {
  const say = saying(lang)
  const sides = facts.operator === null ? 2 : 3
  return [
    say(
      `本协议自${paperDay(facts.validFrom, lang)}起生效，至${paperDay(facts.validUntil, lang)}止。`,
      `This agreement takes effect on ${paperDay(facts.validFrom, lang)} and ends on ${paperDay(facts.validUntil, lang)}.`,
    ),
    ...(facts.renewalDays.length === 0
      ? []
      : [
          say(
            `期满前${facts.renewalDays.join('日、')}日，双方核对是否续签；期满未续签的，停止新的使用。`,
            `Renewal is considered ${facts.renewalDays.join(', ')} days before the end; once it has ended without renewal no new use begins.`,
          ),
        ]),
    say(
      `本协议正本一式${facts.originals}份，由${sides === 2 ? '双方' : '三方'}分别留存，具有同等效力。附件是本协议的组成部分。`,
      `There are ${facts.originals} originals of equal force. The annexes are part of this agreement.`,
    ),
    ...(facts.filing === ''
      ? []
      : [
          say(
            `备案编号：${facts.filing}${facts.filedOn === null ? '' : `，备案日期：${paperDay(facts.filedOn, lang)}`}。`,
            `Filed under ${facts.filing}${facts.filedOn === null ? '' : ` on ${paperDay(facts.filedOn, lang)}`}.`,
          ),
        ]),
  ]
}

const signature = (side: string, party: Party, signer: { name: string; on: string | null }, lang: Language): Signature => ({
  side,
  name: party.name,
  lines: [
    { label: paperWords.signed[lang], value: signer.name },
    { label: paperWords.date[lang], value: paperDay(signer.on, lang) },
  ],
})

const make = (facts: Facts, lang: Language): DocumentModel => {
  const say = saying(lang)
  const sides = {
    provider: say('甲方（提供方）', 'Party A (provider)'),
    user: say('乙方（使用方）', 'Party B (user)'),
    operator: say('丙方（平台运行方）', 'Party C (operator)'),
  }
  const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
  const told = (label: string, value: string): Block[] => (value === '' ? [] : [paragraph(say(`${label}：${value}`, `${label}: ${value}`))])
  const title = say('政务信息资源共享安全保密协议', 'Agreement on Security and Confidentiality\nin Sharing Government Information')
  return {
    lang,
    name: title.replaceAll('\n', ' '),
    number: facts.number,
    on: facts.on,
    agency: facts.provider.name,
    paper: 'upright',
    numbering: 'articles',
    blocks: [
      { kind: 'title', text: title },
      {
        kind: 'subtitle',
        text: say(
          `（${facts.kind}）　协议编号：${facts.number || '　　　　　　'}`,
          `${{ 新签: 'New', 续签: 'Renewal', 变更: 'Amendment', 终止: 'Termination' }[facts.kind]} · No. ${facts.number || '____________'}`,
        ),
      },
      partyRows(sides.provider, facts.provider, lang),
      partyRows(sides.user, facts.user, lang),
      ...(facts.operator === null ? [] : [partyRows(sides.operator, facts.operator, lang)]),
      { kind: 'note', text: say('提示：本协议及附件不得载明国家秘密、工作秘密。', 'This agreement and its annexes must not state any state or work secret.') },
      paragraph(opening(facts, lang)),
      heading(say('共享内容', 'What is shared')),
      paragraph(
        say(
          `甲方向乙方共享${facts.resources.map(({ code, name }) => `“${name}”${code === '' ? '' : `（${code}）`}`).join('、')}，信息项见附件1。`,
          `Party A shares with Party B ${facts.resources.map(({ code, name }) => `"${name}"${code === '' ? '' : ` (${code})`}`).join(', ')}; the items are in annex 1.`,
        ),
      ),
      paragraph(
        say(
          `数据分级：${facts.grade || '按附件1'}；含个人信息：${yes(facts.personalInformation, lang)}；含商业秘密：${yes(facts.commercialSecret, lang)}。`,
          `Grade: ${facts.grade || 'as in annex 1'}; personal information: ${yes(facts.personalInformation, lang)}; commercial secrets: ${yes(facts.commercialSecret, lang)}.`,
        ),
      ),
      ...told(say('职责依据', 'Duty'), facts.dutyBasis),
      heading(say('使用目的和范围', 'Purpose and scope of use')),
      ...told(say('使用依据', 'Basis of use'), facts.useBasis),
      ...told(say('使用场景', 'Scene of use'), facts.useScene),
      ...told(say('使用范围', 'Scope of use'), facts.useScope),
      ...told(say('使用人员及岗位', 'Persons and posts'), facts.persons),
      ...told(say('使用系统', 'Systems'), facts.systems),
      paragraph(say(`使用期限：${period(facts.useFrom, facts.useUntil, lang)}。`, `Period of use: ${period(facts.useFrom, facts.useUntil, lang)}.`)),
      heading(say('共享方式', 'Way of sharing')),
      ...told(say('方式', 'Way'), facts.way),
      ...told(say('频次', 'Frequency'), facts.frequency),
      ...told(say('网络', 'Network'), facts.network),
      ...told(say('加密措施', 'Encryption'), facts.encryption),
      ...told(say('交接人员', 'Handed over by'), facts.handOver),
      paragraph(say('接口或者交换方案见附件4。', 'The plan of the interface or exchange is in annex 4.')),
      ...facts.clauses.flatMap(({ heading: name, paragraphs }) => [heading(name), ...paragraphs.map(paragraph)]),
      heading(say('协议期限和文本', 'Validity and copies')),
      ...validity(facts, lang).map(paragraph),
      {
        kind: 'attachments',
        names: [
          say('共享数据清单', 'List of shared data'),
          say('使用人员及权限清单', 'Users and permissions'),
          say('保密承诺书', 'Pledge of confidentiality'),
          say('接口（交换）方案', 'Plan of the interface (exchange)'),
          say('数据处置（销毁）记录表', 'Record of disposal (destruction)'),
        ],
      },
      {
        kind: 'signatures',
        sides: [
          signature(say('甲方', 'Party A'), facts.provider, facts.signers.provider, lang),
          signature(say('乙方', 'Party B'), facts.user, facts.signers.user, lang),
          ...(facts.operator === null ? [] : [signature(say('丙方', 'Party C'), facts.operator, facts.signers.operator, lang)]),
        ],
      },
    ],
  }
}

export const agreement = template({
  id: 'agreement',
  name: { zh: '政务信息资源共享安全保密协议', en: 'Security and confidentiality agreement' },
  facts: agreementFacts,
  make,
})
