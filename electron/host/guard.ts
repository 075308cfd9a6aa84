import type { IncomingHttpHeaders } from 'node:http'

type Request = { method?: string | undefined; headers: IncomingHttpHeaders }

/**
 * Why a request does not come from this host's own page, or null. `own` is `127.0.0.1:PORT`. A foreign Host is a name
 * that was pointed at this machine (DNS rebinding); a foreign Origin is another site's page.
 */
export const foreign = ({ method = 'GET', headers }: Request, own: string): 'Host' | 'Origin' | null => {
  if (headers.host !== own) return 'Host'
  if (headers.origin !== undefined && headers.origin !== `http://${own}`) return 'Origin'
  if (headers.origin === undefined && method !== 'GET') return 'Origin'
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none' ? null : 'Origin'
}

/** The token of `Authorization: Bearer …`, or ''. */
export const bearer = (headers: IncomingHttpHeaders): string => /^Bearer (\w+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
