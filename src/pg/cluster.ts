import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCredentials, DATABASE_NAME, OWNER_ROLE, SERVICE_ROLE, SUPERUSER_ROLE } from './credentials.ts'
import type { DatabaseIdentity } from './identity.ts'

/** How PostgreSQL's programs are run: where they are, as whom. */
export interface Programs {
  readonly bin: string
  readonly who: DatabaseIdentity
}

const HOST_BASED_AUTHENTICATION = 'host all all 127.0.0.1/32 scram-sha-256\n'

/** The environment of PostgreSQL's programs: nothing of ours, so no secret of this process reaches them. */
export const PROGRAM_ENV = { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' }

/**
 * The cluster's path as PostgreSQL is told it. As another user than ours on Linux it may lie below folders closed to that user (/root, a private
 * temporary folder); the process is put into the folder before it drops root, and every PostgreSQL process stays in it.
 */
export function clusterArgument(clusterDir: string, who: DatabaseIdentity): string {
  return who.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : clusterDir
}

/**
 * Makes the cluster in `<dataDir>/pg` if it is not there: initdb, passwords, the two roles and the database. All of it happens in a folder aside that is
 * renamed at the end, so a crash halfway leaves nothing that looks finished.
 */
export async function ensureCluster(dataDir: string, programs: Programs, volatile: boolean): Promise<void> {
  const clusterDir = path.join(dataDir, 'pg')
  for (const left of readdirSync(dataDir).filter((name) => name.startsWith('pg-making-'))) {
    rmSync(path.join(dataDir, left), { recursive: true, force: true })
  }
  if (existsSync(path.join(clusterDir, 'PG_VERSION'))) return
  const making = mkdtempSync(path.join(dataDir, 'pg-making-'))
  own(making, programs.who)
  const at = clusterArgument(making, programs.who)
  // No password is given to initdb: nobody can log in at all until the single-user session below has set them.
  const initdb = ['-D', at, '-U', SUPERUSER_ROLE, '--auth=reject', '--encoding=UTF8', '--data-checksums']
  const locale = ['--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions']
  await run(programs, 'initdb', [...initdb, ...locale, ...(volatile ? ['--no-sync'] : [])], making, '')
  const single = ['--single', '-D', at, '-c', 'exit_on_error=true', ...(volatile ? ['-F'] : []), 'postgres']
  await run(programs, 'postgres', single, making, firstStatements(dataDir))
  const hba = path.join(making, 'pg_hba.conf')
  writeFileSync(hba, HOST_BASED_AUTHENTICATION)
  own(hba, programs.who)
  renameSync(making, clusterDir)
}

/** Passwords go in through standard input: an argument or an environment would show in the list of processes. */
function firstStatements(dataDir: string): string {
  const passwords = createCredentials(dataDir)
  return [
    `alter role ${SUPERUSER_ROLE} password '${passwords.superuserPassword}';`,
    `create role ${OWNER_ROLE} login createrole password '${passwords.ownerPassword}';`,
    `create role ${SERVICE_ROLE} login password '${passwords.servicePassword}';`,
    `create database ${DATABASE_NAME} owner ${OWNER_ROLE};`,
    '',
  ].join('\n')
}

export function own(file: string, who: DatabaseIdentity): void {
  if (who.uid !== undefined && who.gid !== undefined) chownSync(file, who.uid, who.gid)
}

async function run(
  programs: Programs,
  program: string,
  args: readonly string[],
  cwd: string,
  input: string,
): Promise<void> {
  const child = spawn(path.join(programs.bin, program), args, {
    ...programs.who,
    cwd,
    env: PROGRAM_ENV,
    // Its own session: Ctrl-C in a terminal must not reach it halfway.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)))
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The database could not be made: ${program} ended with ${code}.\n${log.trim()}`)
}
