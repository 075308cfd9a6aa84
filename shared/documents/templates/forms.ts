import { z } from 'zod'
import type { Block, DocumentModel, Pair } from '../document.ts'
import { template } from '../template.ts'
import { paperDay } from '../words.ts'
import { citationsSchema, dayFact, dayOrBlank, line, named, prose, saying, under } from './facts.ts'

const form = (
  lang: DocumentModel['lang'],
  title: string,
  facts: { number: string; on: string | null },
  agency: string,
  blocks: readonly Block[],
  paper: DocumentModel['paper'] = 'upright',
): DocumentModel => ({
  lang,
  name: title,
  number: facts.number,
  on: facts.on,
  agency,
  paper,
  numbering: 'sections',
  blocks: [
    { kind: 'title', text: title },
    { kind: 'subtitle', text: lang === 'zh' ? `编号：${facts.number || '　　　　　　'}` : `No. ${facts.number || '____________'}` },
    ...blocks,
  ],
})

const handedSchema = z.strictObject({
  name: named(300),
  amount: line(100),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .or(z.literal(''))
    .default(''),
  note: line(500),
})

export const handOverForm = template({
  id: 'handOver',
  name: { zh: '交接单', en: 'Hand-over form' },
  facts: z.strictObject({
    number: line(100),
    on: dayOrBlank,
    from: named(),
    to: named(),
    about: named(500),
    way: line(200),
    medium: line(100), // its number in the register of media
    mark: z.enum(['公开', '内部']).default('内部'),
    things: z.array(handedSchema).min(1).max(1000),
    fromPerson: line(100),
    toPerson: line(100),
    note: prose(2000),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const hashed = facts.things.filter(({ sha256 }) => sha256 !== '')
    const columns = [
      { title: say('序号', 'No.'), width: 5, align: 'center' },
      { title: say('名称', 'Name'), width: 22 },
      { title: say('数量', 'Amount'), width: 8, align: 'center' },
      { title: say('备注', 'Note'), width: 15 },
    ] as const
    const person = (name: string): Pair[] => [
      { label: say('签字', 'Signature'), value: name, lines: 2 },
      { label: say('日期', 'Date'), value: paperDay(facts.on, lang) },
    ]
    return form(lang, say('交接单', 'Hand-over form'), facts, facts.from, [
      {
        kind: 'pairs',
        rows: [
          [{ label: say('事由', 'About'), value: facts.about }],
          [
            { label: say('移交单位', 'From'), value: facts.from },
            { label: say('接收单位', 'To'), value: facts.to },
          ],
          [
            { label: say('交接方式', 'Way'), value: facts.way },
            {
              label: say('介质编号', 'Medium'),
              value: [facts.medium, say(facts.mark, facts.mark === '公开' ? 'public' : 'internal')].filter((part) => part !== '').join('　'),
            },
          ],
        ],
      },
      { kind: 'table', columns, rows: facts.things.map(({ name, amount, note }, at) => [String(at + 1), name, amount, note]) },
      ...(hashed.length === 0
        ? []
        : ([
            {
              kind: 'paragraph',
              indent: 'none',
              text: say(
                '校验值（SHA-256）。Linux：sha256sum 文件名；Windows：certutil -hashfile 文件名 SHA256',
                'SHA-256. Linux: sha256sum FILE; Windows: certutil -hashfile FILE SHA256',
              ),
            },
            {
              kind: 'table',
              columns: [
                { title: say('文件', 'File'), width: 18 },
                { title: 'SHA-256', width: 32 },
              ],
              rows: hashed.map(({ name, sha256 }) => [name, sha256.match(/.{8}/g)?.join(' ') ?? sha256]),
            },
          ] as Block[])),
      ...(facts.note === '' ? [] : [{ kind: 'paragraph', text: facts.note } as const]),
      {
        kind: 'pairs',
        rows: [
          [{ label: say('移交人', 'Handed over by'), value: facts.from }],
          person(facts.fromPerson),
          [{ label: say('接收人', 'Received by'), value: facts.to }],
          person(facts.toPerson),
        ],
      },
    ])
  },
})

const needSchema = z.strictObject({
  resource: named(300),
  code: line(100),
  provider: line(),
  items: prose(2000),
  basis: line(500),
  scene: line(1000),
  way: line(100),
  frequency: line(100),
  agreedOn: dayOrBlank,
})

export const needsForm = template({
  id: 'needs.report',
  name: { zh: '共享需求报送表', en: 'Report of agreed needs' },
  facts: z.strictObject({
    number: line(100),
    on: dayOrBlank,
    from: named(),
    to: named(),
    contact: line(100),
    phone: line(100),
    basis: citationsSchema,
    needs: z.array(needSchema).min(1).max(2000),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const columns = [
      { title: say('序号', 'No.'), width: 4, align: 'center' },
      { title: say('信息资源（代码）', 'Resource (code)'), width: 14 },
      { title: say('提供单位', 'Provider'), width: 10 },
      { title: say('共享内容', 'Items'), width: 16 },
      { title: say('使用依据', 'Basis'), width: 12 },
      { title: say('使用场景', 'Scene'), width: 13 },
      { title: say('方式、频次', 'Way, frequency'), width: 9 },
      { title: say('协商一致日期', 'Agreed on'), width: 9, align: 'center' },
    ] as const
    return form(
      lang,
      say('政务信息资源共享需求报送表', 'Report of agreed needs for sharing'),
      facts,
      facts.from,
      [
        {
          kind: 'paragraph',
          text: say(
            `${facts.to}：${under(facts.basis, lang)}，我单位与提供单位协商一致的共享需求报送如下，请予办理。`,
            `To ${facts.to}: ${under(facts.basis, lang)}, we report the needs agreed with their providers.`,
          ),
        },
        {
          kind: 'table',
          columns,
          rows: facts.needs.map(({ resource, code, provider, items, basis, scene, way, frequency, agreedOn }, at) => [
            String(at + 1),
            code === '' ? resource : `${resource}\n${code}`,
            provider,
            items,
            basis,
            scene,
            [way, frequency].filter((part) => part !== '').join('\n'),
            agreedOn ?? '',
          ]),
        },
        {
          kind: 'pairs',
          rows: [
            [
              { label: say('报送单位（盖章）', 'Agency (seal)'), value: facts.from, lines: 2 },
              { label: say('报送日期', 'Date'), value: paperDay(facts.on, lang) },
            ],
            [
              { label: say('联系人', 'Contact'), value: facts.contact },
              { label: say('电话', 'Phone'), value: facts.phone },
            ],
          ],
        },
      ],
      'across',
    )
  },
})

const disposedSchema = z.strictObject({ data: named(300), amount: line(100), place: line(300), method: named(200), on: dayFact })

export const disposalCertificate = template({
  id: 'disposal.certificate',
  name: { zh: '数据处置证明', en: 'Certificate of disposal' },
  facts: z.strictObject({
    number: line(100),
    on: dayOrBlank,
    from: named(),
    to: named(),
    agreement: line(100),
    request: line(100),
    why: line(500),
    basis: citationsSchema,
    disposed: z.array(disposedSchema).min(1).max(1000),
    kept: prose(2000),
    by: line(100),
    witness: line(100),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const columns = [
      { title: say('序号', 'No.'), width: 5, align: 'center' },
      { title: say('数据名称', 'Data'), width: 15 },
      { title: say('数量', 'Amount'), width: 9 },
      { title: say('存放位置', 'Kept in'), width: 13 },
      { title: say('处置方式', 'How'), width: 9 },
      { title: say('处置日期', 'Day'), width: 10, align: 'center' },
    ] as const
    const about = [
      facts.agreement && say(`协议编号：${facts.agreement}`, `agreement ${facts.agreement}`),
      facts.request && say(`申请编号：${facts.request}`, `request ${facts.request}`),
    ]
      .filter((part) => part !== '')
      .join(say('，', ', '))
    return {
      ...form(lang, say('共享数据处置证明', 'Certificate of disposal of shared data'), facts, facts.from, [
        { kind: 'addressee', text: say(`${facts.to}：`, `To ${facts.to}:`) },
        {
          kind: 'paragraph',
          text: say(
            `${under(facts.basis, lang)}${about === '' ? '' : `（${about}）`}，${facts.why === '' ? '' : `因${facts.why.replace(/[。；，]$/, '')}，`}我单位已对使用的下列共享数据进行处置：`,
            `${under(facts.basis, lang)}${about === '' ? '' : ` (${about})`} we have disposed of the following shared data${facts.why === '' ? '' : ` (${facts.why.replace(/\.$/, '')})`}:`,
          ),
        },
        { kind: 'table', columns, rows: facts.disposed.map(({ data, amount, place, method, on }, at) => [String(at + 1), data, amount, place, method, on]) },
        {
          kind: 'paragraph',
          text:
            facts.kept === ''
              ? say('上述数据的副本、备份和缓存已一并处置，没有留存。', 'Copies, backups and caches were disposed of along with them; nothing was kept.')
              : facts.kept,
        },
        {
          kind: 'pairs',
          rows: [
            [
              { label: say('经办人（签字）', 'By'), value: facts.by, lines: 2 },
              { label: say('监督人（签字）', 'Witness'), value: facts.witness, lines: 2 },
            ],
          ],
        },
        { kind: 'signOff', agency: facts.from, on: facts.on },
      ]),
    }
  },
})
