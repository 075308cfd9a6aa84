import type { EntryContent } from '../catalogue.ts'
import type { ExtensionField } from '../contract/profile.ts'
import { isListed } from '../dictionaries.ts'
import type { CheckContext } from '../findings.ts'
import type { Report } from './find.ts'

const parts = [
  ['sharedStorageG', 'storageG'],
  ['openStorageG', 'storageG'],
  ['sharedRecordsWan', 'recordsWan'],
  ['openRecordsWan', 'recordsWan'],
] as const

const earliest = '1949-10-01'

/** Cycle, dates and the six figures of 信息资源大普查. */
export const checkFigures = (content: EntryContent, { today }: CheckContext, report: Report): void => {
  const { updateCycle, publishedOn } = content
  if (updateCycle !== '' && !isListed('updateCycle', updateCycle)) report('updateCycle.unknown', { value: updateCycle })
  if (publishedOn !== null && publishedOn > today) report('publishedOn.future', { value: publishedOn })
  if (publishedOn !== null && publishedOn < earliest) report('publishedOn.early', { value: publishedOn })
  for (const [part, whole] of parts) {
    const some = content[part]
    const all = content[whole]
    if (some !== null && all !== null && some > all) {
      report('survey.moreThanTotal', { part, whole }, { field: part })
    }
  }
}

const classifiedNetwork = /涉密|政务内网|电子政务内网|机要/u
const credential = /(?:password|passwd|pwd|secret|token|appkey|access_?key|密码|口令|密钥)\s*[:=：＝]\s*[^\s*]{3,}/iu

const listedFields = ['dataGrade', 'network', 'mountStatus', 'collectionMethod', 'libraryKind', 'storageMode', 'providedByProvince'] as const

/** The further fields offices keep (practice P9) and the local extension fields. */
export const checkFurther = (content: EntryContent, { extensionFields }: CheckContext, report: Report): void => {
  const classified = classifiedNetwork.test(content.network)
  if (classified) report('network.classified', { value: content.network })
  for (const field of listedFields) {
    const value = content[field]
    if (value !== '' && !isListed(field, value) && !(field === 'network' && classified)) report(`unlisted.${field}`, { value })
  }
  if (credential.test(content.accessNote)) report('accessNote.credential')
  for (const field of extensionFields) checkExtension(field, content.ext[field.key] ?? '', report)
}

const extensionForms = {
  number: /^\s*-?\d+(?:\.\d+)?\s*$/,
  day: /^\d{4}-\d\d-\d\d$/,
} as const

const checkExtension = ({ key, label, kind, choices, required }: ExtensionField, value: string, report: Report): void => {
  const at = { field: `ext.${key}` }
  if (value === '') {
    if (required) report('ext.missing', { name: label }, at)
  } else if (kind === 'choice') {
    if (!choices.includes(value)) report('ext.choice', { name: label, value: value.slice(0, 100) }, at)
  } else if (kind !== 'text' && !extensionForms[kind].test(value)) {
    report(`ext.${kind}`, { name: label, value: value.slice(0, 100) }, at)
  }
}
