import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Browser = { executablePath: string; args: string[] } | { missing: string }

/**
 * The Chromium inside an npm package (Linux x64), unpacked into a folder of this run's own: two clones unpacking into
 * the same place race. Elsewhere an installed browser; without one the reason is printed and the suite skips.
 */
export const findBrowser = async (): Promise<Browser> => {
  const flags = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run']
  const chosen = process.env.MULU_BROWSER
  if (chosen !== undefined && existsSync(chosen)) return { executablePath: chosen, args: ['--no-sandbox', ...flags] }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { TMPDIR } = process.env
    process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'mulu-browser-'))
    const { default: chromium } = await import('@sparticuz/chromium')
    const executablePath = await chromium.executablePath()
    process.env.MULU_BROWSER = executablePath
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
    return {
      executablePath,
      args: ['--no-sandbox', '--no-zygote', '--in-process-gpu', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...flags],
    }
  }
  const installed = [
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/usr/bin/chromium',
  ].find((path) => existsSync(path))
  return installed === undefined ? { missing: 'no Chromium here: set MULU_BROWSER to one' } : { executablePath: installed, args: flags }
}
