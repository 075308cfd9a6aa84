import type { ErrorCode, Failure, Params } from '../errors.ts'

/** A failure as the vault keeps it, so that it can be said in either language later: its code, and its blanks as JSON behind it. */
export const writeFailure = ({ code, params }: Pick<Failure, 'code' | 'params'>): string =>
  Object.keys(params).length === 0 ? code : `${code} ${JSON.stringify(params)}`

/** The code alone where what stands behind it is not read. */
export const readFailure = (text: string): { code: ErrorCode; params: Params } => {
  const [, code = '', rest = ''] = /^(\S*) ?(.*)$/s.exec(text) ?? []
  try {
    return { code: code as ErrorCode, params: rest === '' ? {} : (JSON.parse(rest) as Params) }
  } catch {
    return { code: code as ErrorCode, params: {} }
  }
}
