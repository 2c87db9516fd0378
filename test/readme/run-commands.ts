import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { waitUntil } from '../support/service-process.ts'
import type { CommandBlock } from './read-readme.ts'

export interface Shell {
  /** Where the commands begin. */
  readonly cwd: string
  /** A folder of the test's own: the reader's `~`, which a command may write to. */
  readonly home: string
  readonly env: Readonly<Record<string, string>>
}

/** What one block printed; `finished` is false for the block that failed and for those after it. */
export interface Ran {
  readonly finished: boolean
  readonly stdout: string
}

const MARK = '\u001e'

function environmentOf({ home, env }: Shell): Record<string, string> {
  const quiet = { NPM_CONFIG_UPDATE_NOTIFIER: 'false', NPM_CONFIG_LOGS_MAX: '0' }
  return { PATH: process.env['PATH'] ?? '', HOME: home, ...quiet, ...env }
}

/** Runs blocks in one `sh`, as a reader does in one terminal, up to the first command that fails. `change` puts addresses of the test in the place of the page's. */
export async function runBlocks(
  blocks: readonly CommandBlock[],
  shell: Shell,
  change: (code: string) => string,
): Promise<{ ran: readonly Ran[]; stderr: string }> {
  const script = path.join(shell.home, 'blocks.sh')
  writeFileSync(script, ['set -e', ...blocks.map(({ code }) => `${change(code)}\nprintf '${MARK}'`), ''].join('\n'))
  const child = spawn('sh', [script], {
    cwd: shell.cwd,
    env: environmentOf(shell),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  await once(child, 'close')
  const parts = Buffer.concat(chunks).toString().split(MARK)
  const ran = blocks.map((_block, n) => ({ finished: n < parts.length - 1, stdout: parts[n] ?? '' }))
  return { ran, stderr }
}

/** A program that a reader starts and leaves running, as `npm start`, in a process group of its own as a terminal gives it. */
export interface Started {
  stdout(): string
  /** Ctrl-C: SIGINT to the whole group. Gives the exit code, or the signal that ended it. */
  interrupt(): Promise<number | string>
}

/** Starts a program and waits until its output holds a text. Throws an Error with what it said where it ends before. */
export async function startProgram(command: readonly string[], shell: Shell, readyText: string): Promise<Started> {
  const [program = '', ...args] = command
  const child: ChildProcess = spawn(program, args, {
    cwd: shell.cwd,
    env: environmentOf(shell),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr, ended] = ['', '', false]
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const exited = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    ended = true
    return code ?? signal ?? 'unknown'
  })
  await waitUntil(() => {
    if (ended) throw new Error(`${command.join(' ')} ended:\n${stdout}\n${stderr}`)
    return stdout.includes(readyText)
  }, 60_000)
  return {
    stdout: () => stdout,
    interrupt: async () => {
      if (!ended && child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
      return exited
    },
  }
}
