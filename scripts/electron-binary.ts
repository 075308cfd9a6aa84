import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** Why no window can be shown here, whatever is installed; null when one can. A key of start-words.ts. */
export const whyNoWindow = ({ platform, env, root }: { platform: string; env: Env; root: boolean }): 'root' | 'display' | null => {
  if (root) return 'root'
  const display = platform !== 'linux' || (env.DISPLAY ?? '') !== '' || (env.WAYLAND_DISPLAY ?? '') !== ''
  return display ? null : 'display'
}

/**
 * The Electron binary of `folder` (node_modules/electron), by the same two files its own index.js reads, or null.
 * 'electron' itself is never required: that starts a download which may hang (decisions T6).
 */
export const findElectron = (folder: string, env: Env): string | null => {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
    if (readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') !== version) return null
    const binary = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(binary) ? binary : null
  } catch {
    return null
  }
}

const dayMs = 86_400_000

/**
 * One attempt to fetch the binary, ended after `limitMs`. After a failure the next attempt waits a day, unless a mirror
 * is named (ELECTRON_MIRROR).
 */
export const fetchElectron = async (folder: string, env: Env, { limitMs, failedMark }: { limitMs: number; failedMark: string }): Promise<void> => {
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror
  if (env.ELECTRON_SKIP_BINARY_DOWNLOAD !== undefined) return
  if (mirror === undefined && existsSync(failedMark) && Date.now() - statSync(failedMark).mtimeMs < dayMs) return
  const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', env: { ...env } })
  const done = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
    const finish = (code: number | null) => {
      clearTimeout(timer)
      resolve(code === 0)
    }
    child.on('error', () => {
      finish(null)
    })
    child.on('exit', finish)
  })
  if (done) return
  try {
    mkdirSync(dirname(failedMark), { recursive: true })
    writeFileSync(failedMark, '')
  } catch {
    // A folder that can not be written to: the next start tries again.
  }
}
