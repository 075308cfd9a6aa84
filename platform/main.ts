import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Administration, command, openAdministration } from './administration.ts'
import type { Database } from './database/database.ts'
import { openPlatform, type Place, placeOf } from './database/open.ts'
import { type FolderLock, inUse, lockFolder } from './folder-lock.ts'
import { createServer, notice } from './http/server.ts'

const help = `npm run platform -- [COMMAND] [OPTIONS]     ${notice}

  serve                               默认：在 127.0.0.1 上提供接口 (--port 8171, --host)
  agency add --name N --credit-code C [--competent] 登记单位（--competent：主管部门）
  agency list
  code --agency N --officer P         发一次性登记码
  device list | device revoke --id ID
  review list                         待审核的报送，待主管部门办理的案卷
  review publish --id ID [--on 2026-11-26] [--number 文号]
  review return --id ID --reason R [--number 文号]
  review withdraw --id ID --reason R [--number 文号]
  review submissions [--kind month|quarter|halfYear|year --from 2026-07-01 --until 2026-09-30 [--template ID] [--by 截止时间]]
                                      收到的统计报送；给出统计期时列出尚未报送的、退回后未重新报送的单位（催报）
  review submission --id ID           一份报送的各版及其核验；review paper --id ID --sha256 S --file F 取出其文件
  review accept --id ID [--number 回执号]   接收；review return --id ID --reason R 退回；均可加 --version N（所看的一版）
  review cases                        已告知主管部门的在办案卷
  review case --id ID                 一个案卷的全部办理行为；review paper --id ID --sha256 S --file F 取出其材料
  review consent --id ID --days N     同意延长答复期限
  review coordinate|fail --id ID --outcome T          争议协调：达成一致 | 未果
  review decide --id ID --decision T --by 决定机关 [--with 会同单位] --file 决定书
  review opinion --id ID --opinion T | feedback --id ID --result T --file 反馈函    校核：意见 | 书面反馈
  review answer --id ID --result T --consent 负责人 --file 答复函                    投诉处理结果
  review order [--id ID] --agency N --matter T --on 整改期限 --by 责令机关 --file 通知书
  review accept --id ID [--opinion T] | again --id ID --matter T --on 期限           整改验收 | 继续整改
  review message --id ID --text T     以上均可加 --officer 经办人 --number 文号 --note 说明
  card export [--file F]              本平台的身份卡（指纹请写在纸面另行送达）
  card add --file F --agency N --officer P --fingerprint …
  card list
  package import --file F [--file F2] 接收上报包（或回执）：核验后整体应用
  package export --device ID --to 文件夹 [--full] [--encrypt] [--media 编号] [--media-bytes B] [--paper-bytes B] [--mark 公开|内部]
  package receipt --file F            接收对方的回执
  package list
  epoch                               从备份恢复之后运行一次

  --data DIR     数据目录（默认 .mulu/platform）；--platform-name 平台名称
  DATABASE_URL   改用真实的 PostgreSQL 15+
`

const options = {
  data: { type: 'string', default: '.mulu/platform' },
  name: { type: 'string', default: '' },
  'platform-name': { type: 'string', default: '参考平台' },
  port: { type: 'string', default: '8171' },
  host: { type: 'string', default: '127.0.0.1' },
  'credit-code': { type: 'string', default: '' },
  agency: { type: 'string', default: '' },
  officer: { type: 'string', default: '' },
  id: { type: 'string', default: '' },
  on: { type: 'string' },
  number: { type: 'string', default: '' },
  reason: { type: 'string', default: '' },
  competent: { type: 'boolean', default: false },
  days: { type: 'string' },
  outcome: { type: 'string' },
  decision: { type: 'string' },
  by: { type: 'string' },
  with: { type: 'string' },
  result: { type: 'string' },
  opinion: { type: 'string' },
  matter: { type: 'string' },
  text: { type: 'string' },
  kind: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  template: { type: 'string' },
  version: { type: 'string' },
  title: { type: 'string' },
  note: { type: 'string' },
  consent: { type: 'string' },
  sha256: { type: 'string' },
  reviewer: { type: 'string', default: '主管部门' },
  file: { type: 'string', multiple: true },
  fingerprint: { type: 'string' },
  device: { type: 'string' },
  to: { type: 'string' },
  media: { type: 'string' },
  'media-bytes': { type: 'string' },
  'paper-bytes': { type: 'string' },
  mark: { type: 'string' },
  full: { type: 'boolean', default: false },
  encrypt: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** npm runs scripts elsewhere than they were called from. */
const whole = (path: string): string => resolve(process.env.INIT_CWD ?? '', path)

const serve = async (db: Database, { host, port, place }: { host: string; port: number; place: Place }): Promise<void> => {
  const server = createServer({ db, now: () => new Date() })
  const address = await server.listen({ host, port })
  // On a PostgreSQL commands go to the database themselves.
  const administration = place.url === null ? await openAdministration(db, place.folder) : null
  print({ ok: true, address, database: db.name, notice })
  await new Promise<void>((ended) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended())
  })
  await administration?.close()
  await server.close()
}

/** PGlite belongs to one process: the folder is locked before it is opened. */
const locked = async (place: Place): Promise<FolderLock | null> => {
  if (place.url !== null) return null
  for (;;) {
    const { lock, holder } = await lockFolder(place.folder, true)
    if (lock !== null) return lock
    if (holder.serves) throw new Error(inUse(holder))
    // A command ends by itself.
    await sleep(100)
  }
}

const run = async (args: readonly string[]): Promise<void> => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const asked: Administration = {
    command: positionals.join(' ') || 'serve',
    values: {
      ...Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' || value === true ? [[name, String(value)]] : []))),
      ...(values.to === undefined ? {} : { to: whole(values.to) }),
    },
    files: (values.file ?? []).map(whole),
  }
  if (values.help) {
    process.stdout.write(help)
    return
  }
  const place = placeOf(values.data)
  if (asked.command !== 'serve') {
    const answer = await command(place, values['platform-name'], asked)
    print(answer)
    process.exitCode = answer.ok ? 0 : 1
    return
  }
  const lock = await locked(place)
  try {
    const db = await openPlatform(place, values['platform-name'])
    try {
      await serve(db, { host: values.host, port: Number(values.port), place })
    } finally {
      await db.close()
    }
  } finally {
    await lock?.release()
  }
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  print({ ok: false, error: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
}
