import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { discloseFact } from '../../src/domain/ledger/disclosed-fact.ts'
import { ED25519_COSIGNATURE, parseVkey, vkey } from '../../src/domain/ledger/note-keys.ts'
import type { ProblemCode } from '../../src/fsck/problem.ts'
import type { VerifySettings } from '../../src/fsck/verify-ledger.ts'
import { type CheckedLedger, openCheckedLedger } from '../support/checked-ledger.ts'
import { type Barrier, type Harm, IS_JSON, verifyHarmed } from '../support/harmed-ledger.ts'
import { makeLogKey } from '../support/kept-ledger.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'
const ONE = `(select id from fact where kind = 'marking' order by id limit 1)`
const IN_LEDGER = '(select fact_id from ledger_entry where idx = 40)'
const WITNESS = vkey('witness.test', ED25519_COSIGNATURE, Buffer.alloc(32, 1))

async function hideAll({ admin }: CheckedLedger): Promise<void> {
  const { rows } = await admin.query<{ id: string; canonical: string; secret: Buffer }>(
    `select id, canonical, secret from fact where id = ${IN_LEDGER}`,
  )
  const [fact] = rows
  if (fact === undefined) throw new Error('there is no fact')
  const remaining = discloseFact(fact.secret, JSON.parse(fact.canonical) as JsonValue, () => false)
  const values = [fact.id, NOBODY, JSON.stringify(remaining)]
  await admin.query(
    'insert into fact_erasure (fact_id, erasure_id, weapon_id, remaining, agency_id, recorded_at) values ($1, $2, $2, $3, $2, now())',
    values,
  )
  await admin.query('update fact set canonical = null, secret = null where id = $1', [fact.id])
}

async function poisonChain({ admin, service }: CheckedLedger): Promise<void> {
  const { rows } = await admin.query<{ id: string }>('select id from weapon order by id limit 1')
  const headers = { purpose: 'CRIMINAL_INVESTIGATION', 'legal-basis': 'test' }
  await service.request(`/v1/weapons/${rows[0]?.id}/custody`, { role: 'registrar', headers })
  await admin.query(`update custody_dossier set body = '{}'`)
}

const entryConstraint = (name: string, definition: string): Barrier => ({ table: 'ledger_entry', name, definition })

interface Case {
  readonly harm: Harm
  readonly settings?: Partial<VerifySettings>
  readonly barrier?: Barrier
}

/** For each code something that brings it about: a code that nothing does would be a promise that is not kept. */
const CASES: Readonly<Record<ProblemCode, Case>> = {
  FACT_CHANGED: { harm: `update fact set secret = sha256('x') where id = ${ONE}` },
  FACT_MISSING: { harm: `delete from fact where id = ${IN_LEDGER}` },
  FACT_NOT_IN_LEDGER: { harm: 'delete from leaf_queue' },
  FACT_TWICE_IN_LEDGER: {
    harm: 'insert into ledger_entry select (select max(idx) + 1 from ledger_entry), fact_id, entry, leaf from ledger_entry where idx = 40',
    barrier: entryConstraint('ledger_entry_fact_once', 'unique (fact_id)'),
  },
  FACT_EMPTIED_WITHOUT_RECORD: { harm: `update fact set canonical = null, secret = null where id = ${ONE}` },
  ERASED_WITHOUT_ORDER: { harm: hideAll },
  ERASED_TOO_MUCH: { harm: hideAll },
  LEAF_WITHOUT_FACT: { harm: `insert into leaf_queue (fact_id, entry) values ('${NOBODY}', 'x')` },
  LEAF_QUEUED_TWICE: {
    harm: 'insert into leaf_queue (fact_id, entry) select fact_id, entry from ledger_entry where idx = 40',
  },
  LEAF_CHANGED: { harm: `update ledger_entry set leaf = sha256('x') where idx = 40` },
  INDEX_GAP: { harm: 'delete from ledger_entry where idx = 40' },
  INDEX_TWICE: {
    harm: 'update ledger_entry set idx = 40 where idx = 41',
    barrier: entryConstraint('ledger_entry_pk', 'primary key (idx)'),
  },
  TILE_CHANGED: { harm: `update ledger_tile set root = sha256('x')` },
  TILE_MISSING: { harm: 'delete from ledger_tile' },
  TILE_TOO_MANY: { harm: 'insert into ledger_tile select level, n + 7, hashes, root from ledger_tile' },
  CHECKPOINT_MALFORMED: { harm: `update ledger_checkpoint set root = sha256('x') where size = 255` },
  CHECKPOINT_NOT_SIGNED: { harm: 'delete from ledger_log' },
  LOG_KEY_INVALID: {
    harm: `insert into ledger_log (origin, vkey, recorded_at) values ('registry.test/ledger', 'no key', '2020-01-01')`,
  },
  KEY_NOT_TRUSTED: { harm: 'select 1', settings: { trusted: [parseVkey(makeLogKey().vkey)] } },
  CHECKPOINT_ROOT_DIFFERS: { harm: `update ledger_entry set entry = 'x' where idx = 40` },
  CHECKPOINT_BEYOND_LEDGER: { harm: 'delete from ledger_entry where idx > 300' },
  COSIGNATURE_INVALID: {
    harm: `insert into ledger_cosignature (size, vkey, line, recorded_at) values (255, '${WITNESS}', 'x', now())`,
    settings: { trusted: [parseVkey(WITNESS)] },
  },
  ROWS_NOT_COMPARED: { harm: `update fact set canonical = '{' where id = ${ONE}`, barrier: IS_JSON },
  ROW_CHANGED: { harm: `update marking set text = text || '1' where id = ${ONE}` },
  ROW_MISSING: { harm: `delete from marking where id = ${ONE}` },
  ROW_WITHOUT_FACT: { harm: `update party set id = '${NOBODY}' where id = (select id from party limit 1)` },
  TEXT_CHANGED: { harm: `update personal_record set body = '{}' where id = (select name_id from party limit 1)` },
  TEXT_MISSING: { harm: 'delete from personal_record where id = (select name_id from party limit 1)' },
  CHAIN_DIFFERS: { harm: poisonChain, settings: { chains: 'all' } },
}

let ledger: CheckedLedger
beforeAll(async () => {
  ledger = await openCheckedLedger()
}, 120_000)
afterAll(() => ledger.close())

describe('each thing that can be wrong', () => {
  it.each(Object.entries(CASES))('is told: %s', async (code, { harm, ...how }) => {
    const { problems } = await verifyHarmed(ledger, harm, how)
    expect(problems.map((problem) => problem.code)).toContain(code)
  })

  it('was put right again by these tests', async () => {
    expect((await ledger.verify({ chains: 'all' })).problems).toEqual([])
  })
})
