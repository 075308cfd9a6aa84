import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line in between: lets bytes through as they are, counts them, and is cut where it is told to. */
export type CuttingProxy = {
  base: string
  /** Bytes that went towards the platform. */
  sent(): number
  /** Each connection is cut, without a goodbye, once this many bytes went up on it; `times` connections. */
  cutAfter(bytes: number, times: number): void
  /** Answers to requests of this method are lost on their way back, this many times. */
  loseAnswers(method: string, times: number): void
  close(): Promise<void>
}

export const openCuttingProxy = async (target: string): Promise<CuttingProxy> => {
  const { hostname, port } = new URL(target)
  const cut = { bytes: 0, times: 0 }
  const lose = { method: '', times: 0 }
  let sent = 0
  const open = new Set<Socket>()
  const server = createServer((from) => {
    const to = connect(Number(port), hostname)
    const end = () => {
      from.resetAndDestroy()
      to.destroy()
    }
    let up = 0
    let losing = false
    for (const socket of [from, to]) {
      open.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        open.delete(socket)
        from.destroy()
        to.destroy()
      })
    }
    from.on('data', (data: Buffer) => {
      up += data.length
      sent += data.length
      if (lose.times > 0 && data.toString('latin1').startsWith(`${lose.method} `)) losing = true
      if (cut.times > 0 && up > cut.bytes) {
        cut.times--
        end()
      } else to.write(data)
    })
    to.on('data', (data: Buffer) => {
      if (losing) {
        losing = false
        lose.times--
        end()
      } else from.write(data)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    cutAfter: (bytes, times) => Object.assign(cut, { bytes, times }),
    loseAnswers: (method, times) => Object.assign(lose, { method, times }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
