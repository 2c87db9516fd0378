import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../src/domain/ledger/canonical-json.ts'
import { commitTo, ledgerEntry } from '../../src/domain/ledger/commitment.ts'
import { hashLeaf } from '../../src/domain/ledger/merkle.ts'
import { discloseFact, withholdFields } from '../../src/domain/ledger/disclosed-fact.ts'
import type { DisclosedFact } from '../../src/domain/ledger/disclosed-fields.ts'
import { mayBeErased } from '../../src/domain/retention/erased-fields.ts'
import { type CheckedLedger, codesAt, openCheckedLedger } from '../support/checked-ledger.ts'
import { openEraser } from '../support/erasing.ts'
import { type Harm, IS_JSON, verifyHarmed } from '../support/harmed-ledger.ts'

interface Kept {
  readonly id: string
  readonly canonical: string
  readonly secret: Buffer
}

const NOBODY = '00000000-0000-4000-8000-000000000000'

let ledger: CheckedLedger
/** An event that was erased by right, and its order, which waits for the ledger. */
let erased: string
let order: string

beforeAll(async () => {
  ledger = await openCheckedLedger()
  erased = await ledger.one(
    `select e.id as one from custody_event e join ledger_entry l on l.fact_id = e.id
     where e.place ->> 'locality' is not null and jsonb_array_length(e.documents) > 0 order by l.idx limit 1`,
  )
  const { erase } = await openEraser(ledger.service)
  order = (await erase({ kind: 'CUSTODY_EVENT', id: erased })).erasureId ?? ''
}, 120_000)
afterAll(() => ledger.close())

const harmed = (harm: Harm) => verifyHarmed(ledger, harm)

const run = async (text: string, values: unknown[] = []): Promise<void> => {
  await ledger.admin.query(text, values)
}

/** What a superuser does who wants a fact gone and has no order. */
async function eraseUnordered(kind: string, shows: (pointer: string) => boolean): Promise<string> {
  const { rows } = await ledger.admin.query<Kept>(
    `select f.id, f.canonical, f.secret from fact f join ledger_entry l on l.fact_id = f.id
     where f.kind = $1 and f.canonical is not null order by l.idx limit 1`,
    [kind],
  )
  const [fact] = rows
  if (fact === undefined) throw new Error(`the demo has no ${kind}`)
  const rest = discloseFact(fact.secret, JSON.parse(fact.canonical) as JsonValue, shows)
  await run(
    'insert into fact_erasure (fact_id, erasure_id, weapon_id, remaining, agency_id, recorded_at) values ($1, $2, $2, $3, $2, now())',
    [fact.id, NOBODY, JSON.stringify(rest)],
  )
  await run('update fact set canonical = null, secret = null where id = $1', [fact.id])
  return fact.id
}

const OWN = new Set(['/factId', '/factKind', '/agencyId', '/recordedAt'])

describe('an erasure that nobody ordered', () => {
  it('hides no change of an event, whatever it shows of the fact', async () => {
    let id = ''
    const report = await harmed(async () => {
      id = await eraseUnordered('custody-event', (pointer) => OWN.has(pointer))
      await run(
        `update custody_event set kind = 'DESTROYED', to_party_id = null, from_party_id = null where id = '${id}'`,
      )
    })
    expect(codesAt(report, `fact ${id}`)).toEqual(['ERASED_TOO_MUCH', 'ERASED_WITHOUT_ORDER'])
  })

  it('is told where it takes no more than an erasure may', async () => {
    let id = ''
    const report = await harmed(async () => {
      id = await eraseUnordered('custody-event', (pointer) => !mayBeErased('custody-event', pointer))
    })
    expect(codesAt(report, `fact ${id}`)).toEqual(['ERASED_WITHOUT_ORDER'])
  })

  it.each(['weapon', 'marking', 'party'])('takes nothing of a fact of another kind: %s', async (kind) => {
    let id = ''
    const report = await harmed(async () => {
      id = await eraseUnordered(kind, (pointer) => pointer !== '/agencyId')
    })
    expect(codesAt(report, `fact ${id}`)).toContain('ERASED_TOO_MUCH')
  })
})

describe('an erasure that was ordered', () => {
  it('agrees', async () => {
    expect((await ledger.verify({ chains: 'all' })).problems).toEqual([])
  })

  it('agrees when its order has got its number', async () => {
    const { rows } = await ledger.admin.query<{ entry: Buffer }>('select entry from leaf_queue where fact_id = $1', [
      order,
    ])
    const number = async (): Promise<void> => {
      const at = '(select max(idx) + 1 from ledger_entry)'
      const leaf = hashLeaf(rows[0]?.entry ?? Buffer.alloc(0))
      await run(
        `insert into ledger_entry (idx, fact_id, entry, leaf) select ${at}, fact_id, entry, $2 from leaf_queue where fact_id = $1`,
        [order, leaf],
      )
      await run('delete from leaf_queue where fact_id = $1', [order])
    }
    expect((await harmed(number)).problems).toEqual([])
  })

  it('has no bytes any more: some that are put there are found', async () => {
    const bytesBack = `update fact set (canonical, secret) = (select o.canonical, o.secret from fact o where o.id = '${order}') where id = '${erased}'`
    const { problems } = await harmed(bytesBack)
    expect(problems.map(({ detail }) => detail)).toContain('It is recorded as erased, and its bytes are there.')
  })

  it('is held by its order: one that is in no ledger, or is another, orders nothing', async () => {
    const outside = await harmed(() => run('delete from leaf_queue where fact_id = $1', [order]))
    expect(codesAt(outside, `fact ${order}`)).toEqual(['FACT_NOT_IN_LEDGER'])
    expect(codesAt(outside, `fact ${erased}`)).toEqual(['ERASED_WITHOUT_ORDER'])
    const other = await harmed(() =>
      run(`update fact_erasure set erasure_id = (select id from fact where kind = 'weapon' limit 1)`),
    )
    expect(codesAt(other, `fact ${erased}`)).toEqual(['ERASED_WITHOUT_ORDER'])
  })

  it.each([
    ['another fact', { factId: NOBODY }],
    ['another entry', { index: '0' }],
  ])('is held by what its order names: not %s', async (_, change) => {
    const report = await harmed(async () => {
      const { rows } = await ledger.admin.query<Kept>('select id, canonical, secret from fact where id = $1', [order])
      const [fact] = rows
      if (fact === undefined) throw new Error('there is no order')
      const said = JSON.parse(fact.canonical) as { erased: Record<string, string>[] }
      expect(said.erased[0]).toMatchObject({ factId: erased, index: expect.stringMatching(/^[0-9]+$/) })
      const body = { ...said, erased: said.erased.map((one) => ({ ...one, ...change })) } as JsonValue
      await run('update fact set canonical = $2 where id = $1', [order, canonicalJson(body)])
      const entry = Buffer.from(ledgerEntry(commitTo(fact.secret, body)))
      await run('update leaf_queue set entry = $2 where fact_id = $1', [order, entry])
    })
    expect(codesAt(report, `fact ${order}`)).toEqual([])
    expect(codesAt(report, `fact ${erased}`)).toEqual(['ERASED_WITHOUT_ORDER'])
  })

  it('is not compared where its order cannot be read', async () => {
    const harm = `update fact set canonical = '{' where id = '${order}'`
    const report = await verifyHarmed(ledger, harm, { barrier: IS_JSON })
    expect(codesAt(report, 'table fact_erasure')).toEqual(['ROWS_NOT_COMPARED'])
  })

  it('hides no more than it may take', async () => {
    const hide = async (hidden: string): Promise<void> => {
      const { rows } = await ledger.admin.query<{ remaining: DisclosedFact }>(
        'select remaining from fact_erasure where fact_id = $1',
        [erased],
      )
      const [row] = rows
      if (row === undefined) throw new Error('nothing was erased')
      const less = withholdFields(row.remaining, (pointer) => pointer !== hidden)
      await run('update fact_erasure set remaining = $2 where fact_id = $1', [erased, JSON.stringify(less)])
    }
    const report = await harmed(async () => {
      await hide('/eventKind')
      await run(`update custody_event set kind = 'DESTROYED' where id = $1`, [erased])
    })
    expect(report.problems.map(({ code, place }) => [code, place])).toEqual([['ERASED_TOO_MUCH', `fact ${erased}`]])
    expect(report.problems[0]?.detail).toContain('/eventKind')
  })

  it.each([
    ['fact_erasure', 'weapon_id', `'${NOBODY}'`],
    ['fact_erasure', 'agency_id', `'${NOBODY}'`],
    ['fact_erasure', 'recorded_at', `recorded_at + interval '1 microsecond'`],
  ])('is on record as it was ordered: %s.%s', async (table, column, value) => {
    const report = await harmed(() => run(`update ${table} set ${column} = ${value} where fact_id = $1`, [erased]))
    expect(codesAt(report, `${table} ${erased}`)).toEqual(['ROW_CHANGED'])
  })

  it('is on record for each fact that its order names', async () => {
    const report = await harmed(() => run('delete from fact_erasure where fact_id = $1', [erased]))
    expect(codesAt(report, `fact ${erased}`)).toEqual(['FACT_EMPTIED_WITHOUT_RECORD'])
    expect(codesAt(report, `fact_erasure ${erased}`)).toEqual(['ROW_MISSING'])
  })
})
