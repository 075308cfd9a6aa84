import { posix, win32 } from 'node:path'

type Machine = { platform: string; home: string; env: Readonly<Record<string, string | undefined>> }

/** Where a user's vault lies unless another folder is named: what each system keeps for data that programs own. */
export const defaultVaultDir = ({ platform, home, env }: Machine): string => {
  if (platform === 'win32') return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Mulu', 'vault')
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Mulu', 'vault')
  const data = env.XDG_DATA_HOME
  return posix.join(data !== undefined && posix.isAbsolute(data) ? data : posix.join(home, '.local', 'share'), 'Mulu', 'vault')
}
