import { z } from 'zod'
import type { Language } from '../../errors.ts'
import type { Block, DocumentModel } from '../document.ts'
import { template } from '../template.ts'
import { paperDay } from '../words.ts'
import { dayOrBlank, line, named, prose, type Say, saying } from './facts.ts'

/** What every annex says of its agreement. */
const annexFacts = { agreement: line(100), provider: named(), user: named(), on: dayOrBlank }
type AnnexFacts = { agreement: string; provider: string; user: string; on: string | null }

const annex = (
  facts: AnnexFacts,
  lang: Language,
  number: number,
  title: string,
  blocks: readonly Block[],
  paper: DocumentModel['paper'] = 'upright',
): DocumentModel => {
  const say = saying(lang)
  return {
    lang,
    name: title,
    number: facts.agreement === '' ? '' : say(`${facts.agreement}附件${number}`, `${facts.agreement}, annex ${number}`),
    on: facts.on,
    agency: facts.provider,
    paper,
    numbering: 'sections',
    blocks: [
      { kind: 'annex', label: say(`附件${number}`, `Annex ${number}`) },
      { kind: 'title', text: title },
      { kind: 'subtitle', text: say(`（协议编号：${facts.agreement || '　　　　　　'}）`, `Agreement no. ${facts.agreement || '____________'}`) },
      {
        kind: 'paragraph',
        indent: 'none',
        text: say(`甲方（提供方）：${facts.provider}\n乙方（使用方）：${facts.user}`, `Party A (provider): ${facts.provider}\nParty B (user): ${facts.user}`),
      },
      ...blocks,
    ],
  }
}

const numberedRows = (rows: readonly (readonly string[])[], say: Say): string[][] =>
  rows.length === 0 ? [[say('无', 'none')]] : rows.map((row, at) => [String(at + 1), ...row])

const numberColumn = (say: Say) => ({ title: say('序号', 'No.'), width: 4, align: 'center' }) as const

export const itemSchema = z.strictObject({
  resourceCode: line(100),
  resource: named(300),
  item: named(300),
  type: line(50),
  length: line(50),
  grade: line(50),
  personal: z.boolean().default(false),
  note: line(500),
})

export const agreementItems = template({
  id: 'agreement.items',
  name: { zh: '附件1 共享数据清单', en: 'Annex 1: list of shared data' },
  facts: z.strictObject({ ...annexFacts, items: z.array(itemSchema).max(5000).default([]) }),
  make: (facts, lang) => {
    const say = saying(lang)
    const rows = facts.items.map(({ resourceCode, resource, item, type, length, grade, personal, note }) => [
      resourceCode,
      resource,
      item,
      [type, length && `(${length})`].filter((part) => part !== '').join(''),
      grade,
      personal ? say('是', 'yes') : say('否', 'no'),
      note,
    ])
    const columns = [
      numberColumn(say),
      { title: say('信息资源代码', 'Resource code'), width: 11 },
      { title: say('信息资源名称', 'Resource'), width: 13 },
      { title: say('信息项', 'Item'), width: 12 },
      { title: say('数据类型', 'Type'), width: 7, align: 'center' },
      { title: say('数据级别', 'Grade'), width: 6, align: 'center' },
      { title: say('个人信息', 'Personal'), width: 5, align: 'center' },
      { title: say('备注', 'Note'), width: 12 },
    ] as const
    return annex(facts, lang, 1, say('共享数据清单', 'List of shared data'), [{ kind: 'table', columns, rows: numberedRows(rows, say) }])
  },
})

const personSchema = z.strictObject({
  name: named(100),
  office: line(200),
  post: line(100),
  permission: line(300),
  account: line(100),
  from: dayOrBlank,
  until: dayOrBlank,
})

export const agreementPersons = template({
  id: 'agreement.persons',
  name: { zh: '附件2 使用人员及权限清单', en: 'Annex 2: users and permissions' },
  facts: z.strictObject({ ...annexFacts, persons: z.array(personSchema).max(2000).default([]) }),
  make: (facts, lang) => {
    const say = saying(lang)
    const rows = facts.persons.map(({ name, office, post, permission, account, from, until }) => [
      name,
      office,
      post,
      permission,
      account,
      `${from ?? ''}${from === null && until === null ? '' : say('至', ' to ')}${until ?? ''}`,
    ])
    const columns = [
      numberColumn(say),
      { title: say('姓名', 'Name'), width: 8, align: 'center' },
      { title: say('处室', 'Office'), width: 12 },
      { title: say('岗位', 'Post'), width: 9 },
      { title: say('权限', 'Permission'), width: 15 },
      { title: say('账号', 'Account'), width: 9 },
      { title: say('使用期限', 'Period'), width: 11, align: 'center' },
    ] as const
    return annex(facts, lang, 2, say('使用人员及权限清单', 'Users and permissions'), [
      { kind: 'table', columns, rows: numberedRows(rows, say) },
      {
        kind: 'paragraph',
        text: say('人员变动的，乙方应当及时书面告知甲方并调整权限。', 'Party B tells Party A in writing of every change and adjusts the permissions.'),
      },
    ])
  },
})

export const agreementPledge = template({
  id: 'agreement.pledge',
  name: { zh: '附件3 保密承诺书', en: 'Annex 3: pledge of confidentiality' },
  facts: z.strictObject({ ...annexFacts, person: line(100), office: line(200), post: line(100), promises: z.array(named(2000)).max(30).default([]) }),
  make: (facts, lang) => {
    const say = saying(lang)
    const usual = [
      say(
        '已了解上述协议和安全保密要求，知悉所接触数据的范围和用途。',
        'I know the agreement, its rules of security and confidentiality, and the scope and purpose of the data.',
      ),
      say(
        '只在授权范围内为履行职责使用共享数据，不超范围查询、下载、复制。',
        'I use shared data only for my duty and within my permission; I query, download and copy nothing beyond it.',
      ),
      say(
        '不向任何单位和个人提供、出售、公开共享数据，不通过互联网邮箱、即时通信、网盘等传输或者存储。',
        'I give, sell and publish shared data to nobody and neither send nor store them by public mail, messengers or drives.',
      ),
      say('妥善保管账号、口令和证书，不转借他人。', 'I keep account, passphrase and certificate to myself.'),
      say('发现泄露、丢失、被篡改或者可疑情况的，立即停止操作并报告。', 'On a leak, loss, manipulation or suspicion I stop and report at once.'),
      say('离岗时交还全部资料和介质，离岗后继续履行保密义务。', 'When I leave the post I hand back all papers and media; the duty of confidentiality goes on.'),
    ]
    const promises = facts.promises.length > 0 ? facts.promises : usual
    return annex(facts, lang, 3, say('保密承诺书', 'Pledge of confidentiality'), [
      {
        kind: 'paragraph',
        text: say(
          `本人${facts.person || '　　　　'}（${[facts.office, facts.post].filter((part) => part !== '').join('，') || '单位及岗位：　　　　　　'}）因工作需要接触、使用上述协议项下的共享数据，郑重承诺：`,
          `I, ${facts.person || '________________'} (${[facts.office, facts.post].filter((part) => part !== '').join(', ') || '________________'}), use the data shared under the agreement for my work, and pledge:`,
        ),
      },
      ...promises.map((text): Block => ({ kind: 'heading', level: 3, text })),
      { kind: 'paragraph', text: say('如有违反，依法依纪承担责任。', 'I answer for any breach under law and discipline.') },
      {
        kind: 'pairs',
        rows: [
          [
            { label: say('承诺人（签字）', 'Signature'), value: '', lines: 2 },
            { label: say('日期', 'Date'), value: paperDay(null, lang) },
          ],
        ],
      },
    ])
  },
})

export const agreementExchange = template({
  id: 'agreement.exchange',
  name: { zh: '附件4 接口（交换）方案', en: 'Annex 4: plan of the interface (exchange)' },
  facts: z.strictObject({
    ...annexFacts,
    way: line(),
    endpoint: line(300),
    protocol: line(),
    format: line(),
    frequency: line(),
    volume: line(),
    network: line(),
    authentication: line(300),
    encryption: line(300),
    logging: line(500),
    providerContact: line(),
    userContact: line(),
    steps: z.array(named(1000)).max(50).default([]),
    fallback: prose(2000),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const one = (zh: string, en: string, value: string, lines = 0) => [{ label: say(zh, en), value, ...(lines > 0 ? { lines } : {}) }]
    return annex(facts, lang, 4, say('接口（交换）方案', 'Plan of the interface (exchange)'), [
      {
        kind: 'pairs',
        rows: [
          one('共享方式', 'Way', facts.way),
          one('接口或者目录', 'Interface or folder', facts.endpoint),
          one('协议和格式', 'Protocol, format', [facts.protocol, facts.format].filter((part) => part !== '').join('，')),
          one('频次和数据量', 'Frequency, volume', [facts.frequency, facts.volume].filter((part) => part !== '').join('，')),
          one('所在网络', 'Network', facts.network),
          one('身份鉴别', 'Authentication', facts.authentication),
          one('加密措施', 'Encryption', facts.encryption),
          one('日志留存', 'Logs', facts.logging),
          one('甲方联系人', 'Contact of A', facts.providerContact),
          one('乙方联系人', 'Contact of B', facts.userContact),
          one('异常处置', 'When it fails', facts.fallback, 2),
        ],
      },
      ...(facts.steps.length === 0
        ? []
        : ([
            { kind: 'heading', level: 1, text: say('实施步骤', 'Steps') },
            ...facts.steps.map((text): Block => ({ kind: 'heading', level: 3, text })),
          ] as Block[])),
      { kind: 'note', text: say('注：本方案不填写口令、密钥等内容。', 'No passphrase or key is stated here.') },
    ])
  },
})

const disposalSchema = z.strictObject({
  data: named(300),
  amount: line(100),
  place: line(300),
  trigger: line(200),
  method: line(100),
  on: dayOrBlank,
  by: line(100),
  witness: line(100),
})

export const agreementDisposal = template({
  id: 'agreement.disposal',
  name: { zh: '附件5 数据处置（销毁）记录表', en: 'Annex 5: record of disposal (destruction)' },
  facts: z.strictObject({ ...annexFacts, rows: z.array(disposalSchema).max(2000).default([]), blanks: z.number().int().min(0).max(40).default(5) }),
  make: (facts, lang) => {
    const say = saying(lang)
    const rows = facts.rows.map(({ data, amount, place, trigger, method, on, by, witness }) => [data, amount, place, trigger, method, on ?? '', by, witness])
    const blanks = Array.from({ length: facts.rows.length === 0 ? facts.blanks : 0 }, () => ['\n'])
    const columns = [
      numberColumn(say),
      { title: say('数据名称', 'Data'), width: 16 },
      { title: say('数量', 'Amount'), width: 8 },
      { title: say('存放位置', 'Where it was kept'), width: 14 },
      { title: say('处置原因', 'Why'), width: 11 },
      { title: say('处置方式（删除、返还、销毁）', 'How (deleted, returned, destroyed)'), width: 13 },
      { title: say('处置日期', 'Day'), width: 9, align: 'center' },
      { title: say('经办人', 'By'), width: 8, align: 'center' },
      { title: say('监督人', 'Witness'), width: 8, align: 'center' },
    ] as const
    return annex(
      facts,
      lang,
      5,
      say('数据处置（销毁）记录表', 'Record of disposal (destruction)'),
      [{ kind: 'table', columns, rows: numberedRows([...rows, ...blanks], say) }],
      'across',
    )
  },
})
