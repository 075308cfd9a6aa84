import type { EntryContent, Item } from '../catalogue.ts'
import { isListed } from '../dictionaries.ts'
import { textKey } from '../text-key.ts'
import type { Report } from './find.ts'

const personalName = /身份证|证件号|手机|联系电话|住址|家庭地址|银行卡|银行账号|护照号|出生日期|出生年月|籍贯|婚姻|病历|诊断|指纹|人脸|姓名/u
const notOfPersons = /单位|企业|机构|公司|部门|法定代表人|经办人|字段|窗口/u
const lengthForm = /^\s*(?:\d{1,10}(?:\s*[,，.]\s*\d{1,4})?|(?:max|MAX))\s*$/u

/** Stricter is higher; an item's own type counts only where it is listed. */
const strictness: Readonly<Record<string, number>> = { 无条件共享: 0, 有条件共享: 1, 不予共享: 2 }

/** Each 信息项: names, types, lengths, and what its flags mean for the whole. */
export const checkItems = (content: EntryContent, report: Report): void => {
  const names = new Set<string>()
  for (const item of content.items) {
    const at = { itemId: item.id }
    const key = textKey(item.name)
    if (key !== '') {
      if (names.has(key)) report('items.repeated', { name: item.name }, at)
      names.add(key)
    }
    if (item.dataType !== '' && !isListed('dataType', item.dataType)) report('items.typeUnknown', { value: item.dataType }, at)
    if (item.length !== '' && !lengthForm.test(item.length)) report('items.lengthForm', { value: item.length }, at)
    checkItemSharing(item, content, report, at)
  }
}

const checkItemSharing = (item: Item, { shareType, isOpen }: EntryContent, report: Report, at: { itemId: string }): void => {
  const { name } = item
  if (item.shareType !== '') {
    const own = strictness[item.shareType]
    const whole = strictness[shareType]
    if (own === undefined) report('items.shareTypeUnknown', { value: item.shareType }, at)
    else if (whole !== undefined && own > whole) report('items.stricter', { name, value: item.shareType, whole: shareType }, at)
  }
  const unconditional = (item.shareType || shareType) === '无条件共享'
  if (item.personalInformation) {
    if (unconditional) report('items.personalUnconditional', { name }, at)
    if ((item.isOpen || isOpen) === '是') report('isOpen.personal', { name }, at)
  } else if (personalName.test(name) && !notOfPersons.test(name)) report('items.personalAsk', { name }, at)
  if (item.commercialSecret && unconditional) report('items.commercialUnconditional', { name }, at)
}
