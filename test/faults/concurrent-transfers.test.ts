import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { custodyOf } from '../../src/domain/custody/record.ts'
import { TRANSIT_DAYS } from '../../src/domain/policy.ts'
import { loadRecords } from '../../src/store/custody-history.ts'
import { inTransaction, openDatabase } from '../../src/store/db.ts'
import { makeRequester } from '../support/acting.ts'
import { AUDITOR, openSmallRegistry, OURS, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'

const TRANSFERS = 50
const LOOK = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Audit order 7' }

interface Chain {
  readonly chain: readonly {
    type: string
    kind: string
    eventId?: string
    licit: string
    from: { partyId: string } | null
    to: { partyId: string } | null
    findings: readonly { code: string }[]
  }[]
  readonly holder: { partyId: string } | null
  readonly lastLicitHolder: { partyId: string } | null
  readonly contenders: readonly unknown[]
  readonly currentStatus: string
}

interface Report {
  readonly id: string
  readonly events: readonly { id: string }[]
}

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})

afterAll(() => registry.close())

async function readChain(weaponId: string): Promise<Chain> {
  return (await registry.service.request<Chain>(`/v1/weapons/${weaponId}/custody`, { ...AUDITOR, headers: LOOK })).body
}

/** What the pure function says of the events that are stored. */
async function computeChain(weaponId: string) {
  const db = openDatabase(registry.service.database.serviceUrl, 1)
  try {
    const records = await inTransaction(db, makeRequester('auditor'), (tx) => loadRecords(tx, [weaponId]))
    const options = { now: new Date().toISOString(), transitDays: TRANSIT_DAYS }
    return custodyOf(
      records.get(weaponId) ?? { weaponId, events: [], declarations: [], links: [], statements: [], partyVersions: [] },
      options,
    )
  } finally {
    await db.pool.end()
  }
}

async function queryRows<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  const owner = new pg.Client(registry.service.database.ownerUrl)
  await owner.connect()
  try {
    return (await owner.query<Row>(text, values)).rows
  } finally {
    await owner.end()
  }
}

const shape = ({ chain }: Chain) =>
  chain.map(({ type, kind, licit, from, to, findings }) => ({
    type,
    kind,
    licit,
    from: from?.partyId,
    to: to?.partyId,
    findings: findings.map(({ code }) => code),
  }))

describe('fifty transfers of one weapon at the same moment', () => {
  it('are all stored, none lost, none refused, and make one history with its conflicts shown', async () => {
    const { id: weaponId } = await registry.registerWeapon(OURS)
    const receivers = [registry.theirs, registry.maker, registry.ourPerson, registry.theirPerson]
    const answers = await Promise.all(
      Array.from({ length: TRANSFERS }, (_, n) => {
        const sides = { fromPartyId: registry.ours, toPartyId: receivers[n % receivers.length] }
        const body = { kind: 'SOLD_DOMESTIC', weaponIds: [weaponId], ...sides, occurredAt: '2021-05-06' }
        return registry.post<Report>('/v1/transfers', body, REGISTRAR)
      }),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    const acknowledged = answers.flatMap(({ body }) => body.events.map(({ id }) => id))
    expect(new Set(acknowledged).size).toBe(TRANSFERS)

    const rows = await queryRows<{ seq: number; id: string }>(
      'select seq, id from custody_event where weapon_id = $1 order by seq',
      [weaponId],
    )
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: TRANSFERS + 1 }, (_, n) => n + 1))
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
    const late = await queryRows(
      'select from custody_event a join custody_event b on b.weapon_id = a.weapon_id and b.seq > a.seq and b.recorded_at < a.recorded_at where a.weapon_id = $1',
      [weaponId],
    )
    expect(late).toEqual([])

    const served = await readChain(weaponId)
    const computed = await computeChain(weaponId)
    expect(served.chain.map(({ type, eventId }) => ({ type, eventId }))).toEqual(
      computed.links.map(({ type, eventId }) => ({ type, eventId })),
    )
    expect(served.chain.filter(({ type }) => type === 'CONFLICT').length).toBeGreaterThan(0)
    expect({ holder: served.holder, last: served.lastLicitHolder }).toEqual({ holder: null, last: null })
    expect(served.contenders.length).toBeGreaterThan(1)
    const [state] = await queryRows(
      'select last_seq, status, holder_party_id as holder, chain_intact as intact from weapon_state where weapon_id = $1',
      [weaponId],
    )
    expect(state).toEqual({ last_seq: TRANSFERS + 1, status: computed.status, holder: null, intact: false })
  })

  it('of two weapons in opposite order all come through: writers queue and do not lock each other out', async () => {
    const weapons = [(await registry.registerWeapon(OURS)).id, (await registry.registerWeapon(OURS)).id]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const weaponIds = n % 2 === 0 ? weapons : weapons.toReversed()
        const sides = { fromPartyId: registry.ours, toPartyId: registry.theirs }
        return registry.post(
          '/v1/transfers',
          { kind: 'SOLD_DOMESTIC', weaponIds, ...sides, occurredAt: '2021-05-06' },
          REGISTRAR,
        )
      }),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  })
})

describe('one life, reported in any order', () => {
  it('gives the same chain, holder and status', async () => {
    const { maker, ours, theirs, ourPerson } = registry
    const life = [
      { kind: 'SOLD_DOMESTIC', fromPartyId: maker, toPartyId: ours, occurredAt: '2018-06-01' },
      { kind: 'SOLD_DOMESTIC', fromPartyId: ours, toPartyId: theirs, occurredAt: '2018-09-01' },
      { kind: 'RETAIL_SALE', fromPartyId: theirs, toPartyId: ourPerson, occurredAt: '2019-03-04' },
      { kind: 'STOLEN', partyId: ourPerson, occurredAt: '2020-02-02', place: { country: 'FR' } },
    ]
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2],
    ]
    const origin = { kind: 'MANUFACTURED', partyId: maker, occurredAt: '2018-02-03' }
    const chains: Chain[] = []
    for (const order of orders) {
      const { id } = await registry.registerWeapon(REGISTRAR, { origin })
      for (const step of order) {
        const path = life[step]?.kind === 'STOLEN' ? '/v1/custody-events' : '/v1/transfers'
        await registry.store(path, { ...life[step], weaponIds: [id] }, REGISTRAR)
      }
      chains.push(await readChain(id))
    }
    const [first] = chains
    expect(first?.chain.map(({ type, kind }) => `${type} ${kind}`)).toEqual([
      'EVENT MANUFACTURED',
      'EVENT SOLD_DOMESTIC',
      'EVENT SOLD_DOMESTIC',
      'EVENT RETAIL_SALE',
      'EVENT STOLEN',
    ])
    expect(first).toMatchObject({ currentStatus: 'STOLEN', lastLicitHolder: { partyId: ourPerson } })
    for (const chain of chains) {
      const { holder, lastLicitHolder, currentStatus, contenders } = chain
      expect(shape(chain)).toEqual(first === undefined ? [] : shape(first))
      expect({ holder, lastLicitHolder, currentStatus, contenders }).toEqual({
        holder: first?.holder,
        lastLicitHolder: first?.lastLicitHolder,
        currentStatus: first?.currentStatus,
        contenders: first?.contenders,
      })
    }
  })
})
