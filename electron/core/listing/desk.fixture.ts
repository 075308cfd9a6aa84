import { join } from 'node:path'
import type { Output } from '../../../shared/contract.ts'
import type { ListingTemplate } from '../../../shared/listing/template.ts'
import { type Desk, deskOf } from '../sync/office.fixture.ts'
import { assetsDir, makeTestCore } from '../vault/testing.ts'
import { type Clerk, createClerk } from './clerk.fixture.ts'
import { portalTemplate, writePortal } from './portal.fixture.ts'

/** A vault that works by listings with a platform of one template, and the clerk at the platform. */
export type ListingDesk = Desk & {
  template: string
  clerk: Clerk
  /** A new file of the test. */
  file(name: string): string
  export(more?: { again?: boolean }): Promise<Output<'listing.export'> & { path: string }>
  import(
    more?: Partial<{ apply: boolean; complete: boolean; asOf: string; path: string; decisions: { row: number; entry: string | null }[] }>,
  ): Promise<Output<'listing.import'>>
  waiting(): Promise<string[]>
}

/** Our own guide's template, as an office fills it in (assets/templates): one row per item, no column for the platform's word. */
export const guideTemplate: ListingTemplate = {
  ...portalTemplate,
  mapping: {
    sheet: 'Sheet1',
    headerRows: 2,
    firstDataRow: 4,
    columns: [
      ['类分类', 'codes.cls1'],
      ['项分类', 'codes.cls2'],
      ['目分类', 'codes.cls3'],
      ['细目分类', 'codes.cls4'],
      ['信息资源名称', 'title'],
      ['信息资源代码', 'codes.code'],
      ['信息资源提供方', 'provider'],
      ['提供方内部部门', 'providerOffice'],
      ['资源提供方代码', 'providerCode'],
      ['信息资源摘要', 'abstract'],
      ['信息资源格式分类', 'formats.formatClass'],
      ['信息资源格式类型', 'formats.formatType'],
      ['其他类型资源格式描述', 'formats.formatOther'],
      ['数据存储总量', 'storageG'],
      ['结构化信息记录总数', 'recordsWan'],
      ['已共享的数据存储量', 'sharedStorageG'],
      ['已共享结构化记录数', 'sharedRecordsWan'],
      ['已开放的数据存储量', 'openStorageG'],
      ['已开放结构化记录数', 'openRecordsWan'],
      ['信息项名称', 'items.name'],
      ['数据类型', 'items.dataType'],
      ['数据长度', 'items.length'],
      ['共享类型', 'shareType'],
      ['共享条件', 'shareCondition'],
      ['共享方式分类', 'shareWayClass'],
      ['共享方式类型', 'shareWayType'],
      ['是否向社会开放', 'isOpen'],
      ['开放条件', 'openCondition'],
      ['更新周期', 'updateCycle'],
      ['发布日期', 'publishedOn'],
      ['关联及类目名称', 'relatedCodes'],
    ].map(([header = '', field = ''], column) => ({ column, header, field })),
  },
  items: { as: 'rows', repeat: false },
  words: {},
  status: {},
  days: 'yyyy-MM-dd',
  keys: ['code', 'name'],
  out: { added: '', changed: '', deleted: '', deletions: { as: 'none' } },
}

export const guideWorkbook = join(assetsDir, 'templates', 'guide-2017-example.xlsx')

export const openListingDesk = async (kind: 'portal' | 'guide'): Promise<ListingDesk> => {
  const core = await makeTestCore()
  const desk = deskOf(core)
  await desk.as('sys')
  await desk.value('listing.begin', { platform: '澄湖市数据目录平台' })
  await desk.as('officer')
  const workbook = kind === 'guide' ? guideWorkbook : join(core.temp, 'portal.xlsx')
  if (kind === 'portal') await writePortal(workbook, [])
  const template = kind === 'guide' ? guideTemplate : portalTemplate
  await desk.value('listing.saveTemplate', { name: kind, template, workbook })
  const clerk = createClerk(template, workbook, 'CH-')
  let files = 0
  const file = (name: string) => join(core.temp, `${++files}-${name}.xlsx`)
  return {
    ...desk,
    template: kind,
    clerk,
    file,
    export: async ({ again = false } = {}) => {
      const path = file('export')
      return { ...(await desk.value('listing.export', { file: path, template: kind, secrecy: '不涉密', again })), path }
    },
    import: async ({ apply = true, complete = false, path, decisions = [], ...more } = {}) => {
      let listing = path
      if (listing === undefined) {
        listing = file('listing')
        await clerk.write(listing)
      }
      return desk.value('listing.import', { file: listing, template: kind, secrecy: '不涉密', apply, complete, decisions, ...more })
    },
    waiting: async () => (await desk.value('listing.status', {})).waiting.map(({ title }) => title).sort(),
  }
}
