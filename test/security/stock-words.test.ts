import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallOptions } from '../support/service.ts'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
} from '../support/small-registry.ts'
import { openStore, type Store } from '../support/stock.ts'

const NAME = 'Invented Barracks, second cellar'
const SECURITY = 'The key hangs behind the invented clock.'

let registry: SmallRegistry
let ours: Store

beforeAll(async () => {
  registry = await openSmallRegistry()
  ours = await openStore(registry, 0, { name: NAME, securityNotes: SECURITY })
})
afterAll(() => registry.close())

const ask = (path: string, options: CallOptions) => registry.service.request<Problem>(path, options)

describe('the words of a location', () => {
  it('are for who acts for its party and for registrars; an auditor learns the name, and not how it is guarded', async () => {
    const path = `/v1/stock-locations/${ours.id}`
    for (const reader of [OURS, REGISTRAR]) {
      expect((await ask(path, reader)).body).toMatchObject({ name: NAME, securityNotes: SECURITY })
    }
    const audited = await ask(path, AUDITOR)
    expect([audited.body, audited.text.includes(SECURITY)]).toMatchObject([{ name: NAME }, false])
  })

  it('stand in no fact, which could never be erased', async () => {
    const owner = new pg.Client(registry.service.database.ownerUrl)
    await owner.connect()
    const { rows } = await owner.query<{ facts: number; named: number }>(
      `select count(*)::integer as facts, count(*) filter (where canonical like '%cellar%' or canonical like '%clock%')::integer as named
        from fact where kind = 'stock-location'`,
    )
    await owner.end()
    expect(rows[0]?.facts).toBe(1)
    expect(rows[0]?.named).toBe(0)
  })

  it('are not read unseen: the look of a registrar or auditor is in the audit, and that of the keeper is not', async () => {
    const owner = new pg.Client(registry.service.database.ownerUrl)
    await owner.connect()
    const looks = async () =>
      (
        await owner.query(
          `select 1 from audit_entry where action = 'stock-location.read' and $1::uuid = any (subject_ids)`,
          [ours.id],
        )
      ).rowCount
    const before = await looks()
    await ask(`/v1/stock-locations/${ours.id}`, OURS)
    expect(await looks()).toBe(before)
    await ask(`/v1/stock-locations/${ours.id}`, AUDITOR)
    await ask(`/v1/stock-locations?partyId=${registry.ours}`, REGISTRAR)
    expect(await looks()).toBe((before ?? 0) + 2)
    await owner.end()
  })
})
