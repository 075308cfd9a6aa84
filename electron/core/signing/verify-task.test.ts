import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNodeTask } from '../tasks/node.ts'
import { makeCa } from './authority.fixture.ts'
import { believe, certifiedKey } from './certified.fixture.ts'
import { authorise, civil, type Desk, openSigningDesk, subjectOf } from './desk.fixture.ts'
import { plainPdf } from './pdf.fixture.ts'

let desk: Desk
const started: string[] = []
beforeAll(async () => {
  desk = await openSigningDesk(civil, {
    ports: {
      startTask: (name) => {
        started.push(name)
        return startNodeTask(name)
      },
    },
  })
  await authorise(desk, 'head')
}, 120_000)
afterAll(() => desk?.close())

test('a bundle is verified by a process of its own, which knows the authorities and lists of this vault', async () => {
  const ca = makeCa(desk.temp, '核验CA', 'p256')
  const { keyId } = await certifiedKey(desk, 'head', 'p256', ca)
  const { path } = await desk.sign(keyId, subjectOf({ signers: [{ agency: civil, as: '甲方' }] }), [desk.put('协议.pdf', plainPdf('Agreement'))], 'own.zip')
  started.length = 0
  const before = await desk.verify(path)
  expect(started).toEqual(['verify'])
  expect(before).toMatchObject({ complete: true, signatures: [{ identity: { level: 'unproved' } }] })
  await believe(desk, ca, true)
  await desk.value('signing.importRevocations', { file: desk.put('ca.crl', ca.crl('2026-11-27T01:00:00.000Z', '2026-12-30T00:00:00.000Z')) })
  await desk.as('head')
  const after = await desk.verify(path, { at: '2026-11-27T03:00:00.000Z', source: '收文登记' })
  expect(after).toMatchObject({ complete: true, received: { source: '收文登记' }, signatures: [{ identity: { level: 'licensed' }, signedPdfs: ['协议.pdf'] }] })
  expect(after.signatures[0]?.findings.map(({ code }) => code)).toEqual(['crl.before'])
  writeFileSync(join(desk.temp, 'no.zip'), 'PK')
  expect(await desk.call('signing.verify', { file: join(desk.temp, 'no.zip') })).toMatchObject({ ok: false, error: { code: 'signing.noBundle' } })
})
