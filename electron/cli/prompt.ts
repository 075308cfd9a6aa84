import { StringDecoder } from 'node:string_decoder'
import { Refusal } from '../../shared/errors.ts'

/** The part of a terminal a prompt uses. */
export type Terminal = {
  input: {
    isTTY?: boolean
    setRawMode?(on: boolean): unknown
    on(event: 'data', listener: (chunk: Buffer) => void): unknown
    off(event: 'data', listener: (chunk: Buffer) => void): unknown
    resume(): unknown
    pause(): unknown
  }
  output: { write(text: string): unknown }
}

/**
 * Asks on a terminal without echo. `null`: there is no terminal. Backspace works; Ctrl-C and Ctrl-D throw
 * `call.cancelled`.
 */
export const askHidden = async ({ input, output }: Terminal, question: string): Promise<string | null> => {
  if (input.isTTY !== true || input.setRawMode === undefined) return null
  output.write(question)
  input.setRawMode(true)
  input.resume()
  try {
    return await readLine(input)
  } finally {
    input.setRawMode(false)
    input.pause()
    output.write('\n')
  }
}

const readLine = (input: Terminal['input']): Promise<string> =>
  new Promise((resolve, reject) => {
    const decoder = new StringDecoder('utf8')
    let typed: string[] = []
    const finish = (end: () => void) => {
      input.off('data', onData)
      end()
    }
    const onData = (chunk: Buffer) => {
      for (const key of decoder.write(chunk)) {
        if (key === '\r' || key === '\n') {
          const line = typed.join('')
          finish(() => {
            resolve(line)
          })
          return
        }
        if (key === '\u0003' || key === '\u0004') {
          finish(() => {
            reject(new Refusal('call.cancelled'))
          })
          return
        }
        if (key === '\u007f' || key === '\b') typed = typed.slice(0, -1)
        else if (key >= ' ') typed.push(key)
      }
    }
    input.on('data', onData)
  })
