import type { IncomingMessage, ServerResponse } from 'node:http'
import { readPageFile } from '../core/hosting/page-files.ts'

/** Serves the built screens. */
export const builtPages =
  (root: string) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const file = request.method === 'GET' ? await readPageFile(root, (request.url ?? '').replace(/\?.*$/, '')) : null
    if (file === null) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
      response.end('404')
      return
    }
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.body.byteLength })
    response.end(file.body)
  }
