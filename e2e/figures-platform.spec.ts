import { expect, type Page } from '@playwright/test'
import { signOff } from '../electron/core/submission/signed.fixture.ts'
import { pushTo } from '../platform/conformance/client.ts'
import { bringDocument, reportOf } from '../platform/conformance/reports.ts'
import { startTestPlatform } from '../platform/testing.ts'
import { periodWords } from '../shared/statistics/periods.ts'
import { type Served, signIn, test, words } from './support/app.ts'
import { expectAccessible } from './support/axe.ts'
import { picture } from './support/picture.ts'
import { goTo, lock, say } from './support/screen.ts'

test.use({ kind: 'bare' })

/** A quarter that waits to leave, and what comes of it where a colleague was quicker with another text under the same number. */
const walk = async (app: Page, served: Served, w: ReturnType<typeof words>, language: 'zh' | 'en', scheme: 'light' | 'dark'): Promise<void> => {
  const platform = await startTestPlatform()
  const desk = { value: (name: string, input: object) => served.call(name as 'submission.get', input as never) } as Parameters<typeof signOff>[0]
  const named = (name: string) => `${language}-${scheme}-figures-${name}`
  try {
    await signIn(app, 'sys', w)
    await served.call('profile.save', { patch: { agency: '澄湖市民政局', creditCode: '11430000743187451F', region: '330200', regulations: ['NB-171'] } })
    await served.call('sync.configure', { url: platform.base })
    await served.call('sync.enrol', { code: await platform.code('澄湖市民政局') })
    await lock(app, w)
    await signIn(app, 'officer', w)
    const { id } = await served.call('submission.draft', { on: '2026-08-01', reviewer: '郭主任', secrecy: '不涉密' })
    await signOff(desk, id)
    await served.call('submission.submit', { id, secrecy: '不涉密' })
    const title = say(w.sync.report, { period: periodWords({ id: '2026-Q3' })[language] })

    await goTo(app, w, 'sync')
    await app.getByRole('tab', { name: w.sync.tabs.waiting }).click()
    const waiting = app.getByRole('table', { name: w.sync.tabs.waiting })
    await expect(waiting).toContainText(title)
    await expect(waiting).toContainText(w.sync.waitingPart.kinds.report)
    await expectAccessible(app, 'sync waiting')
    await picture(app, named('waiting'))

    const probe = await platform.enrol('澄湖市民政局')
    const { verdicts } = await pushTo(probe, [reportOf(id, await bringDocument(probe), { template: { id: 'mulu-standard', version: 1 } })])
    expect(verdicts[0]?.verdict).toBe('applied')
    await served.call('sync.run', { secrecy: '不涉密' })
    await app.getByRole('tab', { name: w.sync.tabs.needs }).click()
    const tray = app.getByRole('table', { name: w.sync.tray })
    await expect(tray).toContainText(title)
    await expect(tray).toContainText(say(w.sync.reportVersion, { version: 1 }))
    await expectAccessible(app, 'sync tray')
    await picture(app, named('tray'))
    await tray.getByRole('button', { name: `${w.sync.withdraw} ${title}` }).click()
    const dialog = app.getByRole('dialog')
    await expect(dialog).toContainText(say(w.sync.reportGiveUpAsk, { title }))
    await dialog.getByRole('button', { name: w.sync.withdraw }).click()
    await expect(app.getByText(w.sync.needsPart.empty)).toBeVisible()
  } finally {
    await platform.close()
  }
}

test('figures wait to leave, and come to the tray where a colleague was quicker', async ({ app, served }) => {
  test.setTimeout(360_000)
  await walk(app, served, words('zh'), 'zh', 'light')
})

test.describe('in English, dark', () => {
  test.use({ language: 'en', scheme: 'dark' })
  test('the same', async ({ app, served }) => {
    test.setTimeout(360_000)
    await walk(app, served, words('en'), 'en', 'dark')
  })
})
