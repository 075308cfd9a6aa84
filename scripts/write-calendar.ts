import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes shared/calendars/cn.ts from an unpacked package chinese-days (`npm pack chinese-days@1.5.7`):
 * node scripts/run.mjs scripts/write-calendar.ts FOLDER. Its data are copied once; later years come as calendar packs.
 */
const folder = process.argv[2] ?? ''
const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T
const { version } = read<{ version: string }>('package.json')
const { holidays, workdays } = read<Record<'holidays' | 'workdays', Record<string, string>>>('dist/chinese-days.json')

/** Days of one year by the holiday they belong to; the data say `English name,中文名,days`. */
const byHoliday = (days: Record<string, string>, year: string): Record<string, string[]> => {
  const found: Record<string, string[]> = {}
  for (const day of Object.keys(days).sort()) {
    const name = days[day]?.split(',')[1] ?? ''
    if (day.startsWith(year)) found[name] = [...(found[name] ?? []), day]
  }
  return found
}

const years = [...new Set(Object.keys(holidays).map((day) => day.slice(0, 4)))].sort()
const rows = years.map((year) => ({ year: Number(year), off: byHoliday(holidays, year), work: byHoliday(workdays, year) }))

writeFileSync(
  'shared/calendars/cn.ts',
  `import type { NationalYear } from '../calendar.ts'

/**
 * Days off and make-up working days of the whole country by holiday, as the yearly notices of the State Council's
 * General Office give them. Written by scripts/write-calendar.ts from the data of chinese-days ${version} (MIT, (c) 2024 Yawei sun).
 */
export const nationalYears: NationalYear[] = ${JSON.stringify(rows)}
`,
)
execFileSync('biome', ['check', '--write', 'shared/calendars/cn.ts'], { stdio: 'inherit' })
