import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatRestoredMark, RESTORED_MARK } from '../../src/domain/ledger/kept-files.ts'
import type { Cosigner, Witnessed } from '../../src/ledger/cosigner.ts'
import { type LedgerLife, type LifeOptions, openLedgerLife } from '../support/ledger-life.ts'

let life: LedgerLife
beforeEach(async () => {
  life = await openLedgerLife()
})
afterEach(() => life.close())

describe('a database that came out of a backup beside no note', () => {
  const witness = (isRequired: boolean, ...witnessed: readonly Witnessed[]): { witnesses: Cosigner } => ({
    witnesses: {
      isRequired,
      cosign: async () => ({ lines: [], isQuorumMet: true, dissenting: [] }),
      follow: () => undefined,
      readWitnessed: async () => witnessed,
      report: () => [],
      close: async () => undefined,
    },
  })
  const seen = (size: number, note: string): Witnessed => {
    const root = Buffer.from(note.split('\n')[2] ?? '', 'base64')
    return { name: 'w1', state: 'SEEN', size, root, note }
  }
  const silent: Witnessed = { name: 'w2', state: 'UNKNOWN', reason: 'it is away' }
  const none: Witnessed = { name: 'w2', state: 'NONE' }
  const BEHIND = /^BEHIND: .*came out of a backup/

  interface Proof {
    readonly name: string
    readonly given: (life: LedgerLife) => LifeOptions
    readonly end: RegExp
  }
  const keep = ({ folder }: LedgerLife, note: string): LifeOptions => {
    writeFileSync(path.join(folder, 'checkpoint-as-it-was-saved.note'), note)
    return {}
  }
  const PROOFS: readonly Proof[] = [
    { name: 'nothing', given: () => ({}), end: BEHIND },
    { name: 'the note of the backup itself', given: (one) => keep(one, one.olderNote), end: BEHIND },
    {
      name: 'a newer note that it does not hold',
      given: (one) => keep(one, one.newerNote),
      end: /^BEHIND: .*11 were/,
    },
    {
      name: 'a witness that is needed and has seen no more',
      given: ({ olderNote }) => witness(true, seen(6, olderNote)),
      end: /^publishes/,
    },
    {
      name: 'a witness that has seen more',
      given: ({ newerNote }) => witness(true, seen(11, newerNote)),
      end: /^BEHIND: .*w1 says that 11/,
    },
    {
      name: 'a witness that only follows, and may have missed what was published last',
      given: ({ olderNote }) => witness(false, seen(6, olderNote)),
      end: BEHIND,
    },
    {
      name: 'one witness of two that is silent',
      given: ({ olderNote }) => witness(true, seen(6, olderNote), silent),
      end: BEHIND,
    },
    {
      name: 'one witness of two that was named since and has seen nothing',
      given: ({ olderNote }) => witness(true, seen(6, olderNote), none),
      end: BEHIND,
    },
  ]
  it.each(PROOFS)('is held back until it is known how far the log had come: $name', async ({ given, end }) => {
    rmSync(life.folder, { recursive: true })
    mkdirSync(life.folder)
    writeFileSync(path.join(life.folder, RESTORED_MARK), formatRestoredMark([life.olderNote]))
    expect((await life.startOn(life.older, given(life))).end).toMatch(end)
  })

  it('goes on with a newer note that it holds, and forgets the mark', async () => {
    const { newer, olderNote, folder, startOn } = life
    const mark = path.join(folder, RESTORED_MARK)
    writeFileSync(mark, formatRestoredMark([olderNote]))
    expect((await startOn(newer)).end).toBe('publishes')
    expect(existsSync(mark)).toBe(false)
  })
})
