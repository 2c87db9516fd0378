import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckedLedger, codesAt, openCheckedLedger } from '../support/checked-ledger.ts'
import { makeLogKey, noteOf, ORIGIN } from '../support/kept-ledger.ts'

let ledger: CheckedLedger
beforeAll(async () => {
  ledger = await openCheckedLedger()
}, 120_000)
afterAll(() => ledger.close())

describe('a superuser who writes into the names of the log', () => {
  it('cannot make the note of a longer ledger, kept outside the database, count no longer', async () => {
    const kept = [{ name: 'kept', note: noteOf(ledger.key, 9_000_000, Buffer.alloc(32, 7)) }]
    const { vkey } = makeLogKey()
    const harm = `insert into ledger_log (origin, vkey, recorded_at) values ('registry.test/another', '${vkey}', now() + interval '1 hour')`
    const undo = `delete from ledger_log where vkey = '${vkey}'`
    const report = await ledger.withHarm(harm, undo, () => ledger.verify({ kept }))
    expect(codesAt(report, 'note kept')).toEqual(['CHECKPOINT_BEYOND_LEDGER'])
    expect(codesAt(report, `ledger_log ${vkey}`)).toEqual(['LOG_KEY_INVALID'])
  })

  it.each(['x+4bf175e4+AAAA', 'no key', ''])(
    'is named where a key is none, and the rest is checked: %j',
    async (key) => {
      const harm = `insert into ledger_log (origin, vkey, recorded_at) values ('x', '${key}', now() - interval '1 year')`
      const report = await ledger.withHarm(harm, `delete from ledger_log where origin = 'x'`, () => ledger.verify())
      expect(codesAt(report, `ledger_log ${key}`)).toEqual(['LOG_KEY_INVALID'])
      expect(report).toMatchObject({ count: 1, entries: (await ledger.verify()).entries })
    },
  )

  it('is seen where the name of the log is another than the name of its key', async () => {
    const harm = `update ledger_log set origin = 'registry.test/another'`
    const undo = `update ledger_log set origin = '${ORIGIN}'`
    const report = await ledger.withHarm(harm, undo, () => ledger.verify())
    expect(codesAt(report, `ledger_log ${ledger.key.vkey}`)).toEqual(['LOG_KEY_INVALID'])
  })
})
