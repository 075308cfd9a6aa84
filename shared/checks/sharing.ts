import type { EntryContent } from '../catalogue.ts'
import { formatTypes, isListed, listedFormat, shareWayTypes } from '../dictionaries.ts'
import type { CheckContext } from '../findings.ts'
import { judgeBases } from './basis.ts'
import { clausesOf } from './condition.ts'
import type { Report } from './find.ts'

/** 格式分类 and 格式类型: listed, and of one kind. */
export const checkFormats = ({ formats }: EntryContent, report: Report): void => {
  for (const { formatClass, formatType } of formats) {
    if (formatClass !== '' && !isListed('formatClass', formatClass)) report('formats.classUnknown', { value: formatClass })
    if (formatType === '' || formatType === '其他') continue
    const belongs = listedFormat(formatType).formatClass
    if (formatTypes[formatClass]?.includes(formatType) === true || (formatClass === '自描述格式' && belongs === '')) continue
    if (belongs !== '' && formatClass !== '' && isListed('formatClass', formatClass) && formatClass !== '其他' && belongs !== formatClass) {
      report('formats.typeMismatch', { type: formatType, class: formatClass })
    } else if (belongs === '' || !formatTypes[belongs]?.includes(formatType)) report('formats.typeUnknown', { value: formatType })
  }
}

/** What each kind of resource is handed over as on the platform (the filling guide's rule). */
const byPlatform: Readonly<Record<string, readonly string[]>> = {
  电子文件: ['文件'],
  电子表格: ['文件'],
  图形图像: ['文件'],
  流媒体: ['文件'],
  数据库: ['数据库', '接口'],
  服务接口: ['接口'],
}

const checkWay = ({ formats, shareType, shareWayClass, shareWayType }: EntryContent, report: Report): void => {
  if (shareType === '不予共享') {
    if (shareWayClass !== '' || shareWayType !== '') report('shareWay.notNeeded')
    return
  }
  if (shareWayClass !== '' && !isListed('shareWayClass', shareWayClass)) {
    report('shareWay.classUnknown', { value: shareWayClass })
    return
  }
  if (shareWayType === '') return
  const types = shareWayTypes[shareWayClass]
  if (types !== undefined && !types.includes(shareWayType)) {
    report('shareWay.typeMismatch', { class: shareWayClass, type: shareWayType })
    return
  }
  if (shareWayClass !== '共享平台方式' || shareWayType === '其他') return
  const expected = formats.map(({ formatClass }) => byPlatform[formatClass])
  const first = expected[0]
  if (first === undefined || expected.some((ways) => ways === undefined || ways.includes(shareWayType))) return
  report('shareWay.format', { format: formats[0]?.formatClass ?? '', expected: first.join('、'), type: shareWayType })
}

const nothingSaid = /^\s*(?:无|没有|无条件|-|—|\/)?\s*$/u

/**
 * Who accepts a basis that not all accept is named by their rules, so that both articles can be shown. The one check whose
 * answer depends on what the law accepts: of all others it only says whether they are made.
 */
export const checkBases = ({ shareType, shareBasis }: Pick<EntryContent, 'shareType' | 'shareBasis'>, packs: CheckContext['packs'], report: Report): void => {
  if (shareType !== '不予共享' || shareBasis.length === 0 || shareBasis.some(({ kind }) => kind === '')) return
  const { all, rejustify } = judgeBases(packs, shareBasis)
  if (all.accepted) return
  const value = [...new Set(shareBasis.map(({ kind }) => kind))].join('、')
  const rules = (yes: boolean) => all.rules.filter(({ accepted }) => accepted === yes).map(({ row }) => row.rule.id)
  if (rejustify) report('shareBasis.rejustify', { value, accepts: rules(true).join(' '), refuses: rules(false).join(' ') })
  else report('shareBasis.kind', { value })
}

/** Clauses that ask more of who applies, and a condition that says neither with whom nor for what. */
const checkCondition = ({ shareCondition, shareScope, shareUse, items }: EntryContent, report: Report): void => {
  const clauses = clausesOf(shareCondition)
  const sensitive = items.some(({ personalInformation, commercialSecret }) => personalInformation || commercialSecret)
  for (const { text, kind } of clauses) {
    const value = text.slice(0, 60)
    if (kind === 'fee') report('shareCondition.fee', { value })
    else if (kind === 'more' || (kind === 'agreement' && !sensitive)) report('shareCondition.asksMore', { value })
  }
  if (clauses.length === 0 || clauses.some(({ kind }) => kind === 'scope' || kind === 'use')) return
  const listed = shareScope.trim() !== '' || shareUse.trim() !== ''
  if (!listed || clauses.some(({ kind }) => kind === 'unclear')) report('shareCondition.unmapped', { value: shareCondition.trim().slice(0, 60) })
}

/** 共享属性, 共享方式, 开放属性. */
export const checkSharing = (content: EntryContent, { packs }: CheckContext, report: Report): void => {
  const { shareType, shareBasis, isOpen } = content
  if (shareType !== '' && !isListed('shareType', shareType)) report('shareType.unknown', { value: shareType })
  if (shareType === '无条件共享' && !nothingSaid.test(content.shareCondition)) report('shareCondition.unneeded')
  if (shareType !== '不予共享' && shareType !== '' && shareBasis.length > 0) report('shareBasis.unneeded')
  checkBases(content, packs, report)
  if (shareType === '有条件共享' && !nothingSaid.test(content.shareCondition)) checkCondition(content, report)
  checkWay(content, report)
  if (isOpen !== '' && !isListed('isOpen', isOpen)) report('isOpen.unknown', { value: isOpen })
  if (isOpen === '是' && shareType === '不予共享') report('isOpen.notShared')
  if (isBase(content) && shareType !== '' && shareType !== '无条件共享') report('base.notUnconditional')
}

const isBase = ({ codes, libraryKind }: EntryContent): boolean => libraryKind === '基础' || codes[0]?.cls1 === '1'
