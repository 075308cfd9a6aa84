import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sql, sql } from '../database/database.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { holderStatement } from './attachments.ts'
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

  it('the third walk, along the cases an agency has a part in, reads no row that is not on the page', async () => {
    await platform.db.run(sql`
      INSERT INTO case_file (id, kind, head, applicant_id, respondent_id, state, closed, told, version, bytes, changed_at)
      SELECT gen_random_uuid(), 'request', '{}', (SELECT id FROM agency WHERE name = CASE WHEN n % 2 = 0 THEN '澄湖市民政局' ELSE '澄湖市公安局' END), ${agency}::uuid,
        'applied', FALSE, FALSE, 1, 2, now() + n * interval '1 second' FROM generate_series(1, 4000) n`)
    await platform.db.run(sql`INSERT INTO case_act (case_id, n, id, state, body) SELECT id, 1, gen_random_uuid(), 'applied', '{}' FROM case_file`)
    await platform.db.run(sql`
      INSERT INTO case_party (case_id, agency_id, seq) SELECT id, unnest(ARRAY[applicant_id, respondent_id]), 5000 + row_number() OVER (ORDER BY changed_at) FROM case_file`)
    await platform.db.script('ANALYZE')
    const nodes = await nodesOf(feedStatement(agency, '6000', 101))
    for (const [table, index] of [
      ['case_party', 'case_party_feed'],
      ['case_file', 'case_file_pkey'],
      ['case_act', 'case_act_pkey'],
    ]) {
      const [node, ...more] = nodes.filter((each) => each['Relation Name'] === table)
      expect([table, node?.['Index Name'], more]).toEqual([table, index, []])
      expect(node?.['Actual Rows']).toBeLessThanOrEqual(101)
    }
  })

  it('the fourth walk, along the submissions a department is shown, reads no row that is not on the page', async () => {
    await platform.db.run(sql`
      INSERT INTO submission (id, agency_id, period_kind, period_from, period_until, template_id, version, reports, waiting, changed_at)
      SELECT gen_random_uuid(), (SELECT id FROM agency WHERE name = '澄湖市民政局'), 'quarter', '2026-07-01', '2026-09-30', 'standard', 1, '[]', TRUE,
        now() + n * interval '1 second' FROM generate_series(1, 4000) n`)
    await platform.db.run(sql`
      INSERT INTO submission_reader (submission_id, agency_id, seq) SELECT id, ${agency}::uuid, 20000 + row_number() OVER (ORDER BY changed_at) FROM submission`)
    await platform.db.script('ANALYZE')
    const nodes = await nodesOf(feedStatement(agency, '21000', 101))
    for (const [table, index] of [
      ['submission_reader', 'submission_reader_feed'],
      ['submission', 'submission_pkey'],
    ]) {
      const found = nodes.filter((each) => each['Relation Name'] === table)
      expect([table, ...new Set(found.map((each) => each['Index Name']))]).toEqual([table, index])
      for (const node of found) expect(node['Actual Rows']).toBeLessThanOrEqual(101)
    }
  })

  it('whether a paper of another agency may be read is found by the paper', async () => {
    const sha256 = 'c'.repeat(64)
    await platform.db.run(sql`
      INSERT INTO case_paper (sha256, case_id, agency_id) SELECT encode(sha256(id::text::bytea), 'hex'), id, respondent_id FROM case_file`)
    await platform.db.run(sql`INSERT INTO case_paper (sha256, case_id, agency_id) SELECT ${sha256}, id, respondent_id FROM case_file LIMIT 3`)
    await platform.db.script('ANALYZE')
    const nodes = await nodesOf(holderStatement(agency, sha256))
    const [paper] = nodes.filter((each) => each['Relation Name'] === 'case_paper')
    expect([nodes.some((each) => each['Index Name'] === 'case_paper_pkey'), paper?.['Actual Rows']]).toEqual([true, 3])
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
