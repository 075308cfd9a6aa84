import fc from 'fast-check'
import type { CaseHead } from '../cases/act.ts'
import { headOf, lived, uuidOf } from '../cases/acts.fixture.ts'
import { type AgreementText, agreementTextSchema } from '../cases/agreement-text.ts'
import { emptyProfile, type Profile } from '../contract/profile.ts'
import { builtInPacks } from '../regulations/built-in.ts'
import { type PackSet, packSet } from '../regulations/pack-set.ts'
import { draftFromRequest } from './draft.ts'

const sets = new Map<string, PackSet>()
/** The law of a day for who names these regulations. */
export const law = (on = '2026-11-27', ...regulations: string[]): PackSet => {
  const key = `${on} ${regulations.join()}`
  const known = sets.get(key) ?? packSet(builtInPacks, on, regulations)
  sets.set(key, known)
  return known
}

export const ourProfile: Profile = {
  ...emptyProfile,
  agency: '市民政局',
  creditCode: '11430000743187451F',
  workingBody: '数据共享科',
  departmentHead: '周局长',
  namedPersons: [{ name: '吴联系', duty: '数据共享', phone: '0574-12345678', since: '2026-01-01' }],
}

export const privateRequest: CaseHead = headOf('request', { shareType: '有条件共享', sensitive: ['个人隐私'] })

const drafted = (set: PackSet): AgreementText => {
  const acts = lived('request', privateRequest, ['apply', 'grant']).acts.map(({ act }) => act)
  const text = draftFromRequest({
    head: privateRequest,
    acts,
    profile: ourProfile,
    set,
    entry: {
      dataGrade: '3级',
      updateCycle: '每日',
      network: '政务外网',
      items: ['姓名', '身份证件号码'].map((name) => ({
        id: uuidOf(name.length),
        name,
        dataType: '字符型C',
        length: '18',
        shareType: '',
        isOpen: '',
        personalInformation: true,
        commercialSecret: false,
      })) as never,
    },
  })
  if (text === null) throw new Error('no draft')
  return text
}

/** The same with every blank filled in. */
export const filledIn = (text: AgreementText): AgreementText => {
  const agreed: Readonly<Record<string, string>> = {
    systemLevel: '社会救助系统，第三级',
    incidentTime: '2小时',
    providerContact: '郑安全',
    userContact: '吴联系',
    disposalTime: '一个月',
    disposalMethod: '删除',
    refreshLimit: '一周',
    explainLimit: '半个月',
    coordinateLimit: '一个月',
  }
  return {
    ...text,
    parties: {
      ...text.parties,
      provider: { ...text.parties.provider, representative: text.parties.provider.representative || '冯局长' },
      user: { ...text.parties.user, representative: text.parties.user.representative || '褚局长' },
    },
    clauses: text.clauses.map((clause) => ({
      ...clause,
      blanks: Object.fromEntries(Object.entries(clause.blanks).map(([name, value]) => [name, value === '' ? (agreed[name] ?? '按约定') : value])),
    })),
    annexes: {
      ...text.annexes,
      persons: [{ name: '赵使用', office: '救助处', post: '经办', permission: '查询', account: 'zhao', from: null, until: null }],
      pledge: ['不外传', '不复制'],
      exchange: { ...text.annexes.exchange, protocol: 'HTTPS', steps: ['联调', '上线'] },
    },
  }
}

/** A text with nothing left to fill in. */
export const wholeText = (set: PackSet = law('2026-11-27', 'NB-171')): AgreementText => filledIn(drafted(set))

type Edit = { at: number; how: 'word' | 'flip' | 'drop' | 'double' | 'swap'; word: string }

const visit = (value: unknown, path: readonly (string | number)[] = []): { path: readonly (string | number)[]; value: unknown }[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => {
        const here = [...path, Array.isArray(value) ? Number(key) : key]
        return [{ path: here, value: member }, ...visit(member, here)]
      })
    : []

const edited = (text: AgreementText, { at, how, word }: Edit): AgreementText => {
  const copy = structuredClone(text)
  const places = visit(copy).filter(({ value }) =>
    how === 'word' ? typeof value === 'string' : how === 'flip' ? typeof value === 'boolean' : Array.isArray(value),
  )
  const place = places[at % Math.max(1, places.length)]
  if (place === undefined) return text
  const parent = place.path.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], copy) as Record<
    string | number,
    unknown
  >
  const key = place.path.at(-1) ?? ''
  if (how === 'word') parent[key] = word
  else if (how === 'flip') parent[key] = !place.value
  else {
    const rows = place.value as unknown[]
    const n = at % Math.max(1, rows.length)
    if (how === 'drop') rows.splice(n, 1)
    else if (how === 'double') rows.splice(n, 0, ...structuredClone(rows.slice(n, n + 1)))
    else if (rows.length > 1) rows.push(...rows.splice(n, 1))
  }
  return agreementTextSchema.safeParse(copy).success ? copy : text
}

export const editArb: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(2000),
  how: fc.constantFrom('word', 'word', 'flip', 'drop', 'double', 'swap'),
  word: fc.oneof(fc.constantFrom('', '3年', '2027-01-01', '服务接口', '𠮷'), fc.string({ unit: fc.constantFrom(...'核对数据A1“”'), maxLength: 12 })),
})

/** The text with one thing changed, for each thing there is. */
export const singleEdits = (text: AgreementText): AgreementText[] => {
  const places = visit(text)
  const strings = places.filter(({ value }) => typeof value === 'string').map((_, at) => at)
  const others = places.filter(({ value }) => typeof value === 'boolean' || Array.isArray(value)).map((_, at) => at)
  return [
    // Where no words may stand, one of these may.
    ...strings.flatMap((at) => ['别的', '2027-01-01', '文件下载', '变更'].map((word) => edited(text, { at, how: 'word', word }))),
    ...others.flatMap((at) => (['flip', 'drop', 'double', 'swap'] as const).map((how) => edited(text, { at, how, word: '' }))),
  ]
}

/** Texts that came out of other texts by anything people change: words, days, rows and their order. */
export const textArb = (from: AgreementText): fc.Arbitrary<AgreementText> => fc.array(editArb, { maxLength: 8 }).map((edits) => edits.reduce(edited, from))
