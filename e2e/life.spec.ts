import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { catalogueOn, choose, goTo, lock, say, toast } from './support/screen.ts'

const w = words('zh')
const { entry, list, status, history } = w.catalogue
const { answers, life } = w
const title = '养老机构备案信息'

const dialog = (page: Page, name: string, count: number) => page.getByRole('dialog', { name: say(name, { count }) })
const bar = (page: Page) => page.getByRole('toolbar')

/** Opens a dialog from the menu on the picked rows. */
const act = async (page: Page, what: keyof typeof life.actions) => {
  await bar(page).getByRole('button', { name: life.act }).click()
  await page.getByRole('menuitem', { name: life.actions[what] }).click()
}

/** Fills in a letter but for what differs. */
const letter = async (page: Page, form: ReturnType<typeof dialog>) => {
  await choose(page, form.getByRole('combobox', { name: answers.source }), answers.sources.letter)
  await form.getByLabel(answers.receivedOn).fill('2026-1-20')
  await form.getByLabel(answers.receivedTime).fill('9:30')
  await form.getByLabel(answers.number).fill('宁数函〔2026〕31号')
  await form.getByLabel(answers.evidence).fill('综合处收文夹')
}

const answer = async (page: Page, kind: keyof typeof status, count: number) => {
  const form = dialog(page, answers.recordTitle, count)
  await choose(page, form.getByRole('combobox', { name: answers.kind }), status[kind])
  await letter(page, form)
  return form
}

test('a return and its reason, the mended text through check, assessment, agreement and submission to publication', async ({ app }) => {
  test.setTimeout(180_000) // four people, one after the other
  await signIn(app, 'officer', w)
  const catalogue = catalogueOn(app, w)
  await catalogue.found(60)
  await catalogue.open(title)
  const more = catalogue.pane.getByRole('button', { name: entry.more })

  // A return, by the entry's own menu; the published text stays.
  await more.click()
  await app.getByRole('menuitem', { name: life.actions.answer }).click()
  const back = await answer(app, 'returned', 1)
  await expect(back.getByRole('button', { name: answers.confirm })).toBeDisabled()
  await back.getByLabel(answers.reason).fill('摘要未说明统计口径，请补充时段')
  await expectAccessible(app, 'the answer’s form')
  await back.getByRole('button', { name: answers.confirm }).click()
  await expect(toast(app, say(answers.recorded, { count: 1 }))).toBeVisible()
  await expect(catalogue.pane.getByText(`${status.returned} · 2026-01-20 09:30 · 宁数函〔2026〕31号 · 摘要未说明统计口径，请补充时段`)).toBeVisible()
  await expect(catalogue.pane.getByText(say(life.stillInForce, { version: 1 }))).toBeVisible()
  await catalogue.atVersion(2)

  // Mended: what differs from the published text stands in the process section.
  await catalogue.field(w.catalogue.list.title).or(catalogue.pane.locator('[data-field="abstract"]')).last().fill('按季汇总的养老机构备案信息。')
  await catalogue.save.click()
  await catalogue.atVersion(3)
  await catalogue.tab('process')
  await expect(catalogue.pane.getByText(say(life.publishedDiffers, { version: 1, count: 1 }))).toBeVisible()
  await expect(catalogue.pane.getByText(life.lacks, { exact: true })).toHaveCount(3)
  await expectAccessible(app, 'the process section')
  await picture(app, 'zh-light-process')

  // Checked, assessed slot by slot.
  await catalogue.pane.getByRole('button', { name: life.actions.check }).click()
  await dialog(app, life.checkTitle, 1).getByRole('button', { name: life.checkConfirm }).click()
  await catalogue.atVersion(4)
  for (const kind of ['secrecyAssessed', 'privacyAssessed'] as const) {
    await catalogue.pane.getByRole('button', { name: `${life.record}：${life.assessments[kind]}` }).click()
    const form = dialog(app, life.assessTitle, 1)
    await choose(app, form.getByRole('combobox', { name: answers.conclusion }), life.conclusions.notConcerned)
    await form.getByLabel(life.assessedOn).fill('2026-1-21')
    await form.getByLabel(answers.handledBy).fill('李文')
    await form.getByLabel(answers.evidence).fill('评估表')
    await expect(form.getByRole('button', { name: answers.confirm })).toBeDisabled()
    await form.getByLabel(life.assessReason).fill('只有机构信息')
    if (kind === 'secrecyAssessed') await expectAccessible(app, 'the assessment’s form')
    await form.getByRole('button', { name: answers.confirm }).click()
    await expect(form).toBeHidden()
  }
  await expect(catalogue.pane.getByText(life.lacks, { exact: true })).toHaveCount(1)

  // The department head sees the difference and agrees.
  await lock(app, w)
  await signIn(app, 'head', w)
  await app.getByRole('button', { name: say(life.toReview, { count: 3 }) }).click()
  await catalogue.row(title).first().click()
  await expect(catalogue.pane.getByText(say(life.publishedDiffers, { version: 1, count: 1 }))).toBeVisible()
  await catalogue.pane.getByRole('button', { name: life.actions.agree }).click()
  const agree = dialog(app, life.agreeTitle, 1)
  await picture(app, 'zh-light-agree')
  await expectAccessible(app, 'the head’s form')
  await agree.getByRole('button', { name: life.agreeConfirm }).click()
  await expect(toast(app, say(life.agreed, { count: 1 }))).toBeVisible()

  // Submitted and published.
  await lock(app, w)
  await signIn(app, 'officer', w)
  await catalogue.open(title)
  for (const kind of ['submitted', 'published'] as const) {
    await more.click()
    await app.getByRole('menuitem', { name: life.actions.answer }).click()
    const form = await answer(app, kind, 1)
    if (kind === 'published') await form.getByLabel(answers.publishedOn).fill('2026-1-22')
    await form.getByRole('button', { name: answers.confirm }).click()
    await expect(form).toBeHidden()
    await catalogue.atVersion(kind === 'submitted' ? 6 : 7)
    if (kind === 'submitted') {
      await expect(catalogue.pane.getByText(`待${life.actor.department}${life.step.publish}`).first()).toBeVisible()
      await picture(app, 'zh-light-submitted')
    }
  }
  await catalogue.tab('process')
  const record = catalogue.pane.getByRole('region', { name: answers.title })
  await expect(record).toContainText('摘要未说明统计口径，请补充时段')
  await expect(record).toContainText(`${answers.agreed} · ${'王建华'}`)
  await catalogue.tab('history')
  await expect(catalogue.versions.getByText(history.why.status)).toHaveCount(5)
  await expectAccessible(app, 'the history')

  // The review from the list, by the confidentiality officer; only what is published, open and reviewed leaves.
  await lock(app, w)
  await signIn(app, 'keeper', w)
  await catalogue.search.fill(title)
  await catalogue.row(title).first().getByRole('checkbox').check()
  await expect(bar(app)).toContainText(say(list.picked, { count: 1 }))
  await act(app, 'review')
  const review = dialog(app, answers.reviewTitle, 1)
  await choose(app, review.getByRole('combobox', { name: answers.conclusion }), answers.conclusions.open)
  await review.getByLabel(answers.reviewedOn).fill('2026-01-18')
  await review.getByLabel(answers.handledBy).fill('李文')
  await review.getByLabel(answers.officeHead).fill('周岚')
  await review.getByLabel(answers.leader).fill('陈志远')
  await review.getByLabel(answers.evidence).fill('保密审查表')
  await expectAccessible(app, 'the review’s form')
  await review.getByRole('button', { name: answers.confirm }).click()
  await expect(toast(app, say(answers.recorded, { count: 1 }))).toBeVisible()
  await goTo(app, w, 'export')
  await app.getByRole('radio', { name: w.catalogue.export.formats.dcat }).check()
  await app.getByRole('textbox', { name: w.common.purpose }).fill('开放数据网站')
  const download = app.waitForEvent('download')
  await app.getByRole('button', { name: w.catalogue.export.go }).click()
  const file = await (await download).path()
  const titles = (JSON.parse(readFileSync(file, 'utf8')) as { 'dcat:dataset': { 'dct:title': { '@value': string } }[] })['dcat:dataset'].map(
    (dataset) => dataset['dct:title']['@value'],
  )
  expect(titles).toEqual([title])
})

/** The hash as the command line gives it, over the entries of one state. */
const approvalOf = async (served: Served, wanted: 'checked') => {
  const { items } = await served.call('catalogue.search', { filter: { status: [wanted] } })
  return await served.call('catalogue.approval', { entries: items.map(({ id, version }) => ({ id, base: version })) })
}

test('the approval form is printed, signed on paper and recorded with its hash', async ({ app, served }) => {
  await signIn(app, 'officer', w)
  const catalogue = catalogueOn(app, w)
  await catalogue.found(60)
  await catalogue.filters.getByRole('checkbox', { name: new RegExp(status.checked) }).check()
  await catalogue.found(2)
  await app.getByRole('button', { name: list.pickFound }).or(catalogue.first.getByRole('checkbox')).first().click()
  const rows = catalogue.grid.getByRole('row')
  for (const row of await rows.all()) {
    const box = row.getByRole('checkbox')
    if ((await box.count()) === 1 && !(await box.isChecked())) await box.check()
  }
  const { hash } = await approvalOf(served, 'checked')
  await act(app, 'approval')
  const form = dialog(app, life.approvalTitle, 2)
  await expect(form.getByText(hash)).toBeVisible()
  await expectAccessible(app, 'the approval form')
  await picture(app, 'zh-light-approval')
  await app.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await form.getByRole('button', { name: w.common.print }).click()
  await expect(app.locator('body[data-printed]')).toBeAttached()
  await app.emulateMedia({ media: 'print' })
  const sheet = app.locator('.mulu-sheet')
  await expect(sheet.getByRole('heading', { name: life.sheet.title })).toBeVisible()
  await expect(sheet).toContainText((hash.match(/.{1,4}/g) ?? []).join(' '))
  await picture(app, 'zh-print-approval')
  await app.emulateMedia({ media: 'screen' })
  await form.getByRole('button', { name: w.common.close, exact: true }).last().click()

  await act(app, 'agree')
  const signed = dialog(app, life.agreeTitle, 2)
  await signed.getByLabel(life.signedBy).fill('王建华')
  await signed.getByLabel(life.signedOn).fill('2026-1-22')
  await signed.getByLabel(life.hash).fill('0000 0000 0000 0000')
  await signed.getByLabel(answers.evidence).fill('审批表扫描件')
  await signed.getByRole('button', { name: answers.confirm }).click()
  await expect(signed.getByRole('alert')).toContainText('校验码')
  await signed.getByLabel(life.hash).fill(hash.slice(0, 16))
  await expectAccessible(app, 'the signed form')
  await signed.getByRole('button', { name: answers.confirm }).click()
  await expect(toast(app, say(life.agreed, { count: 2 }))).toBeVisible()
})

test('what is not shared is submitted, refused with a reason and exported as a catalogue of its own', async ({ app }) => {
  await signIn(app, 'officer', w)
  await goTo(app, w, 'withheld')
  await app.getByRole('checkbox', { name: say(life.withheld.pick, { title: '离婚协议' }) }).check()
  for (const kind of ['withheldSubmitted', 'withheldRefused'] as const) {
    if (kind === 'withheldRefused') await app.getByRole('checkbox', { name: say(life.withheld.pick, { title: '离婚协议' }) }).check()
    await app.getByRole('button', { name: life.withheld.record }).click()
    const form = dialog(app, life.withheld.recordTitle, 1)
    await choose(app, form.getByRole('combobox', { name: life.withheld.kind }), life.withheld.kinds[kind])
    await letter(app, form)
    if (kind === 'withheldRefused') await form.getByLabel(answers.reason).fill('依据未到条款')
    await expectAccessible(app, 'the form of what is not shared')
    await form.getByRole('button', { name: answers.confirm }).click()
    await expect(form).toBeHidden()
  }
  await expect(app.getByRole('row').filter({ hasText: '离婚协议' })).toContainText('依据未到条款')
  await expectAccessible(app, 'the catalogue of what is not shared')
  await app.getByRole('button', { name: life.withheld.export }).click()
  const form = app.getByRole('dialog', { name: life.withheld.export })
  await form.getByLabel(life.withheld.purpose).fill('报送审查')
  const download = app.waitForEvent('download')
  await form.getByRole('button', { name: life.withheld.export }).click()
  expect((await download).suggestedFilename()).toBe(`${life.withheld.exportName}.xlsx`)
  await expect(toast(app, say(life.withheld.exported, { count: 4 }))).toBeVisible()
})
