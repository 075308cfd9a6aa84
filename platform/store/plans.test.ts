import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sql, sql } from '../database/database.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { dueStatement } from './device-papers.ts'
import { feedStatement } from './feed.ts'
import { entitiesStatement } from './push.ts'

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; 'Index Cond'?: string; 'Actual Rows': number; Plans?: Node[] }

const urls: [string, string | null][] = [['PGlite', null]]
const real = process.env.MULU_TEST_DATABASE_URL ?? ''
if (real !== '') urls.push(['PostgreSQL', real])

/** How the statements that run most find their rows, among 5,000 entities. */
describe.each(urls)('plans on %s', (_name, url) => {
  let platform: TestPlatform
  const agency = randomUUID()
  beforeAll(async () => {
    platform = await startTestPlatform(url)
    await platform.db.run(sql`INSERT INTO agency (id, name, credit_code, competent) VALUES (${agency}::uuid, '澄湖市档案局', '', FALSE)`)
    await platform.db.run(sql`
      INSERT INTO entity (entity, id, agency_id, version, content_version, content, status, changed_at, changed_by, own_seq, public_seq, published_content, published_version)
      SELECT 'entry', gen_random_uuid(), CASE WHEN n % 2 = 0 THEN ${agency}::uuid ELSE (SELECT id FROM agency WHERE name = '澄湖市民政局') END, 1, 1,
        json_build_object('title', repeat('信息', 300))::text, 'draft', now(), '{}', n, n, '{}', 1 FROM generate_series(1, 5000) n`)
    await platform.db.script('ANALYZE')
  })
  afterAll(() => platform.close())
  const nodesOf = async ({ text, values }: Sql): Promise<Node[]> => {
    const row = await platform.db.one<{ 'QUERY PLAN': [{ Plan: Node }] }>({ text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values })
    const all = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(all)]
    return row === undefined ? [] : all(row['QUERY PLAN'][0].Plan)
  }

  it('a page of the feed walks along two indexes from the cursor on, and reads no row that is not on it', async () => {
    const nodes = await nodesOf(feedStatement(agency, '2000', 101))
    const entity = nodes.filter((node) => node['Relation Name'] === 'entity')
    expect(entity.map((node) => node['Index Name']).toSorted()).toEqual(['entity_own', 'entity_public'])
    for (const node of entity) expect(node['Actual Rows']).toBeLessThanOrEqual(101)
  })

  it('papers that are due are found by the entities that name any, not by all', async () => {
    await platform.db.run(sql`UPDATE entity SET evidence = ${JSON.stringify([{ name: '函.pdf', sha256: 'a'.repeat(64) }])} WHERE own_seq % 500 = 0`)
    await platform.db.script('ANALYZE')
    const nodes = await nodesOf(dueStatement({ id: randomUUID(), agencyId: agency }, '5000'))
    const entity = nodes.filter((node) => node['Relation Name'] === 'entity')
    expect(entity.map((node) => node['Index Name'] ?? nodes.find((each) => each['Index Name'] === 'entity_with_papers')?.['Index Name'])).toEqual([
      'entity_with_papers',
    ])
    for (const node of entity) expect(node['Actual Rows']).toBeLessThanOrEqual(10)
  })

  it('the entities of a post are looked up by their whole key', async () => {
    const known = await platform.db.all<{ id: string }>(sql`SELECT id FROM entity ORDER BY own_seq LIMIT 20`)
    const nodes = await nodesOf(entitiesStatement(known.map(({ id }) => ({ entity: 'entry', id }))))
    const [entity, ...more] = nodes.filter((node) => node['Relation Name'] === 'entity')
    expect(more).toEqual([])
    expect(entity).toMatchObject({ 'Index Name': 'entity_pkey', 'Index Cond': expect.stringMatching(/entity.* AND .*id/) })
  })
})
