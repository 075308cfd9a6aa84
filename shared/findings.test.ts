import { describe, expect, it } from 'vitest'
import { type EntryContent, type EntryPatch, emptyContent, emptyItem, type Finding } from './catalogue.ts'
import { requirements } from './checks/requirements.ts'
import { rules } from './checks/rules.ts'
import { soundEntry } from './checks/sound-entry.fixture.ts'
import { emptyProfile, type Profile } from './contract/profile.ts'
import { creditCodeCheck } from './credit-code.ts'
import { checkEntry, checkSettings, labelOfRule, noNeighbours, ruleOf, sayFinding, sayRule } from './findings.ts'
import { builtInPacks } from './regulations/built-in.ts'
import { packSet } from './regulations/pack-set.ts'

const profile: Profile = { ...emptyProfile, agency: '某某市数据局', creditCode: '12320100671322000Q' }
const at = '2026-11-22T02:00:00.000Z'
const settings = (patch: Partial<Profile> = {}) => ({ ...checkSettings({ ...profile, ...patch }, at, builtInPacks), ...noNeighbours })
const law = (regulations: string[] = [], on = '2026-11-22') => packSet(builtInPacks, on, regulations)
const sourcesOf = (code: string, language: 'zh' | 'en', packs = law()) => sayFinding({ code }, language, packs).cited.map(({ title }) => title[language])
const codesOf = (content: EntryContent, patch: Partial<Profile> = {}) => checkEntry(content, settings(patch)).map(({ code }) => code)
const sound = (patch: EntryPatch = {}) => soundEntry(patch)
const firstItem = (patch: object) => sound({ items: sound().items.map((item, i) => (i === 0 ? { ...item, ...patch } : item)) })

const conditional = { shareType: '有条件共享', shareCondition: '经提供方同意', shareScope: '本市各部门', shareUse: '行政审批' }
const basis = { kind: '法律', title: '中华人民共和国统计法', number: '主席令第八十三号', article: '第二十八条', quotation: '不得对外提供、泄露' }
const notShared = { shareType: '不予共享', shareReason: '法律规定不得提供', shareBasis: [basis], shareWayClass: '', shareWayType: '' }

describe('a complete entry', () => {
  it('has no findings, whatever its sharing type', () => {
    expect(checkEntry(sound(), settings())).toEqual([])
    expect(checkEntry(sound(conditional), settings())).toEqual([])
    expect(checkEntry(sound(notShared), settings())).toEqual([])
  })
})

describe('what must be filled in', () => {
  it('is asked of an empty draft, field by field, with its article', () => {
    const findings = checkEntry(emptyContent(), settings())
    expect(findings.map(({ code }) => code)).toEqual([
      'missing.title',
      'missing.code',
      'missing.class',
      'missing.provider',
      'missing.providerCode',
      'missing.abstract',
      'missing.formatClass',
      'missing.itemsAny',
      'missing.shareType',
      'missing.isOpen',
      'missing.updateCycle',
      'missing.publishedOn',
      'missing.dataClass',
      'missing.dataGrade',
    ])
    expect(sayFinding({ code: 'missing.dataGrade' }, 'zh', law())).toMatchObject({
      message: '缺少“数据分级”。',
      action: '请选择数据分级（一般、重要、核心，或本地分级）。',
      reason: '可能不符合《政务数据共享条例》第十三条第二款，请核对。',
      cited: [{ wording: [{ lang: 'zh', kind: 'official', text: expect.stringMatching(/^政务数据目录应当明确.*数据分类分级等信息。$/) }] }],
    })
    expect(sayFinding({ code: 'missing.dataGrade' }, 'zh', null)).toMatchObject({ reason: '', cited: [] })
  })

  it.each<[string, EntryContent]>([
    ['missing.title', sound({ title: '  ' })],
    ['missing.code', sound({ codes: [{ code: '', cls1: '3', cls2: '', cls3: '', cls4: '' }] })],
    ['missing.provider', sound({ provider: '' })],
    ['missing.providerCode', sound({ providerCode: '' })],
    ['missing.abstract', sound({ abstract: '—' })],
    ['missing.formatClass', sound({ formats: [] })],
    ['missing.formatType', sound({ formats: [{ formatClass: '数据库', formatType: '', formatOther: '' }] })],
    ['missing.formatOther', sound({ formats: [{ formatClass: '数据库', formatType: '其他', formatOther: '' }] })],
    ['missing.formatOther', sound({ formats: [{ formatClass: '其他', formatType: '', formatOther: '' }] })],
    ['missing.items', sound({ items: [] })],
    ['missing.itemsAny', sound({ items: [], formats: [{ formatClass: '电子文件', formatType: 'pdf', formatOther: '' }], shareWayType: '文件' })],
    ['missing.itemName', firstItem({ name: '' })],
    ['missing.itemType', firstItem({ dataType: '' })],
    ['missing.itemLength', firstItem({ length: '' })],
    ['missing.shareType', sound({ shareType: '' })],
    ['missing.shareCondition', sound({ ...conditional, shareCondition: '无' })],
    ['missing.shareScope', sound({ ...conditional, shareScope: '' })],
    ['missing.shareUse', sound({ ...conditional, shareUse: '/' })],
    ['missing.shareReason', sound({ ...notShared, shareReason: '' })],
    ['missing.shareBasis', sound({ ...notShared, shareBasis: [] })],
    ['missing.basisKind', sound({ ...notShared, shareBasis: [{ ...basis, kind: '' }] })],
    ['missing.basisTitle', sound({ ...notShared, shareBasis: [{ ...basis, title: '' }] })],
    ['missing.basisNumber', sound({ ...notShared, shareBasis: [{ ...basis, number: '' }] })],
    ['missing.basisArticle', sound({ ...notShared, shareBasis: [{ ...basis, article: '' }] })],
    ['missing.basisQuotation', sound({ ...notShared, shareBasis: [{ ...basis, quotation: '' }] })],
    ['missing.shareWayClass', sound({ shareWayClass: '' })],
    ['missing.shareWayType', sound({ shareWayType: '' })],
    ['missing.isOpen', sound({ isOpen: '' })],
    ['missing.openCondition', sound({ isOpen: '是' })],
    ['missing.updateCycle', sound({ updateCycle: '' })],
    ['missing.publishedOn', sound({ publishedOn: null })],
    ['missing.dataClass', sound({ dataClass: '' })],
    ['missing.dataGrade', sound({ dataGrade: '' })],
  ])('%s alone', (code, content) => {
    expect(codesOf(content)).toEqual([code])
  })

  it('the class, of a code that does not say it', () => {
    expect(codesOf(sound({ codes: [{ code: '112461465423-654564', cls1: '', cls2: '', cls3: '', cls4: '' }] }))).toEqual(['missing.class', 'codes.notGuide'])
  })

  it('covers every row of the table above', () => {
    expect(requirements.length).toBe(33)
  })

  it('names the item it is about', () => {
    const item = { ...emptyItem('00000000-0000-4000-8000-0000000000aa'), dataType: '日期型D' }
    const findings = checkEntry(sound({ items: [...sound().items, item] }), settings())
    expect(findings).toEqual([{ code: 'missing.itemName', severity: 'error', field: 'items.name', itemId: item.id }])
  })

  it('lets 无 stand as a condition of opening and takes the class from the code', () => {
    expect(codesOf(sound({ isOpen: '是', openCondition: '无' }))).toEqual([])
    expect(codesOf(sound({ codes: [{ code: '3070211760000002004006/000033', cls1: '', cls2: '', cls3: '', cls4: '' }] }))).toEqual([])
  })
})

const code = (value: string, cls1 = '3') => [{ code: value, cls1, cls2: '', cls3: '', cls4: '' }]
const format = (formatClass: string, formatType: string) => [{ formatClass, formatType, formatOther: '说明' }]

describe('what looks wrong', () => {
  it.each<[string, EntryContent]>([
    ['title.tooLong', sound({ title: '企业'.repeat(65) })],
    ['title.system', sound({ title: '企业信用信息管理系统' })],
    ['title.system', sound({ title: '江北区综合巡查平台（二期）' })],
    ['title.system', sound({ title: '通办', sourceSystem: '通办' })],
    ['title.spacing', sound({ title: '企业 行政许可信息' })],
    ['title.spacing', sound({ title: '企业行政许可信息Ａ' })],
    ['title.number', sound({ title: '企业行政许可信息2' })],
    ['codes.characters', sound({ codes: code('代码0000000001') })],
    ['codes.short', sound({ codes: code('307021') })],
    ['codes.notGuide', sound({ codes: code('112461465423-654564') })],
    ['codes.repeated', sound({ codes: [...sound().codes, ...sound().codes] })],
    ['codes.classUnknown', sound({ codes: code('3070211760000002004006/000033', '部门') })],
    ['codes.classMismatch', sound({ codes: code('3070211760000002004006/000033', '1') })],
    ['providerCode.length', sound({ providerCode: '1143000074318745' })],
    ['providerCode.character', sound({ providerCode: '1143000074318745IF' })],
    ['providerCode.check', sound({ providerCode: '11430000743187451E' })],
    ['providerCode.notOurs', sound({ provider: '某某市数据局' })],
    ['abstract.sameAsTitle', sound({ abstract: '企业行政许可信息。' })],
    ['abstract.tooLong', sound({ abstract: '许可'.repeat(251) })],
    ['formats.classUnknown', sound({ formats: format('胶片', '其他') })],
    ['formats.typeUnknown', sound({ formats: format('数据库', 'cassandra') })],
    ['formats.typeMismatch', sound({ formats: format('数据库', 'xlsx') })],
    ['shareType.unknown', sound({ shareType: '看情况' })],
    ['shareCondition.unneeded', sound({ shareCondition: '须经同意' })],
    ['shareCondition.fee', sound({ ...conditional, shareCondition: '用于行政审批；须缴纳数据服务费' })],
    ['shareCondition.asksMore', sound({ ...conditional, shareCondition: '经分管领导批准，用于行政审批' })],
    ['shareCondition.asksMore', sound({ ...conditional, shareCondition: '用于行政审批，签订保密协议' })],
    ['shareCondition.unmapped', sound({ ...conditional, shareCondition: '视情况而定' })],
    ['shareBasis.unneeded', sound({ shareBasis: [basis] })],
    ['shareBasis.kind', sound({ ...notShared, shareBasis: [{ ...basis, kind: '地方性法规' }] })],
    ['shareWay.classUnknown', sound({ shareWayClass: '托人带' })],
    ['shareWay.typeMismatch', sound({ shareWayClass: '邮件', shareWayType: '接口' })],
    ['shareWay.format', sound({ formats: format('电子表格', 'xlsx'), shareWayType: '数据库' })],
    ['shareWay.format', sound({ shareWayType: '文件' })],
    ['shareWay.notNeeded', sound({ ...notShared, shareWayClass: '共享平台方式' })],
    ['isOpen.unknown', sound({ isOpen: '部分' })],
    ['isOpen.notShared', sound({ ...notShared, isOpen: '是', openCondition: '无' })],
    ['updateCycle.unknown', sound({ updateCycle: '想起来就更新' })],
    ['publishedOn.future', sound({ publishedOn: '2026-11-23' })],
    ['publishedOn.early', sound({ publishedOn: '1924-03-01' })],
    ['relatedCodes.self', sound({ relatedCodes: ['3070211760000002004006/000033'] })],
    ['relatedCodes.repeated', sound({ relatedCodes: ['307021/1', '307021/1'] })],
    ['survey.moreThanTotal', sound({ recordsWan: 1, sharedRecordsWan: 2 })],
    ['items.repeated', firstItem({ name: '有效期 至' })],
    ['items.typeUnknown', firstItem({ dataType: '文字' })],
    ['items.lengthForm', firstItem({ length: '32位' })],
    ['items.shareTypeUnknown', firstItem({ shareType: '内部' })],
    ['items.stricter', firstItem({ shareType: '有条件共享' })],
    ['items.personalUnconditional', firstItem({ personalInformation: true })],
    ['items.personalAsk', firstItem({ name: '申请人身份证号' })],
    ['items.commercialUnconditional', firstItem({ commercialSecret: true })],
    ['network.classified', sound({ network: '电子政务内网' })],
    ['unlisted.network', sound({ network: '卫星' })],
    ['unlisted.dataGrade', sound({ dataGrade: '五级' })],
    ['unlisted.mountStatus', sound({ mountStatus: '挂了' })],
    ['unlisted.collectionMethod', sound({ collectionMethod: '抄写' })],
    ['unlisted.libraryKind', sound({ libraryKind: '图书馆' })],
    ['unlisted.storageMode', sound({ storageMode: '抽屉' })],
    ['unlisted.providedByProvince', sound({ providedByProvince: '部分' })],
    ['accessNote.credential', sound({ accessNote: '接口 http://10.0.0.1/api ，password=abc123' })],
    ['secrecy.words', sound({ title: '保密资质名录' })],
  ])('%s alone', (expected, content) => {
    expect(codesOf(content)).toEqual([expected])
  })

  it('tells personal information opened to the public', () => {
    const content = firstItem({ personalInformation: true })
    expect(codesOf({ ...content, ...conditional, isOpen: '是', openCondition: '无' })).toEqual(['isOpen.personal'])
  })

  it('finds the wrong organisation code inside a right credit code', () => {
    const body = '11430000743187452'
    expect(codesOf(sound({ providerCode: body + creditCodeCheck(body) }))).toEqual(['providerCode.organisation'])
  })

  it('does not take years, rounds or innocent words for faults', () => {
    for (const title of ['2019年高考成绩', '高考成绩2019', '第2批名录', 'GIS data layer', '人口密度统计', '系统性风险企业名录', '平台企业名单']) {
      expect(codesOf(sound({ title })), title).toEqual([])
    }
  })

  it('judges a basis by each rule in force on the day: a local regulation did once, in Ningbo', () => {
    const local = sound({ ...notShared, publishedOn: '2011-03-01', shareBasis: [{ ...basis, kind: '地方性法规' }] })
    const on = (day: string, regulations: string[]) => checkEntry(local, { ...settings(), packs: law(regulations, day) }).map(({ code: found }) => found)
    expect(on('2012-01-01', ['NB-171'])).not.toContain('shareBasis.kind')
    expect(on('2026-11-22', ['NB-171'])).toContain('shareBasis.rejustify')
    expect(on('2026-11-22', [])).toContain('shareBasis.kind')
  })

  it('has a basis that one regulation accepts and another does not justified anew, with both articles', () => {
    const local = sound({ ...notShared, shareBasis: [{ ...basis, kind: '地方性法规' }] })
    const packs = law(['NB-171'], '2026-11-22')
    const [found, ...rest] = checkEntry(local, { ...settings(), packs })
    expect(rest).toEqual([])
    if (found === undefined) throw new Error('nothing was found')
    const said = sayFinding(found, 'zh', packs)
    expect(said.message).toBe(
      '依据是“地方性法规”：《宁波市政府信息资源共享管理办法》第十条第四款认可，《政务数据共享条例》第十四条第（三）项、《政务数据共享条例》第十五条第二款不认可，需重新论证。',
    )
    expect(said.reason).toContain('《政务数据共享条例》第十五条第二款')
    expect(said.reason).not.toContain('宁波')
  })

  it('does not call a consent that the law itself asks for an added condition', () => {
    for (const shareCondition of ['经提供方同意', '通过共享平台申请，用于行政审批', '不得提供给第三方']) {
      expect(codesOf(sound({ ...conditional, shareCondition })), shareCondition).toEqual([])
    }
    const [first, ...others] = sound().items
    if (first === undefined) throw new Error('the sound entry has items')
    const secret = sound({ ...conditional, shareCondition: '用于行政审批，签订保密协议', items: [{ ...first, commercialSecret: true }, ...others] })
    expect(codesOf(secret)).toEqual([])
  })

  it('asks only what a text in force asks', () => {
    const bare = sound({ dataGrade: '', dataClass: '' })
    expect(checkEntry(bare, { ...settings(), packs: law([], '2024-06-01') }).map(({ code: found }) => found)).toEqual([])
    expect(codesOf(bare)).toEqual(['missing.dataClass', 'missing.dataGrade'])
  })

  it('takes one lawful basis among several', () => {
    expect(codesOf(sound({ ...notShared, shareBasis: [{ ...basis, kind: '地方性法规' }, basis] }))).toEqual([])
  })

  it('knows the day in China, not in Greenwich', () => {
    const late = checkSettings(profile, '2026-11-22T17:00:00.000Z', builtInPacks)
    expect(checkEntry(sound({ publishedOn: '2026-11-23' }), { ...late, ...noNeighbours })).toEqual([])
  })
})

describe("the agency's own rules", () => {
  it('judges codes by its pattern', () => {
    expect(codesOf(sound({ codes: code('ZJ0100001234') }), { codePattern: 'ZJ\\d{10}' })).toEqual([])
    expect(codesOf(sound({ codes: code('ZJ01000012345') }), { codePattern: 'ZJ\\d{10}' })).toEqual(['codes.pattern'])
  })

  it('asks for local fields', () => {
    const extensionFields = [
      { key: 'domain', label: '重点领域', kind: 'choice' as const, choices: ['教育', '医疗'], required: true },
      { key: 'count', label: '归集数', kind: 'number' as const, choices: [], required: false },
      { key: 'on', label: '归集日', kind: 'day' as const, choices: [], required: false },
    ]
    expect(codesOf(sound({ ext: { domain: '教育', count: '12.5', on: '2026-01-31' } }), { extensionFields })).toEqual([])
    const findings = checkEntry(sound({ ext: { count: '很多', on: '去年' } }), settings({ extensionFields }))
    expect(findings.map(({ code: found, field }) => [found, field])).toEqual([
      ['ext.missing', 'ext.domain'],
      ['ext.number', 'ext.count'],
      ['ext.day', 'ext.on'],
    ])
    expect(codesOf(sound({ ext: { domain: '旅游' } }), { extensionFields })).toEqual(['ext.choice'])
  })

  it('judges base information only where the regional rule applies (L7)', () => {
    const base = sound({ ...conditional, codes: code('112461465423-654564', '1'), libraryKind: '基础' })
    expect(codesOf(base, { codePattern: '.+' })).toEqual([])
    expect(codesOf(base, { codePattern: '.+', regulations: ['NX'] })).toEqual(['base.notUnconditional'])
  })
})

describe('neighbours', () => {
  it('are named in the finding', () => {
    const findings = checkEntry(sound(), {
      ...settings(),
      sameTitle: { id: 'a', title: '企业行政许可 信息' },
      sameCodes: [{ sharedCode: 'x/1', id: 'b', title: '另一条' }],
    })
    expect(findings.map(({ code: found, params }) => [found, params?.other])).toEqual([
      ['title.duplicate', '企业行政许可 信息'],
      ['codes.duplicate', '另一条'],
    ])
  })
})

describe('words', () => {
  const everyCode = Object.keys(rules)

  it('name fields in the language of the reader', () => {
    const [finding] = checkEntry(sound({ recordsWan: 1, openRecordsWan: 2 }), settings())
    if (finding === undefined) throw new Error('no finding')
    expect(sayFinding(finding, 'zh', law()).message).toBe('“已开放结构化记录数（万）”大于“结构化信息记录总数（万）”。')
    expect(sayFinding(finding, 'en', law()).message).toBe('“Opened records (10,000)” is more than “Structured records (10,000)”.')
  })

  it('fill every placeholder that a check reports', () => {
    const worst: EntryContent[] = [
      emptyContent(),
      sound({
        title: '保密管理 系统',
        abstract: '保密管理系统',
        codes: [...code('短'), ...code('307021')],
        providerCode: 'I',
        formats: format('胶片', 'x'),
        shareType: '看',
      }),
    ]
    for (const content of worst) {
      for (const finding of checkEntry(content, settings())) {
        for (const language of ['zh', 'en'] as const) {
          const { message, action } = sayFinding(finding, language, law())
          expect(message + action, finding.code).not.toMatch(/\{\w+\}/)
        }
      }
    }
  })

  it.each(everyCode)('%s: both languages, a message and what to do, no accusation', (id) => {
    const finding: Pick<Finding, 'code'> = { code: id }
    const all = law(['NB-171', 'HE', 'NX', 'JS-85'])
    const zh = sayFinding(finding, 'zh', all)
    const en = sayFinding(finding, 'en', all)
    expect(zh.message).toMatch(/[\u4e00-\u9fff].*[。]$/)
    expect(zh.action).toMatch(/[\u4e00-\u9fff].*[。]$/)
    // Two words to be chosen or written stand in Chinese.
    expect(`${en.message} ${en.action} ${en.reason}`.replace(/其他|无/g, '')).not.toMatch(/[\u4e00-\u9fff]/)
    expect(`${zh.message}${zh.action}${zh.reason}`).not.toMatch(/违反|违法|违规|非法/)
    if (zh.cited.length > 0) expect(zh.reason).toMatch(/^可能不符合.*，请核对。$/)
    expect(ruleOf(id)).not.toBeNull()
    expect(sayRule(id, 'zh')).not.toMatch(/\{/)
  })

  it.each(everyCode)('%s: a short label without holes in both languages', (id) => {
    expect(labelOfRule(id, 'zh')).toMatch(/^[\u4e00-\u9fff]{2,8}$/)
    expect(labelOfRule(id, 'en')).toMatch(/^[A-Z][A-Za-z ',:-]{2,27}\??$/)
    expect(labelOfRule(id, 'zh')).not.toMatch(/违反|违法|违规|非法|错误/)
  })

  it.each(['zh', 'en'] as const)('have labels that tell each other apart (%s)', (language) => {
    const labels = everyCode.map((id) => labelOfRule(id, language).toLowerCase())
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([])
    expect(labelOfRule('rule.ofTomorrow', language)).toBe('rule.ofTomorrow')
  })

  it('name regional rules only to those they bind', () => {
    expect(sourcesOf('missing.title', 'zh')).toEqual(['《政务信息资源目录编制指南（试行）》', '《政务数据共享条例》第十三条第二款'])
    expect(sourcesOf('missing.title', 'zh', law(['NB-171']))).toContain('《宁波市政府信息资源共享管理办法》第十二条')
    expect(sourcesOf('base.notUnconditional', 'en', law(['NX']))).toEqual(['Ningxia Measures on Sharing Government Data Resources, art. 10 (2)'])
    expect(sourcesOf('base.notUnconditional', 'en')).toEqual([])
  })
})
