import { pageHeaders } from '../core/hosting/content-security.ts'
import { readPageFile } from '../core/hosting/page-files.ts'
import type { ElectronSurface, PageRequest } from './surface.ts'
import { isOwnPage } from './trust.ts'

/** Must run before the application is ready. */
export const announceProtocol = ({ protocol }: Pick<ElectronSurface, 'protocol'>): void => {
  protocol.registerSchemesAsPrivileged([{ scheme: 'mulu', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

/** Answers `mulu://app/…` with the built screens in `root`, under the policy that the loopback host uses too. */
export const servePages = ({ protocol }: Pick<ElectronSurface, 'protocol'>, root: string): void => {
  protocol.handle('mulu', (request) => answer(root, request))
}

const answer = async (root: string, { url, method }: PageRequest): Promise<Response> => {
  const file = method === 'GET' && isOwnPage(url) ? await readPageFile(root, new URL(url).pathname) : null
  if (file === null) return new Response('404', { status: 404, headers: pageHeaders() })
  return new Response(file.body, { headers: { ...pageHeaders(), 'content-type': file.type } })
}
