import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataFolderBusyError, lockFolder, readLockHolder } from '../../src/pg/folder-lock.ts'
import { readStartMark } from '../../src/pg/processes.ts'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'marktrace-lock-'))
})

afterEach(() => rmSync(dir, { recursive: true, force: true }))

function leaveLock(text: string): void {
  writeFileSync(path.join(dir, 'lock.json'), text)
}

describe('the lock of a data folder', () => {
  it('refuses a second holder with its pid, and is free again after release', () => {
    const lock = lockFolder(dir)
    expect(() => lockFolder(dir)).toThrow(DataFolderBusyError)
    expect(() => lockFolder(dir)).toThrow(`The data folder ${dir} is in use by process ${process.pid}`)
    expect(readLockHolder(dir)).toBe(process.pid)
    lock.release()
    expect(readLockHolder(dir)).toBeUndefined()
    lockFolder(dir).release()
    expect(readdirSync(dir)).toEqual([])
  })

  it('is taken from a process that is gone', () => {
    leaveLock(JSON.stringify({ pid: 4_194_305, startMark: 'gone' }))
    lockFolder(dir)
    expect(readLockHolder(dir)).toBe(process.pid)
  })

  it('is taken from a dead process whose pid another program has now', () => {
    leaveLock(JSON.stringify({ pid: process.ppid, startMark: 'an earlier boot/1' }))
    expect(readLockHolder(dir)).toBeUndefined()
    lockFolder(dir)
    expect(readLockHolder(dir)).toBe(process.pid)
  })

  it('is taken where its file is damaged', () => {
    leaveLock('{"pid":')
    lockFolder(dir)
    expect(readLockHolder(dir)).toBe(process.pid)
  })

  it('stays with a live process that is not this one', () => {
    leaveLock(JSON.stringify({ pid: process.ppid, startMark: readStartMark(process.ppid) }))
    expect(() => lockFolder(dir)).toThrow(`in use by process ${process.ppid}`)
    expect(readLockHolder(dir)).toBe(process.ppid)
  })

  it('is not released by one who no longer holds it', () => {
    const lock = lockFolder(dir)
    leaveLock(JSON.stringify({ pid: process.ppid, startMark: readStartMark(process.ppid) }))
    lock.release()
    expect(readLockHolder(dir)).toBe(process.ppid)
  })
})
