import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtFrom } from './build.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A program of this project as a process of its own, in a process group of its own. */
export interface RunningProgram {
  readonly pid: number
  readonly child: ChildProcess
  output(): { stdout: string; stderr: string }
  /** The exit code, or the signal that ended it. */
  readonly exited: Promise<number | string>
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Run as this user (only root may ask). */
  readonly uid?: number
}

/** Runs a source file of `src`, as this run has built it, with these settings and no others of this project's. */
export function runProgram(source: string, args: readonly string[], options: ProgramOptions = {}): RunningProgram {
  const child = spawn(process.execPath, ['--enable-source-maps', builtFrom(source), ...args], {
    cwd: root,
    detached: true,
    env: { PATH: process.env['PATH'] ?? '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const exited = once(child, 'close').then(([code, signal]: (number | string | null)[]) => code ?? signal ?? 'unknown')
  return { pid: child.pid ?? 0, child, exited, output: () => ({ stdout, stderr }) }
}

/** Starts the service and waits until it is ready. */
export async function startReady(env: Readonly<Record<string, string>>, uid?: number): Promise<RunningProgram> {
  const service = runProgram('src/main.ts', [], {
    // The published cases are enough here, and load in a third of the time.
    env: { LOG_LEVEL: 'warn', DEMO_STOCK: '0', ...env },
    ...(uid === undefined ? {} : { uid }),
  })
  let hasExited = false
  void service.exited.then(() => (hasExited = true))
  await waitUntil(async () => {
    if (hasExited) throw new Error(`the service ended:\n${service.output().stderr}`)
    return (await readReadiness(env['PORT'] ?? '')) === 200
  })
  return service
}

/** The status of /health/ready, or undefined when nothing answers. */
export async function readReadiness(port: string): Promise<number | undefined> {
  return fetch(`http://127.0.0.1:${port}/health/ready`).then(
    (response) => response.status,
    () => undefined,
  )
}

export async function waitUntil(condition: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${condition.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export async function findFreePort(): Promise<string> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

/** A folder below a parent that is closed to other users, as /root is. */
export function makeDataDir(uid?: number): { dataDir: string; remove(): void } {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'marktrace-life-'))
  if (uid !== undefined) chownSync(parent, uid, uid)
  return { dataDir: path.join(parent, 'data'), remove: () => rmSync(parent, { recursive: true, force: true }) }
}

/** The processes that work inside a folder: the PostgreSQL of a cluster and its children. Linux only. */
export function listProcessesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && linkOf(`/proc/${name}/cwd`)?.startsWith(folder))
    .map(Number)
}

/** What anyone on the machine can read of a process in the list of processes. */
export function readCommandLine(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
}

function linkOf(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}
