import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanUpLater } from './cleaning.ts'
import { runClosedLoop } from './closed-loop.ts'

/** Calls to send over and over, or once each. */
export interface HttpLoad {
  readonly port: number
  readonly calls: readonly { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: string }[]
  /** By their names as HTTP/1.1 writes them. */
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
  readonly seconds: number
}

export interface HttpLoadResult {
  readonly calls: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Answers of 400 and above, and connections that broke. */
  readonly failures: number
}

let found: boolean | undefined

export function hasWrk(): boolean {
  // It prints its version and ends with 1.
  found ??= process.env['BENCH_WITHOUT_WRK'] !== '1' && spawnSync('wrk', ['-v']).error === undefined
  return found
}

/** What sends the calls, for the report. */
export function loadGenerator(): string {
  return hasWrk()
    ? (String(spawnSync('wrk', ['-v']).stdout)
        .split('\n')[0]
        ?.split(' Copyright')[0] ?? 'wrk')
    : 'own keep-alive client in Node'
}

/** Sends the load by wrk where it is installed, which costs the least; else by the client here, which takes more from the machine that is measured. */
export function sendLoad(load: HttpLoad): Promise<HttpLoadResult> {
  return hasWrk() ? sendByWrk(load) : sendByLoop(load)
}

/** One call of a load, which must do what all of them are to do: a figure of refusals is none. Returns the body. */
export async function checkLoad({ port, calls, headers }: HttpLoad): Promise<string> {
  const [call] = calls
  if (call === undefined) throw new Error('there is nothing to send')
  const key = call.method === 'POST' ? { 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/json' } : {}
  const body = call.body === undefined ? {} : { body: call.body }
  const answer = await fetch(`http://127.0.0.1:${port}${call.path}`, {
    method: call.method,
    headers: { ...headers, ...key },
    ...body,
  })
  const text = await answer.text()
  if (answer.status >= 300) throw new Error(`${call.method} ${call.path}: ${answer.status} ${text.slice(0, 800)}`)
  return text
}

let runs = 0

async function sendByWrk({ port, calls, headers, connections, seconds }: HttpLoad): Promise<HttpLoadResult> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-wrk-'))
  const file = path.join(dir, 'calls.tsv')
  writeFileSync(file, `${calls.map(({ method, path: at, body = '' }) => `${method}\t${at}\t${body}`).join('\n')}\n`)
  const script = fileURLToPath(new URL('./wrk.lua', import.meta.url))
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const shape = [
    '-t',
    '1',
    '-c',
    String(connections),
    '-d',
    `${Math.max(1, Math.round(seconds))}s`,
    '--timeout',
    '30s',
    '--latency',
  ]
  const args = [...shape, '-s', script, `http://127.0.0.1:${port}`, '--', file, `${Date.now()}-${runs++}`, ...lines]
  const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const end = cleanUpLater(() => child.kill())
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await once(child, 'close')
  await end()
  rmSync(dir, { recursive: true, force: true })
  const line = output.split('\n').find((one) => one.startsWith('{"calls"'))
  if (line === undefined) throw new Error(`wrk: ${output.slice(-800)}`)
  const { refused, broken, ...result } = JSON.parse(line) as HttpLoadResult & { refused: number; broken: number }
  return { ...result, failures: refused + broken }
}

async function sendByLoop({ port, calls, headers, connections, seconds }: HttpLoad): Promise<HttpLoadResult> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const stamp = `${Date.now()}-${runs++}`
  const { failures, ...result } = await runClosedLoop({
    port,
    inFlight: connections,
    seconds,
    next: (n) => {
      const call = calls[n % calls.length]
      if (call === undefined) return undefined
      const key = call.method === 'POST' ? `Idempotency-Key: bench-${stamp}-${n}\r\n` : ''
      return { ...call, headers: lines.join('') + key }
    },
  })
  return { ...result, failures: Object.values(failures).reduce((sum, count) => sum + count, 0) }
}
