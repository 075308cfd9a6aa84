import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCsv } from 'hucre'

const office = spawnSync('soffice', ['--version'], { stdio: 'ignore' }).error === undefined

const csvRows = (text: string): string[][] => parseCsv(text).map((row) => row.map(String))

/**
 * What LibreOffice shows in each sheet after it has counted anew, numbers as they are and not as formatted, or the file as it
 * prints it. null, with the reason printed, where it is not installed. A file it would have to repair ends in no file at all.
 */
export const openedByOffice = (data: Uint8Array): { sheets: Map<string, string[][]>; pdf: Buffer } | null => {
  if (!office) {
    process.stdout.write('not tried: LibreOffice is not installed\n')
    return null
  }
  const dir = mkdtempSync(join(tmpdir(), 'mulu-office-'))
  try {
    const path = join(dir, 'book.xlsx')
    writeFileSync(path, data)
    const out = join(dir, 'out')
    mkdirSync(out)
    // Comma, quotes, UTF-8, from the first line, every sheet to a file of its own (-1).
    for (const to of ['csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1', 'pdf:calc_pdf_Export']) {
      const done = spawnSync('soffice', [`-env:UserInstallation=file://${dir}/profile`, '--headless', '--convert-to', to, '--outdir', out, path], {
        encoding: 'utf8',
        timeout: 120_000,
      })
      if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`)
    }
    if (!existsSync(join(out, 'book.pdf'))) throw new Error('LibreOffice made nothing of it')
    const sheets = readdirSync(out)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => [name.slice('book-'.length, -'.csv'.length), csvRows(readFileSync(join(out, name), 'utf8'))] as const)
    return { sheets: new Map(sheets), pdf: readFileSync(join(out, 'book.pdf')) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
