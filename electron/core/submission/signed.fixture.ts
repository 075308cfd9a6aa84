import { dayInChina } from '../../../shared/moments.ts'
import type { TestCore } from '../vault/testing.ts'

const byHand = ['exchange.times', 'exchange.records', 'exchange.storage', 'use.services']

/** From the figures to both signatures, on paper. */
export const signOff = async (
  desk: Pick<TestCore, 'value'>,
  id: string,
  { freeze = true, sign = true, on }: { freeze?: boolean; sign?: boolean; on?: string } = {},
): Promise<void> => {
  if (freeze) await desk.value('submission.freeze', { id, secrecy: '不涉密' })
  await desk.value('submission.fill', {
    id,
    cover: { phone: '0574-12345678' },
    manual: byHand.map((indicator) => ({ indicator, key: null, value: '3', source: '平台页面', by: '王五' })),
    secrecy: '不涉密',
  })
  const { line } = await desk.value('submission.get', { id })
  const frozenOn = line.frozenAt === null ? '' : dayInChina(line.frozenAt)
  for (const [as, name] of [
    ['preparer', line.preparer],
    ['reviewer', '郭主任'],
  ] as const)
    if (sign) await desk.value('submission.signOnPaper', { id, as, name, on: on ?? frozenOn, evidence: '扫描件', secrecy: '不涉密' })
}

export const drafted = async (desk: Pick<TestCore, 'value'>, on: string): Promise<string> =>
  (await desk.value('submission.draft', { on, reviewer: '郭主任', secrecy: '不涉密' })).id
