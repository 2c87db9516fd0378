import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/**
 * What tells one process from a later one that got the same pid: the boot and the tick it was started at (elsewhere than on Linux, `ps`'s start time).
 * Undefined when there is no such process, or only its zombie.
 */
export function readStartMark(pid: number): string | undefined {
  return process.platform === 'linux' ? startMarkFromProc(pid) : startMarkFromPs(pid)
}

function startMarkFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may itself hold blanks and brackets, so count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
  } catch {
    return undefined
  }
}

function startMarkFromPs(pid: number): string | undefined {
  const shown = spawnSync('/bin/ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const line = shown.stdout.trim()
  if (shown.status !== 0 || line === '' || line.startsWith('Z')) return undefined
  return line.replace(/^\S+\s+/, '')
}

/** True where the process works inside this folder, as every PostgreSQL process does in its cluster's. Not known outside Linux: false. */
export function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch {
    return false
  }
}
