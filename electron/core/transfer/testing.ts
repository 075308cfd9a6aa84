import { writeFileSync } from 'node:fs'
import { writeXlsx } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import type { Merge } from '../sheets/types.ts'

export type TestSheet = { name?: string; rows: Cell[][]; merges?: Merge[]; hidden?: boolean }

/** For tests: a workbook as an office would send it. */
export const writeWorkbook = async (path: string, sheets: TestSheet[]): Promise<string> => {
  const bytes = await writeXlsx({
    sheets: sheets.map(({ name = 'Sheet1', rows, merges = [], hidden = false }) => ({
      name,
      rows,
      merges: merges.map(({ top, left, bottom, right }) => ({ startRow: top - 1, startCol: left, endRow: bottom - 1, endCol: right })),
      hidden,
    })),
  })
  writeFileSync(path, bytes)
  return path
}

/** The fill-in template of 1272 as many offices have it: a title, two heading rows, classes in front. */
export const templateHead: { rows: Cell[][]; merges: Merge[] } = (() => {
  const blocks: [string, string[]][] = [
    [
      '信息资源分类',
      ['类分类\r\n（必填项）', '项分类\r\n（必填项）', '目分类\r\n（选填项）', '细目分类\r\n（选填项）', '分类五级（选填项）', '分类六级（选填项）'],
    ],
    ['', ['信息资源名称\r\n（必填项）']],
    ['', ['信息资源代码\r\n（选填项）']],
    ['信息资源提供方', ['信息资源提供方\r\n（必填项）', '提供方内部部门\r\n（选填项）']],
    ['', ['资源提供方代码\r\n（必填项）']],
    ['', ['信息资源摘要\r\n（必填项）']],
    ['信息资源格式', ['信息资源格式分类\r\n（必填项）', '信息资源格式类型\r\n（必填项）', '其他类型资源格式描述\r\n（选填项）']],
    ['信息资源大普查', ['数据存储总量\r\n（必填项）', '结构化信息记录总数\r\n（必填项）', '已共享的数据存储量\r\n（必填项）']],
    ['信息项信息', ['信息项名称\r\n（必填项）', '数据类型\r\n（必填项）', '数据长度\r\n（必填项）']],
    ['共享属性', ['共享类型\r\n（必填项）', '共享条件\r\n（必填项）']],
    ['共享方式', ['共享方式分类\r\n（必填项）', '共享方式类型\r\n（必填项）']],
    ['开放属性', ['是否向社会开放\r\n（必填项）', '开放条件\r\n（选填项）']],
    ['', ['更新周期\r\n（必填项）']],
    ['', ['发布日期\r\n（必填项）']],
    ['', ['关联及类目名称\r\n（选填项）']],
  ]
  const rows: Cell[][] = [['政务信息资源目录填报模板'], [], []]
  const merges: Merge[] = []
  let at = 0
  for (const [group, headings] of blocks) {
    for (const [index, heading] of headings.entries()) {
      rows[1]?.push(group === '' ? heading : index === 0 ? group : null)
      rows[2]?.push(group === '' ? null : heading)
    }
    if (group === '') merges.push({ top: 2, left: at, bottom: 3, right: at })
    else merges.push({ top: 2, left: at, bottom: 2, right: at + headings.length - 1 })
    at += headings.length
  }
  merges.push({ top: 1, left: 0, bottom: 1, right: at - 1 })
  return { rows, merges }
})()
