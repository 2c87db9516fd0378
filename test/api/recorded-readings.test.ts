import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerEntry } from '../../src/domain/ledger/commitment.ts'
import { commitmentOfDisclosed, parseDisclosedFact } from '../../src/domain/ledger/disclosed-fact.ts'
import type { OwnLook } from '../../src/features/audit/schemas.ts'
import { countStatements } from '../support/count-statements.ts'
import { FILES, storeFile } from '../support/evidence.ts'
import { AUDITOR, openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import type { CallOptions } from '../support/service.ts'
import { openStore } from '../support/stock.ts'

let registry: SmallRegistry
let admin: pg.Client

beforeAll(async () => {
  registry = await openSmallRegistry()
  admin = new pg.Client(registry.service.database.adminUrl)
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await registry.close()
})

const read = async <Body>(path: string, call: CallOptions): Promise<Body> => {
  const { status, body, text } = await registry.service.request<Body>(path, call)
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`)
  return body
}
const sell = (weaponIds: readonly string[], call: CallOptions = OURS) =>
  registry.store<{ id: string }>(
    '/v1/transfers',
    {
      kind: 'SOLD_DOMESTIC',
      fromPartyId: registry.ours,
      toPartyId: registry.theirs,
      occurredAt: '2024-02-01',
      weaponIds,
    },
    call,
  )

interface Told extends OwnLook {
  readonly actor?: string
}
const looksAt = async (query: string): Promise<Told[]> =>
  (await read<{ looks: Told[] }>(`/v1/looks?${query}&withFacts=true&limit=200`, AUDITOR)).looks
const ownLooks = async (call: CallOptions, query = ''): Promise<OwnLook[]> =>
  (await read<{ looks: OwnLook[] }>(`/v1/own-looks?limit=200&withFacts=true&${query}`, call)).looks

/** The look is proved by the leaf that its fact gives. */
async function expectProved({ factId, fact }: OwnLook, id: string): Promise<void> {
  const { rows } = await admin.query<{ entry: Buffer }>('select entry from leaf_queue where fact_id = $1', [factId])
  expect(ledgerEntry(commitmentOfDisclosed(parseDisclosedFact(fact)))).toBe(rows[0]?.entry.toString('utf8'))
  expect(fact?.shown.map(({ value }) => value)).toContain(id)
}

describe('a reading of one’s own record', () => {
  it('of a weapon, an event and a hand-over is a look by that person, which its agency and oversight can list', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const transfer = await sell([id])
    const { events } = await read<{ events: { id: string }[] }>(`/v1/transfers/${transfer.id}`, OURS)
    await read(`/v1/weapons/${id}`, OURS)
    await read(`/v1/custody-events/${events[0]?.id}`, OURS)
    const [told, seen] = [await ownLooks(OURS, `weaponId=${id}`), await looksAt(`weaponId=${id}`)]
    const what = ({ source, ownRecord, shown }: OwnLook) => [source, ownRecord, shown]
    expect(told.map(what)).toEqual([
      ['custody-event', true, ['EVENT']],
      ['weapon', true, ['RECORD']],
      ['transfer', true, ['EVENT']],
    ])
    expect(seen.map(what)).toEqual(told.map(what))
    expect(seen.map(({ actor }) => actor)).toEqual(Array(3).fill('test-integrator'))
    for (const look of told) await expectProved(look, id)
  })

  it('of a private person names him in a fact, and in the audit; of a firm it is none', async () => {
    for (const path of ['', '/versions', '/licences']) await read(`/v1/parties/${registry.ourPerson}${path}`, OURS)
    const looks = await looksAt(`recordId=${registry.ourPerson}`)
    expect(looks.map(({ source, record, ownRecord }) => [source, record?.kind, ownRecord])).toEqual([
      ['party-licences', 'PARTY', true],
      ['party-versions', 'PARTY', true],
      ['party', 'PARTY', true],
    ])
    for (const look of looks) await expectProved(look, registry.ourPerson)
    const { entries } = await read<{ entries: { action: string }[] }>(
      `/v1/audit-entries?subjectId=${registry.ourPerson}&action=look`,
      AUDITOR,
    )
    expect(entries.length).toBe(3)
    await read(`/v1/parties/${registry.ours}`, OURS)
    expect(await looksAt(`recordId=${registry.ours}`)).toEqual([])
  })

  it('costs no statement more than another’s: who looks and the clock are one, and the look goes with the commit', async () => {
    const { id } = await registry.registerWeapon(OURS)
    for (const call of [OURS, REGISTRAR]) await read(`/v1/weapons/${id}`, call)
    const [own, others] = [
      await countStatements(() => read(`/v1/weapons/${id}`, OURS)),
      await countStatements(() => read(`/v1/weapons/${id}`, REGISTRAR)),
    ]
    expect(own).toBe(others)
  })
})

describe('a reading of another’s stock, or of another’s file', () => {
  // An authority's token of the agency that reported it: to a dealer's they are told after a year.
  const told = async (id: string) =>
    (await ownLooks({ ...OURS, role: 'officer' })).filter(({ record }) => record?.id === id)

  it('is told to who reported it, with a fact that proves it: the place, the count, what was amiss, and each list and sum of them', async () => {
    const store = await openStore(registry, 2)
    const [found] = store.weapons
    const count = await store.count({ items: found === undefined ? [] : [{ serial: found.serial }] })
    const [missing] = await store.discrepancies()
    const paths = [
      ...['', '/summary', '/weapons'].map((path) => `/v1/stock-locations/${store.id}${path}`),
      `/v1/stock-locations?partyId=${registry.ours}&limit=200`,
      `/v1/stock-counts/${count.body.id}`,
      `/v1/stock-discrepancies/${missing?.id}`,
      `/v1/stock-discrepancies?locationId=${store.id}`,
      `/v1/parties/${registry.ours}/stock-summary`,
    ]
    for (const path of paths) await read(path, OURS)
    expect(await told(store.id)).toEqual([])
    for (const path of paths) await read(path, AUDITOR)
    const [place, counted, amiss, party] = [
      await told(store.id),
      await told(count.body.id),
      await told(missing?.id ?? ''),
      // A registrar registered it.
      await looksAt(`recordId=${registry.ours}`),
    ]
    const what = ({ record, source, shown, ownRecord }: OwnLook) => [record?.kind, source, shown[0], ownRecord]
    expect(place.map(what)).toEqual([
      ['STOCK_LOCATION', 'stock-location', 'LISTED', false],
      ['STOCK_LOCATION', 'stock', 'PLACE', false],
      ['STOCK_LOCATION', 'stock-location.summary', 'RECORD', false],
      ['STOCK_LOCATION', 'stock-location', 'RECORD', false],
    ])
    expect(counted.map(what)).toEqual([['STOCK_COUNT', 'stock-count', 'RECORD', false]])
    expect(amiss.map(what)).toEqual([
      ['STOCK_DISCREPANCY', 'stock-discrepancy', 'LISTED', false],
      ['STOCK_DISCREPANCY', 'stock-discrepancy', 'RECORD', false],
    ])
    expect(party.map(what)).toEqual([['PARTY', 'stock-party.summary', 'RECORD', false]])
    for (const look of [...place, ...counted, ...amiss, ...party]) await expectProved(look, look.record?.id ?? '')
  })

  it('is told where no weapon shows the file, too', async () => {
    const file = await storeFile(registry.service, FILES.png('no weapon'), OURS)
    for (const path of ['', '/content']) await registry.service.request(`/v1/evidence-files/${file}${path}`, AUDITOR)
    const looks = await told(file)
    expect(looks.map(({ record, shown }) => [record?.kind, shown])).toEqual([
      ['EVIDENCE_FILE', ['EVIDENCE_CONTENT']],
      ['EVIDENCE_FILE', ['EVIDENCE']],
    ])
    for (const look of looks) await expectProved(look, file)
  })
})

describe('a list of others’ records', () => {
  it('leaves each row as a look in one fact, of which the owner is told his own alone', async () => {
    const ids = [(await registry.registerWeapon(OURS)).id, (await registry.registerWeapon(OURS)).id]
    await read('/v1/weapons?limit=200', REGISTRAR)
    const looks = (await Promise.all(ids.map((id) => looksAt(`weaponId=${id}`)))).flat()
    expect(looks.map(({ source, shown }) => [source, shown])).toEqual(Array(2).fill(['weapon-list', ['LISTED']]))
    expect(new Set(looks.map(({ factId }) => factId)).size).toBe(1)
    const [first] = looks
    if (first === undefined) throw new Error('no look')
    await expectProved(first, ids[0] ?? '')
    expect(JSON.stringify(first.fact)).not.toContain(ids[1])
  })

  it('of hand-overs and persons names each of them', async () => {
    const { id } = await sell([(await registry.registerWeapon(OURS)).id])
    await read('/v1/transfers', REGISTRAR)
    const [look] = await looksAt(`recordId=${id}`)
    expect([look?.source, look?.record]).toEqual(['transfer-list', { kind: 'TRANSFER', id }])
    if (look !== undefined) await expectProved(look, id)
  })

  it('of one’s own leaves nothing', async () => {
    const { id } = await registry.registerWeapon(OURS)
    await sell([id])
    for (const path of ['/v1/weapons', '/v1/transfers', '/v1/custody-events', '/v1/parties']) await read(path, OURS)
    expect(await looksAt(`weaponId=${id}`)).toEqual([])
  })

  it('makes no correction wait; a reading of one record does', async () => {
    const reportLoss = async () => {
      const { id } = await registry.registerWeapon(OURS)
      const loss = { kind: 'LOST', weaponIds: [id], partyId: registry.ours, occurredAt: '2024-03-01' }
      const { events } = await registry.store<{ events: { id: string }[] }>('/v1/custody-events', loss, OURS)
      return { id, event: events[0]?.id ?? '' }
    }
    const declare = (event: string) =>
      registry.store<{ status: string }>(
        `/v1/custody-events/${event}/error-declarations`,
        { reason: 'DID_NOT_OCCUR', explanation: 'Found in another safe.' },
        OURS,
      )
    const [listed, seen] = [await reportLoss(), await reportLoss()]
    await read('/v1/weapons?limit=200', REGISTRAR)
    await read(`/v1/weapons/${seen.id}`, REGISTRAR)
    expect((await declare(listed.event)).status).toBe('EFFECTIVE')
    expect((await declare(seen.event)).status).toBe('PENDING')
  })
})
