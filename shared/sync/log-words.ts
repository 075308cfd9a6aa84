import { type ErrorCode, errors, type Language, say } from '../errors.ts'
import { readFailure } from './stored-failure.ts'

/** What the log of the work with the platform tells of. */
export const syncLogKinds = [
  'ran',
  'stopped',
  'asks',
  'confirmed',
  'passedOver',
  'quarantined',
  'held',
  'configured',
  'enrolled',
  'scheduled',
  'written',
  'carried',
  'handedOver',
  'recalled',
  'listing',
] as const
export type SyncLogKind = (typeof syncLogKinds)[number]

type Both = Readonly<Record<Language, string>>

export const syncLogKindWords: Readonly<Record<SyncLogKind, Both>> = {
  ran: { zh: '同步完成', en: 'Synchronised' },
  stopped: { zh: '没有完成', en: 'Did not finish' },
  asks: { zh: '停下询问', en: 'Stopped to ask' },
  confirmed: { zh: '核实后继续', en: 'Allowed to go on' },
  passedOver: { zh: '没有接收', en: 'Not taken' },
  quarantined: { zh: '退回待改', en: 'Sent back to mend' },
  held: { zh: '等候上报', en: 'Held back' },
  configured: { zh: '设置平台', en: 'Platform set' },
  enrolled: { zh: '登记本机', en: 'Copy enrolled' },
  scheduled: { zh: '定时同步', en: 'Schedule' },
  written: { zh: '写出交换包', en: 'Package written' },
  carried: { zh: '接收交换包', en: 'Package taken in' },
  handedOver: { zh: '写出平台清单', en: 'Written for the platform' },
  recalled: { zh: '收回未送达的修改', en: 'Taken back, never delivered' },
  listing: { zh: '导入平台清单', en: 'Listing taken in' },
}

const questions: Readonly<Record<string, Both>> = {
  otherPlatform: { zh: '这个地址是另一个平台', en: 'another platform at this address' },
  restored: { zh: '平台从备份恢复过', en: 'the platform was put back to a backup' },
  deletions: { zh: '平台一次撤下许多目录', en: 'many entries gone from the platform at once' },
  forgotten: { zh: '平台不认识它确认过的目录', en: 'the platform does not know entries it had confirmed' },
}
const packageWords: Readonly<Record<string, Both>> = {
  up: { zh: '上报包', en: 'report' },
  down: { zh: '下发包', en: 'delivery' },
  receipt: { zh: '回执', en: 'receipt' },
  peer: { zh: '往来包', en: 'exchange' },
}
const effectWords: Readonly<Record<string, Both>> = {
  taken: { zh: '采用', en: 'taken' },
  merged: { zh: '合并', en: 'put together' },
  conflict: { zh: '两处修改不一致', en: 'changed here and there' },
  passedOver: { zh: '没有接收', en: 'not taken' },
}
const listingWords: Readonly<Record<string, Both>> = {
  new: { zh: '新增', en: 'new' },
  same: { zh: '相同', en: 'the same' },
  taken: { zh: '采用平台内容', en: 'taken' },
  merged: { zh: '合并', en: 'put together' },
  conflict: { zh: '两处修改不一致', en: 'changed here and there' },
  gone: { zh: '平台已无', en: 'gone' },
  undecided: { zh: '待对应', en: 'undecided' },
  passed: { zh: '未读取', en: 'not read' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  altered: { zh: '平台收下并有改动', en: 'altered by the platform' },
  differs: { zh: '与交出的不同', en: 'unlike what was handed over' },
  returned: { zh: '退回待改', en: 'sent back' },
  pending: { zh: '待确认', en: 'not answered yet' },
  conflicts: { zh: '尚待处理的不一致', en: 'disagreements open' },
}
const passedOver: Readonly<Record<string, Both>> = {
  unreadable: { zh: '读不懂的一行', en: 'a line that is not readable' },
  paperMarked: { zh: '一份材料带有密级标志，没有接收', en: 'a paper with a classification mark' },
  paperKind: { zh: '一份材料不是可以作附件的文件', en: 'a paper that is no file to be attached' },
  paperOutdated: { zh: '一份材料已被后来的报送代替', en: 'a paper of a submission that another one followed' },
  caseHead: { zh: '案卷首部与本机的不同', en: 'a case whose head is another than here' },
  caseActs: { zh: '案卷的办理经过与已计入的不同', en: 'a case with another past than what counted here' },
  caseParty: { zh: '案卷里有不是该方所作的办理', en: 'a case with an act its party can not have said' },
  caseSealed: { zh: '案卷已封存，没有接收', en: 'a sealed case: nothing more is taken' },
  submissionVersions: { zh: '统计报送的各版与已收到的不同', en: 'a submission with other versions than were received' },
  submissionOwner: { zh: '统计报送的所属单位与本机的不同', en: 'a submission of another agency than here' },
  caseNotBetween: { zh: '案卷的双方不是发出单位和本单位', en: 'a case that is not between the sender and this agency' },
  caseTwice: { zh: '同一个案卷在包里出现两次', en: 'a case that stands in the package twice' },
  paperNoCase: { zh: '一份材料所属的案卷没有接收', en: 'a paper of a case that was not taken in' },
  paperNoEntry: { zh: '一份材料所属的目录不在本机', en: 'a paper of an entry that is not here' },
}

const known = (code: string): code is ErrorCode => Object.hasOwn(errors, code)
const name = (key: string, language: Language): string => questions[key]?.[language] ?? key

/** The note of a line as the log keeps it, in the reader's words; what is not known stays as it is. */
export const syncLogNoteWords = ({ what, note }: { what: string; note: string }, language: Language): string => {
  const zh = language === 'zh'
  const [first = '', ...rest] = note.split(' ')
  if (what === 'ran') {
    const [, planned = '', received, reported, passed] = /^(planned, )?received (\d+), reported (\d+), passed over (\d+)$/.exec(note) ?? []
    if (received === undefined) return note
    const words = zh
      ? [...(planned === '' ? [] : ['按计划']), `接收 ${received} 项`, `上报 ${reported} 项`, ...(passed === '0' ? [] : [`${passed} 行没有接收`])]
      : [...(planned === '' ? [] : ['by schedule']), `${received} received`, `${reported} reported`, ...(passed === '0' ? [] : [`${passed} lines not taken`])]
    return words.join(zh ? '，' : ', ')
  }
  if (what === 'stopped' || (what === 'quarantined' && known(first) && rest.length === 0)) {
    const { code, params } = readFailure(note)
    return known(code) ? say(code, params, language).message : note
  }
  // What the platform said, behind the code it said it by.
  if (what === 'quarantined' && rest.length > 0) return rest.join(' ')
  if (what === 'enrolled') {
    const words = note.split(', ').map((part) => (part === 'card' ? (zh ? '凭身份卡' : 'by card') : part))
    return words.join(zh ? '，' : ', ')
  }
  if (what === 'written') {
    const [kind = '', medium = ''] = rest.join(' ').split(', ')
    return [packageWords[kind]?.[language] ?? kind, medium].join(zh ? '，' : ', ')
  }
  if (what === 'held') return zh ? '平台还不接收统计报送，没有发出' : 'the platform takes no submissions of figures yet: not sent'
  if (what === 'handedOver' || what === 'recalled') return zh ? `${note} 条` : note
  if (what === 'listing') return countedWords(note, language)
  if (what === 'carried') return carriedWords(note, language)
  if (what === 'asks') return zh ? `${name(first, 'zh')}（${rest.join(' ')}）` : `${name(first, 'en')} (${rest.join(' ')})`
  if (what === 'confirmed') {
    const [question = '', ...people] = note.split(', ')
    return [name(question, language), ...people].join(zh ? '，' : ', ')
  }
  if (what === 'passedOver') {
    const [, part, line, why] = /^([0-9a-f]{8}) (\d+): (.*)$/s.exec(note) ?? []
    if (why !== undefined) {
      const words = syncLogNoteWords({ what, note: why }, language)
      return zh ? `交换包 ${part} 第 ${line} 行：${words}` : `package ${part}, line ${line}: ${words}`
    }
    if (first === 'kind') return zh ? `本程序还不认识的种类（${rest.join(' ')}）` : `of a kind this version does not know (${rest.join(' ')})`
    const [refused = ''] = rest
    if (first === 'caseAct' && known(refused))
      return zh ? `案卷里有不能这样办理的一步：${say(refused, {}, 'zh').message}` : `an act that can not follow: ${say(refused, {}, 'en').message}`
    if (known(first)) return say(first, {}, language).message
    return passedOver[note]?.[language] ?? note
  }
  if (what === 'scheduled') {
    const [rule = '', ...people] = note.split(', ')
    return [scheduleWords(rule, language), ...people].join(zh ? '，' : ', ')
  }
  return note
}

/** `ID {"taken":2,…}, answered 3`. */
const carriedWords = (note: string, language: Language): string => {
  const [, json, answered = '0'] = /^\S+ (\{.*\}), answered (\d+)$/.exec(note) ?? []
  if (json === undefined) return note
  const effects = JSON.parse(json) as Record<string, number>
  const words = Object.entries(effectWords).flatMap(([key, said]) => ((effects[key] ?? 0) > 0 ? [`${said[language]} ${effects[key]}`] : []))
  const all = answered === '0' ? words : [...words, language === 'zh' ? `得到答复 ${answered}` : `${answered} answered`]
  return all.length === 0 ? (language === 'zh' ? '没有变化' : 'nothing changed') : all.join(language === 'zh' ? '，' : ', ')
}

/** `new 3, same 12, conflicts 0`. */
const countedWords = (note: string, language: Language): string => {
  const parts = note.split(', ').flatMap((part) => {
    const [word = '', count = ''] = part.split(' ')
    return word === 'conflicts' && count === '0' ? [] : [`${listingWords[word]?.[language] ?? word} ${count}`]
  })
  return parts.join(language === 'zh' ? '，' : ', ')
}

const scheduleWords = (rule: string, language: Language): string => {
  const zh = language === 'zh'
  if (rule === 'off') return zh ? '关闭' : 'off'
  const minutes = /^every (\d+)$/.exec(rule)?.[1]
  if (minutes !== undefined) return zh ? `每 ${minutes} 分钟` : `every ${minutes} minutes`
  return rule.startsWith('at ') && zh ? `每天 ${rule.slice(3)}` : rule
}
