import { spawn } from 'node:child_process'

type Surroundings = { platform: string; env: Readonly<Record<string, string | undefined>>; root: boolean }

/** The command that opens an address in the user's browser, or null where none should be opened. */
export const browserCommand = ({ platform, env, root }: Surroundings, address: string): [string, ...string[]] | null => {
  if (root || env.CI !== undefined) return null
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address]
  if (platform === 'darwin') return ['open', address]
  return (env.DISPLAY ?? '') === '' && (env.WAYLAND_DISPLAY ?? '') === '' ? null : ['xdg-open', address]
}

/** Opens it and forgets about it; a browser that is not there is no trouble, the address is on the terminal. */
export const openBrowser = (command: [string, ...string[]] | null): void => {
  if (command === null) return
  const [binary, ...args] = command
  const child = spawn(binary, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
