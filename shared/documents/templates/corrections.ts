import { z } from 'zod'
import type { Block } from '../document.ts'
import { template } from '../template.ts'
import { paperDay } from '../words.ts'
import { citationsSchema, dayFact, dayOrBlank, letterFacts, line, named, prose, resourceSchema, saying, under } from './facts.ts'
import { letter } from './letter.ts'

const problemSchema = z.strictObject({
  item: named(300),
  /** What is wrong in words, never the data themselves (809 art. 31-32: papers, not data). */
  problem: named(2000),
  proposal: line(1000),
})

export const correctionReport = template({
  id: 'correction.report',
  name: { zh: '数据校核申请（错误书面报告）', en: 'Report of errors in shared data' },
  facts: z.strictObject({
    ...letterFacts,
    correction: line(100), // its number
    resource: resourceSchema,
    provider: line(),
    foundOn: dayOrBlank,
    foundHow: prose(2000),
    basis: citationsSchema,
    problems: z.array(problemSchema).min(1).max(500),
    dueOn: dayOrBlank,
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const { resource } = facts
    const code = resource.code === '' ? '' : say(`（代码：${resource.code}）`, ` (code ${resource.code})`)
    const of = facts.provider === '' ? '' : say(`${facts.provider}提供的`, ` provided by ${facts.provider}`)
    const columns = [
      { title: say('序号', 'No.'), width: 5, align: 'center' },
      { title: say('信息项', 'Item'), width: 13 },
      { title: say('发现的问题', 'Problem'), width: 24 },
      { title: say('校核建议', 'Proposal'), width: 16 },
    ] as const
    return letter(facts, lang, say(`关于“${resource.name}”数据错误的书面报告`, `Report of errors in "${resource.name}"`), [
      {
        kind: 'paragraph',
        text: say(
          `我单位${facts.foundOn === null ? '' : `于${paperDay(facts.foundOn, lang)}`}在使用${of}“${resource.name}”${code}时，发现共享数据可能存在错误。${under(facts.basis, lang)}，现书面报告如下，请予校核${facts.correction === '' ? '' : `（校核编号：${facts.correction}）`}。`,
          `Using "${resource.name}"${code}${of}, we found${facts.foundOn === null ? '' : ` on ${paperDay(facts.foundOn, lang)}`} what may be errors. ${under(facts.basis, lang)}, we report them and ask you to check them${facts.correction === '' ? '' : ` (no. ${facts.correction})`}.`,
        ),
      },
      ...(facts.foundHow === '' ? [] : [{ kind: 'paragraph', text: facts.foundHow } as const]),
      { kind: 'table', columns, rows: facts.problems.map(({ item, problem, proposal }, at) => [String(at + 1), item, problem, proposal]) },
      ...(facts.dueOn === null
        ? []
        : [
            {
              kind: 'paragraph',
              text: say(`请于${paperDay(facts.dueOn, lang)}前反馈校核结果。`, `Please tell us the result by ${paperDay(facts.dueOn, lang)}.`),
            } as const,
          ]),
    ])
  },
})

const outcomeSchema = z.strictObject({
  item: named(300),
  result: z.enum(['属实，已更正', '属实，正在更正', '不属实', '需进一步核实']),
  explanation: line(2000),
  doneOn: dayOrBlank,
})
const results = {
  '属实，已更正': 'true, corrected',
  '属实，正在更正': 'true, being corrected',
  不属实: 'not so',
  需进一步核实: 'needs further checking',
} as const

export const correctionFeedback = template({
  id: 'correction.feedback',
  name: { zh: '校核结果反馈函', en: 'Feedback on a report of errors' },
  facts: z.strictObject({
    ...letterFacts,
    correction: line(100),
    resource: resourceSchema,
    receivedOn: dayFact,
    basis: citationsSchema,
    outcomes: z.array(outcomeSchema).min(1).max(500),
    further: prose(3000),
  }),
  make: (facts, lang) => {
    const say = saying(lang)
    const { resource } = facts
    const columns = [
      { title: say('序号', 'No.'), width: 5, align: 'center' },
      { title: say('信息项', 'Item'), width: 13 },
      { title: say('校核结果', 'Result'), width: 12, align: 'center' },
      { title: say('说明', 'Explanation'), width: 20 },
      { title: say('更正日期', 'Corrected on'), width: 9, align: 'center' },
    ] as const
    return letter(facts, lang, say(`关于“${resource.name}”数据校核结果的反馈函`, `Feedback on the check of "${resource.name}"`), [
      {
        kind: 'paragraph',
        text: say(
          `贵单位关于“${resource.name}”数据错误的书面报告${facts.correction === '' ? '' : `（校核编号：${facts.correction}）`}已于${paperDay(facts.receivedOn, lang)}收到。${under(facts.basis, lang)}，经核对，现反馈如下：`,
          `We received your report of errors in "${resource.name}"${facts.correction === '' ? '' : ` (no. ${facts.correction})`} on ${paperDay(facts.receivedOn, lang)}. ${under(facts.basis, lang)}, we checked it, with this result:`,
        ),
      },
      {
        kind: 'table',
        columns,
        rows: facts.outcomes.map(({ item, result, explanation, doneOn }, at) => [
          String(at + 1),
          item,
          say(result, results[result]),
          explanation,
          doneOn ?? '',
        ]),
      },
      ...(facts.further === '' ? [] : [{ kind: 'paragraph', text: facts.further } as Block]),
      { kind: 'paragraph', text: say('特此反馈。', 'This is our feedback.') },
    ])
  },
})
