import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBinaries, locatePackage } from '../../src/pg/binaries.ts'
import { chooseIdentity } from '../../src/pg/identity.ts'

let dir: string
let temporary: string
const who = chooseIdentity('/nowhere')

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-binaries-'))
  temporary = path.join(dir, 'tmp')
  mkdirSync(temporary)
  chmodSync(dir, 0o755)
  chmodSync(temporary, 0o1777)
})

afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** The package as `npm ci --ignore-scripts` leaves it: without the links of its libraries. */
function installWithoutScripts(mode: number): string {
  const install = path.join(dir, 'install')
  mkdirSync(install)
  const native = path.join(install, 'native')
  cpSync(locatePackage(), native, { recursive: true, verbatimSymlinks: true })
  for (const entry of readdirSync(native, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) rmSync(path.join(entry.parentPath, entry.name))
  }
  chmodSync(install, mode)
  return native
}

function versionIn(bin: string): string {
  return execFileSync(path.join(bin, 'postgres'), ['--version'], { ...who, cwd: '/', encoding: 'utf8' })
}

describe("PostgreSQL's programs", () => {
  it('run from an install whose scripts were not run', async () => {
    const native = installWithoutScripts(0o755)
    const bin = await findBinaries(who, { native, temporary })
    expect(bin).toBe(path.join(native, 'bin'))
    expect(versionIn(bin)).toMatch(/^postgres \(PostgreSQL\) 18/)
    expect(readdirSync(temporary)).toEqual([])
  })

  it('run from an install below a folder closed to others; as root from a copy that only root can write, made once', async () => {
    const native = installWithoutScripts(0o700)
    const bin = await findBinaries(who, { native, temporary })
    expect(versionIn(bin)).toMatch(/^postgres \(PostgreSQL\) 18/)
    const copies = readdirSync(temporary)
    expect(copies).toHaveLength(who.uid === undefined ? 0 : 1)
    for (const copy of copies) {
      const found = lstatSync(path.join(temporary, copy))
      expect(found.uid).toBe(0)
      expect(found.mode & 0o022).toBe(0)
    }
    expect(await findBinaries(who, { native, temporary })).toBe(bin)
    expect(readdirSync(temporary)).toEqual(copies)
  })

  it('are copied anew where a cleaner removed a part of the copy', async () => {
    const native = installWithoutScripts(0o700)
    const bin = await findBinaries(who, { native, temporary })
    const part = path.join(bin, '..', 'share', 'postgresql', 'postgres.bki')
    if (who.uid !== undefined) rmSync(part)
    expect(
      existsSync(
        path.join(await findBinaries(who, { native, temporary }), '..', 'share', 'postgresql', 'postgres.bki'),
      ),
    ).toBe(true)
  })

  it('are never run from a folder that others can write, though it has the name of the copy', async () => {
    const native = installWithoutScripts(0o700)
    const honest = await findBinaries(who, { native, temporary })
    const folder = path.dirname(honest)
    // As a normal user nothing is copied, so the folder of the install itself stands for the trap: it must still be what runs.
    if (who.uid !== undefined) {
      chmodSync(folder, 0o777)
      writeFileSync(path.join(folder, 'planted'), '')
      const bin = await findBinaries(who, { native, temporary })
      expect(bin).not.toBe(honest)
      expect(versionIn(bin)).toMatch(/^postgres/)
      expect(lstatSync(path.dirname(bin)).mode & 0o022).toBe(0)
    } else {
      expect(honest).toBe(path.join(native, 'bin'))
    }
  })
})
