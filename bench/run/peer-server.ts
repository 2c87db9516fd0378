import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanUpLater } from './cleaning.ts'
import { findFreePort, ROOT } from './service.ts'

/** A package of its own, so that nothing of it is resolved by the product or by the benchmark itself. */
const PEERS_DIR = path.join(ROOT, 'bench/peers')
const READY_TIMEOUT_MS = 60_000

export interface PeerServer {
  readonly port: number
  stop(): Promise<void>
}

/** Installs what the peers need, on first use, by their own lock file; the product never sees it. */
export function installPeers(tell: (line: string) => void): void {
  if (existsSync(path.join(PEERS_DIR, 'node_modules', 'postgraphile'))) return
  tell('  installing the peers (npm ci --prefix bench/peers)')
  const { status, stderr } = spawnSync('npm', [
    'ci',
    '--prefix',
    PEERS_DIR,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
  ])
  if (status !== 0) throw new Error(`the peers could not be installed: ${String(stderr).slice(-500)}`)
}

/** Starts one of the peers on the same database, over the same kind of connection. */
export async function startPeer(script: string, databaseUrl: string, probe: string): Promise<PeerServer> {
  const port = await findFreePort()
  const child = spawn(process.execPath, [path.join(PEERS_DIR, script)], {
    cwd: PEERS_DIR,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
    },
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2000)))
  const stop = cleanUpLater(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  const deadline = performance.now() + READY_TIMEOUT_MS
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${script} ended: ${complaint}`)
    const status = await fetch(`http://127.0.0.1:${port}${probe}`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status > 0) return { port, stop }
    if (performance.now() > deadline) throw new Error(`${script} was not ready in time: ${complaint}`)
    await sleep(100)
  }
}
