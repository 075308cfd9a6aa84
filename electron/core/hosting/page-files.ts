import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

export type PageFile = { body: Buffer<ArrayBuffer>; type: string }

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * A file of the built screens by the path of its URL (still percent-encoded); `/` is the page itself. `null` for
 * anything that is not a known kind of file inside `root`: dots, backslashes, encoded or not, and links that lead out.
 */
export const readPageFile = async (root: string, urlPath: string): Promise<PageFile | null> => {
  let path: string
  try {
    path = decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath)
  } catch {
    return null
  }
  const segments = path.split('/').slice(1)
  if (!path.startsWith('/') || segments.some((segment) => !/^[\w@-][\w@.-]*$/.test(segment))) return null
  const type = types[extname(path)]
  if (type === undefined) return null
  try {
    const [home, file] = await Promise.all([realpath(root), realpath(join(root, ...segments))])
    return file.startsWith(home + sep) ? { body: await readFile(file), type } : null
  } catch {
    return null
  }
}
