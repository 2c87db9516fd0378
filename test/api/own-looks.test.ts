import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerEntry } from '../../src/domain/ledger/commitment.ts'
import { commitmentOfDisclosed, parseDisclosedFact } from '../../src/domain/ledger/disclosed-fact.ts'
import type { OwnLook } from '../../src/features/audit/schemas.ts'
import {
  AUDITOR,
  openSmallRegistry,
  OURS,
  type Problem,
  REGISTRAR,
  type SmallRegistry,
  THEIRS,
} from '../support/small-registry.ts'
import type { CallOptions } from '../support/service.ts'

const ACCOUNTING = { purpose: 'STOCKPILE_ACCOUNTABILITY', 'legal-basis': 'Audit order 7, Mr Invented' }
const INVESTIGATING = { purpose: 'COUNTER_TERRORISM', 'legal-basis': 'Order 8' }
let registry: SmallRegistry
let admin: pg.Client
let weaponId: string
let theirs: string

const look = (id: string, call: CallOptions, headers = {}) =>
  registry.service.request(`/v1/weapons/${id}/custody`, { ...call, headers })
const own = async (query: string, call: CallOptions = OURS): Promise<OwnLook[]> =>
  (await registry.service.request<{ looks: OwnLook[] }>(`/v1/own-looks?${query}`, call)).body.looks

beforeAll(async () => {
  registry = await openSmallRegistry()
  admin = new pg.Client(registry.service.database.adminUrl)
  await admin.connect()
  weaponId = (await registry.registerWeapon(OURS)).id
  theirs = (await registry.registerWeapon(THEIRS)).id
  // Together, so that they may share a fact.
  await Promise.all([
    look(weaponId, AUDITOR, ACCOUNTING),
    look(theirs, AUDITOR, ACCOUNTING),
    look(weaponId, REGISTRAR, INVESTIGATING),
  ])
  await look(weaponId, OURS)
})
afterAll(async () => {
  await admin.end()
  await registry.close()
})

describe('the looks at one’s own records', () => {
  it('tell which agency looked, why and what it saw, and neither the name of a person nor the text of the legal basis', async () => {
    const looks = await own(`weaponId=${weaponId}`)
    expect(looks.map(({ purpose, ownRecord }) => [purpose, ownRecord])).toEqual([
      [undefined, true],
      ['STOCKPILE_ACCOUNTABILITY', false],
    ])
    const { text } = await registry.service.request(`/v1/own-looks?weaponId=${weaponId}&withFacts=true`, OURS)
    for (const secret of ['test-auditor', 'Mr Invented', 'Audit order', theirs]) expect(text).not.toContain(secret)
  })

  it('carry each the fact that gives its leaf in the ledger', async () => {
    for (const call of [OURS, AUDITOR]) {
      const path = call === OURS ? '/v1/own-looks' : '/v1/looks'
      const { body } = await registry.service.request<{ looks: OwnLook[] }>(
        `${path}?weaponId=${weaponId}&withFacts=true`,
        call,
      )
      expect(body.looks.length).toBeGreaterThanOrEqual(2)
      for (const { factId, fact } of body.looks) {
        const { rows } = await admin.query<{ entry: Buffer }>('select entry from leaf_queue where fact_id = $1', [
          factId,
        ])
        const made = ledgerEntry(commitmentOfDisclosed(parseDisclosedFact(fact)))
        expect(made).toBe(rows[0]?.entry.toString('utf8'))
        expect(fact?.shown.map(({ value }) => value)).toContain(weaponId)
      }
    }
  })

  it('are all of the agency’s where no weapon is named, page by page, and none of another’s', async () => {
    const all = await own('limit=200')
    expect(new Set(all.map((one) => one.weaponId))).toEqual(new Set([weaponId]))
    expect((await own('limit=200', THEIRS)).map((one) => one.weaponId)).toEqual([theirs])
    const page = await registry.service.request<{ looks: OwnLook[]; next: string }>('/v1/own-looks?limit=1', OURS)
    const rest = await own(`limit=200&cursor=${encodeURIComponent(page.body.next)}`)
    expect([...page.body.looks, ...rest].map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  })

  it('of another’s weapon, and of none, are the same 404', async () => {
    const [one, other] = await Promise.all(
      [theirs, randomUUID()].map((id) => registry.service.request<Problem>(`/v1/own-looks?weaponId=${id}`, OURS)),
    )
    expect([one?.status, other?.status]).toEqual([404, 404])
    expect(one?.body.detail).toBe(other?.body.detail)
  })

  it('for an investigation are told at once, with their fact, to an authority whose record it is', async () => {
    const { id } = await registry.registerWeapon(REGISTRAR)
    await look(id, AUDITOR, INVESTIGATING)
    const [found] = await own(`weaponId=${id}&withFacts=true`, REGISTRAR)
    expect([found?.purpose, found?.fact !== undefined]).toEqual([INVESTIGATING.purpose, true])
  })

  it('for an investigation are told to a holder after a year, with their fact, and to oversight at once', async () => {
    const auditor = await registry.service.request(`/v1/looks?weaponId=${weaponId}`, AUDITOR)
    expect(auditor.text).toContain(INVESTIGATING.purpose)
    expect((await own(`weaponId=${weaponId}`)).map(({ purpose }) => purpose)).not.toContain(INVESTIGATING.purpose)
    await admin.query('set session_replication_role = replica')
    await admin.query(`update disclosure set recorded_at = '2020-02-01' where purpose = $1`, [INVESTIGATING.purpose])
    await admin.query('set session_replication_role = origin')
    const [then] = await own(`weaponId=${weaponId}&from=2020-01-01&to=2020-06-01&withFacts=true`)
    expect([then?.purpose, then?.fact !== undefined]).toEqual([INVESTIGATING.purpose, true])
  })
})
