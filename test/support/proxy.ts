import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type CutProxy = {
  port: number
  /** Closes every connection and takes no new one, as a network that is gone. */
  cut(): Promise<void>
  /** Closes every connection that is open now; new ones pass. */
  drop(): void
  mend(): Promise<void>
  close(): Promise<void>
}

/** Passes connections on to a port of this machine until the test cuts them. */
export async function createProxy(targetPort: number): Promise<CutProxy> {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const drop = () => {
    for (const socket of open) socket.destroy()
  }
  const cut = async () => {
    const closed = once(server, 'close')
    server.close()
    drop()
    await closed
  }
  return {
    port,
    cut,
    drop,
    mend: () => listen(port),
    close: async () => (server.listening ? cut() : undefined),
  }
}
