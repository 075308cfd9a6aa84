import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { makeReady } from '../electron/core/sync/office.fixture.ts'
import { pushTo } from '../platform/conformance/client.ts'
import { sql } from '../platform/database/database.ts'
import { rule } from '../platform/store/review.ts'
import { startTestPlatform } from '../platform/testing.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { type Person, people } from './support/office.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, gateWords, goTo, lock, say, toast } from './support/screen.ts'

test.use({ kind: 'bare' })

const codes = [{ code: '307/000001', cls1: '3', cls2: '07', cls3: '', cls4: '' }]

for (const [language, scheme] of [
  ['zh', 'light'],
  ['en', 'dark'],
] as const) {
  test.describe(`in ${language}, ${scheme}`, () => {
    test.use({ language, scheme })

    test('papers, the submission they go with, taking it back, and what other agencies publish', async ({ app, served }) => {
      test.setTimeout(600_000)
      const w = words(language)
      const name = (what: string) => `${language}-${scheme}-${what}`
      const platform = await startTestPlatform()
      const as = async (person: Person, work: (call: Served['call']) => Promise<unknown>) => {
        await signIn(app, person, w)
        await work(served.call)
        await lock(app, w)
      }
      try {
        // Another agency has published something.
        const theirs = await platform.enrol('澄湖市公安局')
        const foreign = randomUUID()
        const common = { entity: 'entry', id: foreign, madeAt: '2026-11-25T00:00:00.000Z', officer: '王晓', note: '' }
        const text = { title: '户籍登记信息', provider: '澄湖市公安局', abstract: '常住户口登记', shareType: '无条件共享', codes }
        await pushTo(theirs, [{ ...common, changeId: randomUUID(), baseVersion: 0, kind: 'patch', patch: { fields: text } }])
        await pushTo(theirs, [{ ...common, changeId: randomUUID(), baseVersion: 1, kind: 'submit', evidence: [] }])
        await rule(platform.db, foreign, { kind: 'publish', publishedOn: '2026-11-25', number: '公告1号' }, '市数据局', new Date())

        await as('sys', async (call) => {
          await call('sync.configure', { url: platform.base })
          await call('sync.enrol', { code: await platform.code('澄湖市民政局') })
        })
        let id = ''
        await as('officer', async (call) => {
          const patch = { title: '婚姻登记信息', provider: '澄湖市民政局', abstract: '结婚、离婚登记', codes }
          id = (await call('catalogue.save', { patch, secrecy: '不涉密' })).id
          await call('catalogue.markChecked', { entries: [{ id, base: 1 }], reason: '个别字段待补' })
          const form = { reviewedOn: '2026-11-20', reason: '不含敏感内容', evidence: '评估表', handledBy: people.officer } as const
          for (const kind of ['secrecyAssessed', 'privacyAssessed'] as const) {
            await call('catalogue.recordAssessment', { ...form, kind, conclusion: '不涉及', entries: [{ id, base: 2 }] })
          }
          await call('sync.run', { secrecy: '不涉密' })
        })
        await as('head', (call) => call('catalogue.agree', { entries: [{ id, base: 2 }] }))

        await signIn(app, 'officer', w)
        const catalogue = catalogueOn(app, w)
        await catalogue.open('婚姻登记信息')
        await catalogue.tab('process')
        const { pane } = catalogue
        await expect(pane.getByRole('status').filter({ hasText: w.submission.state.notYet })).toBeVisible()

        // A paper: the secrecy question first, then it stands in the list.
        const attach = async (button: ReturnType<typeof pane.getByRole>, file: string, content: string) => {
          const chooser = app.waitForEvent('filechooser')
          await button.click()
          await (await chooser).setFiles({ name: file, mimeType: 'application/pdf', buffer: Buffer.from(content) })
          await app.getByRole('radio', { name: gateWords(language).no }).check()
          await app.getByRole('button', { name: w.catalogue.secrecy.confirmImport }).click()
        }
        await attach(pane.getByRole('button', { name: w.papers.add }), '数据.pdf', '姓名,身份证号\n')
        await expect(pane.getByRole('alert')).toContainText('数据.pdf')
        await attach(pane.getByRole('button', { name: w.papers.add }), '目录报送审批表（签字）.pdf', '%PDF-1.7 signed')
        await expect(toast(app, say(w.papers.added, { name: '目录报送审批表（签字）.pdf' }))).toBeVisible()
        const papers = pane.getByRole('table', { name: w.papers.title })
        await expect(papers).toContainText(w.papers.here)
        await expectAccessible(app, 'papers')

        // It goes with the submission.
        await pane.getByRole('button', { name: w.submission.submit }).click()
        const dialog = app.getByRole('dialog')
        await expect(dialog.getByRole('checkbox')).toBeChecked()
        await expectAccessible(app, 'submission')
        await picture(app, name('submit'))
        await dialog.getByRole('button', { name: w.submission.confirm, exact: true }).click()
        await expect(pane.getByRole('status').filter({ hasText: w.submission.state.waits })).toBeVisible()
        await expect(papers).toContainText(w.papers.waiting)
        await served.call('sync.run', { secrecy: '不涉密' })
        await expect(pane.getByRole('status').filter({ hasText: w.submission.state.withDepartment })).toBeVisible()
        await expect(papers.getByRole('button', { name: `${w.papers.remove} 目录报送审批表（签字）.pdf` })).toHaveCount(0)
        const row = () => platform.db.one<{ status: string; evidence: string }>(sql`SELECT status, evidence FROM entity e WHERE id = ${id}::uuid`)
        expect(await row()).toMatchObject({ status: 'submitted', evidence: expect.stringContaining('目录报送审批表') })
        await picture(app, name('papers'))
        const download = app.waitForEvent('download')
        await papers.getByRole('button', { name: `${w.papers.save} 目录报送审批表（签字）.pdf` }).click()
        expect((await download).suggestedFilename()).toContain('审批表')

        // Taken back.
        await pane.getByRole('button', { name: w.submission.withdraw }).click()
        await app.getByRole('dialog').getByRole('button', { name: w.submission.withdraw }).click()
        await expect(pane.getByRole('status').filter({ hasText: w.submission.state.withdrawWaits })).toBeVisible()
        await served.call('sync.run', { secrecy: '不涉密' })
        await expect(pane.getByRole('status').filter({ hasText: w.submission.state.notYet })).toBeVisible()
        expect(await row()).toMatchObject({ status: 'draft' })

        // Several at once, with the signed list: all of them or none.
        const batch: string[] = []
        for (const title of ['成批报送甲', '成批报送乙']) {
          batch.push((await served.call('catalogue.save', { patch: { title, provider: '澄湖市民政局', codes }, secrecy: '不涉密' })).id)
        }
        await pane.getByRole('button', { name: w.catalogue.entry.back }).click()
        await catalogue.search.fill('成批报送')
        await catalogue.found(2)
        await catalogue.grid.getByRole('checkbox', { name: w.catalogue.list.pickAll }).check()
        await app.getByRole('toolbar').getByRole('button', { name: w.life.act }).click()
        await app.getByRole('menuitem', { name: w.life.actions.submit }).click()
        await attach(dialog.getByRole('button', { name: w.papers.scan }), '审批表（成批）.pdf', '%PDF-1.7 signed list')
        await expect(dialog.getByText('审批表（成批）.pdf')).toBeVisible()
        const confirm = dialog.getByRole('button', { name: w.submission.confirm, exact: true })
        await confirm.click()
        await expect(dialog.getByRole('alert')).toContainText('成批报送')
        await picture(app, name('submit-many'))
        await makeReady({ value: served.call }, batch)
        await confirm.click()
        await expect(toast(app, say(w.submission.manySubmitted, { count: 2 }))).toBeVisible()
        await served.call('sync.run', { secrecy: '不涉密' })
        const [sent] = await platform.db.all<{ n: number }>(
          sql`SELECT count(*)::int AS n FROM entity WHERE status = 'submitted' AND evidence LIKE '%审批表（成批）%'`,
        )
        expect(sent?.n).toBe(2)

        // What others publish: asked for, marked, and read only.
        await catalogue.search.fill('')
        await catalogue.filters.getByRole('radio', { name: w.catalogue.list.whose.all }).check()
        await catalogue.found(4)
        await expect(catalogue.row('户籍登记信息')).toContainText(w.catalogue.list.others)
        await picture(app, name('catalogue-others'))
        await catalogue.row('户籍登记信息').click()
        await expect(pane.getByText(say(w.catalogue.entry.othersNote, { owner: '澄湖市公安局' }))).toBeVisible()
        await expect(catalogue.save).toHaveCount(0)
        await expect(pane.getByRole('button', { name: w.catalogue.entry.more })).toHaveCount(0)
        await catalogue.tab('process')
        await expect(pane.getByText(w.life.publishedWhole)).toBeVisible()
        await expectAccessible(app, "another agency's entry")
        await picture(app, name('entry-others'))

        // It is asked for from there: from whom, what, and by which way is filled in, and a draft is begun.
        await pane.getByRole('button', { name: w.cases.request, exact: true }).click()
        await expect(app.getByRole('textbox', { name: w.cases.open.other })).toHaveValue('澄湖市公安局')
        await expect(app.getByRole('radio', { name: w.cases.open.ways.platform })).toBeChecked()
        await expect(app.getByText(w.cases.open.unconditional)).toBeVisible()
        await expectAccessible(app, 'request of an entry')
        await picture(app, name('cases-request'))
        await app.getByRole('button', { name: w.cases.open.confirmDraft }).click()
        await app.getByRole('radio', { name: gateWords(language).no }).check()
        await app.getByRole('button', { name: w.catalogue.secrecy.confirm, exact: true }).click()
        await expect(app.getByRole('region', { name: w.cases.file.head }).getByText('户籍登记信息', { exact: true })).toBeVisible()

        // What could not be taken is said, and asked for again by an administrator.
        await platform.db.run(sql`UPDATE entity SET content = replace(content, '"婚姻登记信息"', '7'), version = 9, own_seq = 9999 WHERE id = ${id}::uuid`)
        await served.call('sync.run', { secrecy: '不涉密' })
        await lock(app, w)
        await signIn(app, 'sys', w)
        await goTo(app, w, 'sync')
        await expect(app.getByText(say(w.sync.passedOverCount, { count: 1 }))).toBeVisible()
        await picture(app, name('sync-passed-over'))
        await app.getByRole('button', { name: w.sync.again }).click()
        await expect(toast(app, say(w.sync.againDone, { count: 1 }))).toBeVisible()
      } finally {
        await platform.close()
      }
    })
  })
}
