import { readFileSync } from 'node:fs'
import { day, type LedgerCell, number, text, time } from '../../../shared/ledgers/ledger.ts'
import { keepNurserySmall } from '../nursery.ts'
import type { LedgerSheet } from './write-ledger.ts'

const columns = [
  number('index', '序号', 'No.'),
  text('number', '编号', 'Number'),
  text('direction', '方向', 'Way'),
  text('other', '对方单位', 'Other agency'),
  text('resource', '资源', 'Resource'),
  text('type', '类型', 'Type'),
  time('received', '收到时间（平台）', 'Received (platform)'),
  day('due', '应答复日', 'Due'),
  time('replied', '答复时间', 'Replied'),
  text('result', '结果', 'Result'),
  text('reason', '理由', 'Reason'),
  text('note', '备注', 'Note'),
]

/** A register of requests with so many rows of twelve columns, made as they are asked for. */
export const longTable = (total: number): LedgerSheet => {
  const row = (at: number): LedgerCell[] => [
    at + 1,
    `GX-2026-${String(at).padStart(7, '0')}`,
    at % 3 === 0 ? '提出' : '收到',
    `澄湖市第${at % 977}局`,
    `婚姻登记信息（${at % 3001}）`,
    '有条件共享',
    `2026-0${1 + (at % 9)}-1${at % 10} 09:${10 + (at % 50)}`,
    `2026-0${1 + (at % 9)}-2${at % 9}`,
    `2026-0${1 + (at % 9)}-1${at % 10} 16:${10 + (at % 50)}`,
    at % 7 === 0 ? '不同意' : '同意',
    at % 7 === 0 ? `超出所列共享范围，编号 ${(at * 7919) % 100_003}` : null,
    at % 11 === 0 ? '已按补正意见重新提交' : '',
  ]
  function* pages(): Generator<LedgerCell[][]> {
    for (let from = 0; from < total; from += 200) yield Array.from({ length: Math.min(200, total - from) }, (_, at) => row(from + at))
  }
  const stamp = { agency: '澄湖市民政局', user: '李编目', on: '2026-11-26', at: '2026-11-26T00:00:00.000Z', purpose: '季度报送' }
  return { title: { zh: '共享申请办理台账', en: 'Register of requests' }, columns, about: '', total, language: 'zh', stamp, rows: pages() }
}

/** The largest resident memory this process has had, in MB. */
const peakMb = (): number => {
  const found = process.platform === 'linux' ? /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] : undefined
  return found === undefined ? process.resourceUsage().maxRSS / 1024 : Number(found) / 1024
}

// Called by itself, in a process of its own: node long-table.fixture.ts FILE ROWS
const [, self, file, rows] = process.argv
if (self === import.meta.filename && file !== undefined) {
  // As the writing process has it.
  keepNurserySmall()
  const { writeLedger } = await import('./write-ledger.ts')
  const start = performance.now()
  const written = await writeLedger(file, longTable(Number(rows)))
  process.stdout.write(`${JSON.stringify({ ...written, peakMb: peakMb(), seconds: (performance.now() - start) / 1000 })}\n`)
}
