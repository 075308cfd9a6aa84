import { type Reader, type StartReader, startReader } from './reader.ts'

/** Threads between two cores of one process of tests: starting one costs half a second of computing, most of it the contract's. */
const idle: { reader: Reader; serve(now: () => Date): void }[] = []
const mostIdle = 4

const start = (): (typeof idle)[number] => {
  let current = () => new Date()
  return {
    reader: startReader(() => current()),
    serve: (now) => {
      current = now
    },
  }
}

/** For tests: a reading thread that stood idle, or a new one. After `end` it waits, its database closed, for the next core. */
export const lendReader: StartReader = (now) => {
  const lent = idle.pop() ?? start()
  lent.serve(now)
  const { reader } = lent
  return {
    ...reader,
    end: async () => {
      await reader.shut()
      if (reader.ended() || idle.length >= mostIdle) await reader.end()
      else idle.push(lent)
    },
  }
}
