import { once } from 'node:events'
import net from 'node:net'
import { cleanUpLater } from '../cleaning.ts'
import { type Execution, FrontendReader } from './wire.ts'

/** Stands between the service and its database, and tells what passes. */
export interface CapturingProxy {
  /** The database through the proxy. */
  readonly url: string
  /** What was executed since the last call of this; ids that the database told in the meantime, or before. */
  take(): { readonly executions: readonly Execution[]; readonly told: ReadonlySet<string> }
  close(): Promise<void>
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Listens for the service and passes everything on as it is. */
export async function startProxy(databaseUrl: string): Promise<CapturingProxy> {
  const target = new URL(databaseUrl)
  let executions: Execution[] = []
  const told = new Set<string>()
  const sockets = new Set<net.Socket>()
  const server = net
    .createServer({ noDelay: true }, (client) => {
      const database = net.connect({ host: target.hostname, port: Number(target.port), noDelay: true })
      const reader = new FrontendReader((execution) => executions.push(execution))
      let tail = ''
      client.on('data', (chunk: Buffer) => {
        reader.push(chunk)
        database.write(chunk)
      })
      database.on('data', (chunk: Buffer) => {
        // An id may lie across two chunks.
        const text = tail + chunk.toString('latin1')
        for (const [id] of text.matchAll(ID)) told.add(id)
        tail = text.slice(-36)
        client.write(chunk)
      })
      for (const [socket, other] of [
        [client, database],
        [database, client],
      ] as const) {
        sockets.add(socket)
        socket.on('error', () => other.destroy())
        socket.on('close', () => {
          sockets.delete(socket)
          other.destroy()
        })
      }
    })
    .listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = cleanUpLater(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const url = new URL(databaseUrl)
  url.port = String((server.address() as net.AddressInfo).port)
  return {
    url: url.href,
    take: () => {
      const taken = { executions, told: new Set(told) }
      executions = []
      return taken
    },
    close,
  }
}
