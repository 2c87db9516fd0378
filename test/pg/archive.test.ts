import { describe, expect, it } from 'vitest'
import { type Manifest, refuseDifference } from '../../src/pg/archive/manifest.ts'
import { BLOCK_BYTES, decodeTarHeader, encodeTarHeader, paddingOf } from '../../src/pg/archive/tar-format.ts'

const file = { name: 'pg/base/1/1259', sizeBytes: 3, sha256: 'a'.repeat(64) }
const manifest: Manifest = {
  format: 'marktrace-backup/1',
  madeAt: '2026-11-23T00:00:00.000Z',
  postgresVersion: '18.4',
  files: [file],
}

describe('the archive of a backup', () => {
  it('gives back the name, kind and size of an entry', () => {
    const entry = { name: 'pg/base/16384/1259_fsm', type: 'FILE', sizeBytes: 1_073_741_824 } as const
    expect(decodeTarHeader(encodeTarHeader(entry, 1_700_000_000))).toEqual(entry)
    const folder = { name: 'pg/pg_wal', type: 'FOLDER', sizeBytes: 0 } as const
    expect(decodeTarHeader(encodeTarHeader(folder, 0))).toEqual(folder)
    expect([0, 1, 512, 513].map((size) => paddingOf(size).length)).toEqual([0, 511, 0, 511])
  })

  it('refuses a name that leads out of the folder, on the way in and on the way out', () => {
    const header = encodeTarHeader({ name: 'aa/escape', type: 'FILE', sizeBytes: 0 }, 0)
    for (const name of ['../escape', '/etc/passwd', 'pg/../../x', 'a//b', './x', '']) {
      expect(() => encodeTarHeader({ name, type: 'FILE', sizeBytes: 0 }, 0)).toThrow(/cannot hold a file of this name/)
    }
    // The same header with its name exchanged and its checksum made right again.
    const forged = Buffer.from(header)
    forged.write('..', 0)
    const difference = 2 * ('.'.charCodeAt(0) - 'a'.charCodeAt(0))
    const sum = Number.parseInt(forged.toString('latin1', 148, 155), 8) + difference
    forged.write(`${sum.toString(8).padStart(7, '0')}\0`, 148, 'latin1')
    expect(() => decodeTarHeader(forged)).toThrow(/holds an entry that none would have/)
  })

  it('refuses a damaged header', () => {
    const header = encodeTarHeader({ name: 'pg/PG_VERSION', type: 'FILE', sizeBytes: 3 }, 0)
    header[130] = 0x37
    expect(() => decodeTarHeader(header)).toThrow(/damaged/)
    expect(() => decodeTarHeader(Buffer.alloc(BLOCK_BYTES, 'x'))).toThrow(/no backup/)
  })

  it('is refused when a file is missing, changed or not listed', () => {
    expect(() => refuseDifference(manifest, [file])).not.toThrow()
    expect(() => refuseDifference(manifest, [])).toThrow('pg/base/1/1259 is missing')
    expect(() => refuseDifference(manifest, [{ ...file, sha256: 'b'.repeat(64) }])).toThrow('is not what was written')
    expect(() => refuseDifference(manifest, [{ ...file, sizeBytes: 4 }])).toThrow('is not what was written')
    expect(() => refuseDifference(manifest, [file, { ...file, name: 'pg/x' }])).toThrow('holds pg/x')
  })
})
