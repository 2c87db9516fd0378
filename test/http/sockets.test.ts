import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Server } from '../../src/http/create-server.ts'
import { Problem } from '../../src/http/problems.ts'
import { buildEdge } from './support.ts'

let app: Server
let port: number
beforeAll(async () => {
  app = await buildEdge()
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})
afterAll(() => app.close())

async function exchange(text: string): Promise<{ head: string; problem: Problem }> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (part: string) => {
    answer += part
  })
  socket.on('error', () => undefined)
  socket.write(text)
  await once(socket, 'close')
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { head, problem: Problem.parse(JSON.parse(body)) }
}

it('answers headers that are too large with 431, as a problem', async () => {
  const { head, problem } = await exchange(
    `GET /health/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${'a'.repeat(40_000)}\r\n\r\n`,
  )
  expect(head).toContain('HTTP/1.1 431')
  expect(problem.code).toBe('headers-too-large')
})

it('answers what is not HTTP with 400, as a problem that repeats nothing', async () => {
  const { head, problem } = await exchange('SERIAL-4711 please\r\n\r\n')
  expect(head).toContain('HTTP/1.1 400')
  expect(problem.code).toBe('invalid-request')
  expect(JSON.stringify(problem)).not.toContain('SERIAL')
})

it('answers a request with two lengths with 400 and ends the connection (request smuggling)', async () => {
  const { head } = await exchange(
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  )
  expect(head).toContain('HTTP/1.1 400')
  expect(head).toContain('connection: close')
})

it('gives a slow sender thirty seconds, and keeps idle connections longer than load balancers do', () => {
  const { requestTimeout, headersTimeout, timeout, keepAliveTimeout } = app.server
  expect({ requestTimeout, timeout, keepAliveTimeout }).toEqual({
    requestTimeout: 30_000,
    timeout: 60_000,
    keepAliveTimeout: 72_000,
  })
  expect(headersTimeout).toBeLessThanOrEqual(60_000)
})
