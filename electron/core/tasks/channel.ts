/** The task's end of the line to the core. Messages are structured clones. */
export type TaskChannel = {
  send(message: unknown): void
  /** Resolves when the message is handed over, so that a fast producer does not fill memory. */
  sendSlowly(message: unknown): Promise<void>
  onMessage(listener: (message: unknown) => void): void
}

/** The line of this process: Node's fork channel. Electron's is made from the port its parent sends. */
export const forkChannel = (): TaskChannel => {
  const send = process.send?.bind(process)
  if (send === undefined) throw new Error('this file runs as a task of Mulu')
  // A task ends with its parent, however that one ended.
  process.on('disconnect', () => {
    process.exit()
  })
  return {
    send: (message) => {
      send(message, undefined, {}, (error) => {
        if (error instanceof Error) process.exit()
      })
    },
    sendSlowly: (message) =>
      new Promise((resolve, reject) => {
        send(message, undefined, {}, (error) => {
          if (error === null || error === undefined) resolve()
          else reject(error)
        })
      }),
    onMessage: (listener) => {
      process.on('message', listener)
    },
  }
}
