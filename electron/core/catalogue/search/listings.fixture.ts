import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EntryContent, emptyContent } from '../../../../shared/catalogue.ts'

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'assets', 'listings')

type Row = Record<string, string | string[] | undefined>

/** Some 5,000 real data sets as three portals list them (assets/listings/NOTICE). */
export const listings = (): EntryContent[] =>
  ['zhejiang_ningbo', 'jiangsu_jiangsu', 'guizhou_guiyang'].flatMap((name) =>
    (JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Row[]).map((row) => ({
      ...emptyContent(),
      title: text(row, '资源名称', '标题'),
      provider: text(row, '所属单位', '数据提供方'),
      abstract: text(row, '资源描述', '数据摘要'),
      keywords: text(row, '标签', '所属行业'),
      theme: text(row, '数据领域', '所属主题', '主题名称'),
      openCondition: text(row, '开放条件'),
      ext: { 应用场景: text(row, '应用场景') },
    })),
  )

const text = (row: Row, ...names: string[]): string => names.map((name) => row[name]).find((value) => typeof value === 'string') ?? ''
