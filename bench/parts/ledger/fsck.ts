import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BenchContext } from '../../run/context.ts'
import { ROOT } from '../../run/service.ts'

/** What `verify-ledger` took, its start included. */
export interface Fsck {
  readonly perSecond: number
  /** The most memory that its process ever had, PostgreSQL's not included. */
  readonly peakMb: number
}

const SAMPLE_MS = 500
const KEPT = 4_000

/** The highest resident memory of a running process so far, as Linux keeps it; 0 where it does not. */
function readPeakMb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Runs `marktrace verify-ledger` as an operator would, tells its progress, and throws where anything does not agree. */
export async function timeFsck({ database, tell }: BenchContext, entries: number): Promise<Fsck> {
  const began = performance.now()
  const child = spawn(process.execPath, ['dist/cli/marktrace.js', 'verify-ledger'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: database.serviceUrl, DATABASE_OWNER_URL: database.ownerUrl },
  })
  let [output, peakMb] = ['', 0]
  const sampling = setInterval(() => (peakMb = Math.max(peakMb, readPeakMb(child.pid ?? 0))), SAMPLE_MS)
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT)))
  child.stderr.on('data', (chunk: Buffer) => tell(`  ${chunk.toString().trim()}`))
  const [status] = (await once(child, 'close')) as [number | null]
  clearInterval(sampling)
  if (status !== 0) throw new Error(`verify-ledger ended with ${status}:\n${output}`)
  return { perSecond: entries / ((performance.now() - began) / 1000), peakMb }
}
