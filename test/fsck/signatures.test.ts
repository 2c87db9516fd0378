import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cosign } from '../../src/domain/ledger/cosignature.ts'
import { ED25519_COSIGNATURE, ed25519Signer, parseVkey, rawPublicKey, vkey } from '../../src/domain/ledger/note-keys.ts'
import { readNote } from '../../src/domain/ledger/signed-note.ts'
import { type CheckedLedger, codesAt, openCheckedLedger } from '../support/checked-ledger.ts'
import { verifyHarmed } from '../support/harmed-ledger.ts'
import { makeLogKey, noteOf, ORIGIN } from '../support/kept-ledger.ts'

let ledger: CheckedLedger
beforeAll(async () => {
  ledger = await openCheckedLedger()
}, 120_000)
afterAll(() => ledger.close())

describe('a log that changed its key', () => {
  const next = makeLogKey()
  /** The largest checkpoint is of the new key. */
  const change = async ({ admin }: CheckedLedger): Promise<void> => {
    const { rows } = await admin.query<{ size: string; root: Buffer }>(
      'select size, root from ledger_checkpoint order by size desc limit 1',
    )
    const [{ size, root } = { size: '', root: Buffer.alloc(0) }] = rows
    const note = noteOf(next, Number(size), root)
    await admin.query('insert into ledger_log (origin, vkey, recorded_at) values ($1, $2, now())', [ORIGIN, next.vkey])
    await admin.query('update ledger_checkpoint set note = $2 where size = $1', [size, note])
  }
  const oldId = (): string => `key ${ledger.key.vkey.split('+', 2).join('+')}`

  it('has its older checkpoints told once, with the key, to who does not name it', async () => {
    const report = await verifyHarmed(ledger, change, { settings: { trusted: [parseVkey(next.vkey)] } })
    expect(report.problems.map(({ code, place }) => [code, place])).toEqual([['KEY_NOT_TRUSTED', oldId()]])
    expect(report.problems[0]?.detail).toContain('4 checkpoints of 1 to 300 entries')
    expect(report.problems[0]?.detail).toContain(`--key '${ledger.key.vkey}'`)
    expect(report.checkpoints).toBe(5)
  })

  it('agrees for who names both, and for who names none', async () => {
    const trusted = [next, ledger.key].map((key) => parseVkey(key.vkey))
    expect((await verifyHarmed(ledger, change, { settings: { trusted } })).problems).toEqual([])
    expect((await verifyHarmed(ledger, change)).problems).toEqual([])
  })

  it('has its older checkpoints compared all the same, and notes from elsewhere', async () => {
    const trusted = [parseVkey(next.vkey)]
    const notes = [{ name: 'older', note: noteOf(ledger.key, 300, Buffer.alloc(32, 7)) }]
    const harm = async (one: CheckedLedger): Promise<void> => {
      await change(one)
      await one.admin.query(`update ledger_checkpoint set root = sha256('x') where size = 255`)
    }
    const report = await verifyHarmed(ledger, harm, { settings: { trusted, notes } })
    expect(codesAt(report, 'checkpoint 255')).toEqual(['CHECKPOINT_MALFORMED'])
    expect(codesAt(report, 'note older')).toEqual(['CHECKPOINT_ROOT_DIFFERS'])
    expect(report.problems.find(({ code }) => code === 'KEY_NOT_TRUSTED')?.detail).toContain('5 checkpoints')
  })

  it('is not believed a key that it does not have: no checkpoint of it counts, nor one that a trusted key spoiled', async () => {
    const spoil = `update ledger_checkpoint set note = regexp_replace(note, '(— [^ ]+ .{12}).', '\\1' || case when note ~ '— [^ ]+ .{12}A' then 'B' else 'A' end) where size = 255`
    const report = await verifyHarmed(ledger, spoil, { settings: { trusted: [parseVkey(ledger.key.vkey)] } })
    expect(codesAt(report, 'checkpoint 255')).toEqual(['CHECKPOINT_NOT_SIGNED'])
    const stranger = await verifyHarmed(ledger, `${spoil}; update ledger_log set vkey = 'x+4bf175e4+AAAA'`, {
      settings: { trusted: [parseVkey(next.vkey)] },
    })
    const notSigned = Array.from({ length: 5 }, () => 'CHECKPOINT_NOT_SIGNED')
    expect(stranger.problems.map(({ code }) => code)).toEqual(['LOG_KEY_INVALID', ...notSigned])
  })
})

describe('lines of witnesses', () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const witness = vkey('witness.test', ED25519_COSIGNATURE, rawPublicKey(privateKey))
  const other = vkey('other.test', ED25519_COSIGNATURE, rawPublicKey(generateKeyPairSync('ed25519').privateKey))
  const settings = () => ({ trusted: [parseVkey(ledger.key.vkey), parseVkey(witness)] })
  const sign = async ({ admin }: CheckedLedger, size = 255, recorded = witness): Promise<void> => {
    const { rows } = await admin.query<{ note: string }>('select note from ledger_checkpoint where size = $1', [255])
    const signer = ed25519Signer('witness.test', privateKey, ED25519_COSIGNATURE)
    const line = cosign(readNote(rows[0]?.note ?? '').unverifiedText, signer, 1_700_000_000)
    const values = [size, recorded, line]
    await admin.query(
      'insert into ledger_cosignature (size, vkey, line, recorded_at) values ($1, $2, $3, now())',
      values,
    )
  }

  it('are verified for who names the witness', async () => {
    const report = await verifyHarmed(ledger, sign, { settings: settings() })
    expect(report).toMatchObject({ count: 0, cosignatures: 1, passedOver: { cosignatures: 0 } })
  })

  it('are counted and not looked at for who does not, by name or at all', async () => {
    for (const trusted of [undefined, [parseVkey(ledger.key.vkey)], [parseVkey(ledger.key.vkey), parseVkey(other)]]) {
      const report = await verifyHarmed(ledger, sign, { settings: { trusted } })
      expect(report).toMatchObject({ count: 0, cosignatures: 0, passedOver: { cosignatures: 1 } })
    }
  })

  it.each([
    ['of another checkpoint', (one: CheckedLedger) => sign(one, 256)],
    ['of a checkpoint that is not there', (one: CheckedLedger) => sign(one, 77)],
    ['recorded as those of another', (one: CheckedLedger) => sign(one, 255, other)],
    [
      'recorded under another key of the same name',
      (one: CheckedLedger) => sign(one, 255, other.replace('other.test', 'witness.test')),
    ],
    [
      'no lines',
      (one: CheckedLedger) => sign(one).then(() => one.admin.query(`update ledger_cosignature set line = 'x'`)),
    ],
  ])('are named where they are %s', async (_, harm) => {
    const report = await verifyHarmed(ledger, harm, { settings: settings() })
    expect(report.problems.map(({ code }) => code)).toEqual(['COSIGNATURE_INVALID'])
    expect(report.cosignatures).toBe(0)
  })
})
