import { expect, test } from 'vitest'
import { defaultVaultDir } from './data-folder.ts'

test('the vault lies where each system keeps data of programs', () => {
  const linux = { platform: 'linux', home: '/home/li' }
  expect(defaultVaultDir({ ...linux, env: {} })).toBe('/home/li/.local/share/Mulu/vault')
  expect(defaultVaultDir({ ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/Mulu/vault')
  expect(defaultVaultDir({ ...linux, env: { XDG_DATA_HOME: 'relative' } })).toBe('/home/li/.local/share/Mulu/vault')
  expect(defaultVaultDir({ platform: 'darwin', home: '/Users/li', env: {} })).toBe('/Users/li/Library/Application Support/Mulu/vault')
  expect(defaultVaultDir({ platform: 'win32', home: 'C:\\Users\\li', env: { APPDATA: 'D:\\R' } })).toBe('D:\\R\\Mulu\\vault')
  expect(defaultVaultDir({ platform: 'win32', home: 'C:\\Users\\li', env: {} })).toBe('C:\\Users\\li\\AppData\\Roaming\\Mulu\\vault')
})
