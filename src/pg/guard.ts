import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { clusterArgument, PROGRAM_ENV, type Programs } from './cluster.ts'

/** A PostgreSQL that accepts connections. */
export interface Postmaster {
  /** Resolves with the last of its log when the server has ended, for whatever reason. */
  readonly ended: Promise<string>
  /** Fast shutdown: sessions are ended, data is flushed. Resolves when the server is gone. */
  stop(): Promise<void>
}

/** The server ended before it accepted connections; `message` holds the last of its log. */
export class PostmasterError extends Error {
  constructor(log: string) {
    super(`PostgreSQL did not start:\n${log.trim()}`)
    this.name = 'PostmasterError'
  }
}

/**
 * sh holds the read end of a pipe from this process. However this process ends, kill -9 included, the read returns and PostgreSQL gets SIGINT, its
 * signal for a fast shutdown. Signals to our process group do not reach either of them (own session, and ignored), so draining comes first.
 */
const GUARD = [
  'exec 3<&0',
  '"$@" </dev/null 3<&- & server=$!',
  'trap "" INT TERM HUP',
  '( read -r _ <&3; kill -INT $server 2>/dev/null ) & watch=$!',
  'exec 3<&-',
  'wait $server; code=$?',
  'kill $watch 2>/dev/null',
  'exit $code',
].join('\n')

const LOG_TAIL_CHARACTERS = 8000

/** Starts the server of a cluster and waits until it accepts connections, through crash recovery if need be. */
export async function launchPostmaster(
  programs: Programs,
  clusterDir: string,
  settings: Readonly<Record<string, string | number>>,
): Promise<Postmaster> {
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = [path.join(programs.bin, 'postgres'), '-D', clusterArgument(clusterDir, programs.who), ...args]
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', ...server], {
    ...programs.who,
    cwd: clusterDir,
    env: PROGRAM_ENV,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let log = ''
  const ended = once(child, 'close').then(() => log)
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-LOG_TAIL_CHARACTERS)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    void ended.then(() => reject(new PostmasterError(log)), reject)
  })
  return {
    ended,
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}
