import { fill, type Language, type Params } from './errors.ts'

/**
 * Why an import can not take a row. Not errors of the call: good rows go in, these go into the list and the file the
 * officer corrects. `row` in the params is a row of the sheet, `column` a heading of it.
 */
export const rejectReasons = {
  noTitle: {
    zh: '没有信息资源名称，代码也对不上已有的目录',
    en: 'No resource name, and no entry has this code',
  },
  contradiction: {
    zh: '与第 {other} 行属于同一资源，但本列内容不同',
    en: 'Same resource as row {other}, but this column says something else',
  },
  copiedIdentity: {
    zh: '与第 {other} 行的目录标识相同而名称不同；新增的行请清空“目录标识”“目录版本”“信息项标识”三列',
    en: 'Same entry id as row {other} under another name; clear the id columns of rows you add',
  },
  duplicate: {
    zh: '与第 {other} 行是同一条目录',
    en: 'Same entry as row {other}',
  },
  ambiguous: {
    zh: '已有 {count} 条目录与它同名或同代码，无法确定是哪一条',
    en: '{count} entries share this name or code: which one is meant is unclear',
  },
  deleted: {
    zh: '这条目录已撤销（可恢复）；请先恢复再导入',
    en: 'This entry is deleted; restore it first',
  },
  notYours: {
    zh: '这是{owner}的目录，本机只能查看；要修改请联系该单位',
    en: 'This entry belongs to {owner} and can only be read here; ask that agency for the change',
  },
  changedSince: {
    zh: '两处修改不一致：导出之后（第 {version} 版）这一项在本程序中也改过',
    en: 'Two edits differ: since the export (version {version}) this was changed here too',
  },
  notANumber: {
    zh: '这里只能填数字，不带单位和文字',
    en: 'Only a number can stand here, without unit or words',
  },
  outOfRange: {
    zh: '数字须在 0 至 999999999.9999 之间',
    en: 'The number must lie between 0 and 999999999.9999',
  },
  notADay: {
    zh: '认不出日期；请写成 2026-11-22',
    en: 'Not a date; write 2026-11-22',
  },
  notAFlag: {
    zh: '这里只能填是或否',
    en: 'Only yes (是) or no (否) can stand here',
  },
  digitsLost: {
    zh: '长数字已被表格软件改写，末位不可靠；请把该列设为文本后重填',
    en: 'The spreadsheet program has rounded this long number; make the column text and fill it in again',
  },
  tooLong: {
    zh: '内容太长，最多 {limit} 个字符',
    en: 'Too long: {limit} characters at most',
  },
  tooMany: {
    zh: '太多，最多 {limit} 个',
    en: 'Too many: {limit} at most',
  },
} as const satisfies Record<string, Record<Language, string>>

export type RejectCode = keyof typeof rejectReasons

export const sayReject = (code: RejectCode, params: Params, language: Language): string => fill(rejectReasons[code][language], params)
