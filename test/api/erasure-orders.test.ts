import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RETENTION_REGIMES } from '../../src/domain/retention/floors.ts'
import { COURT, type Erase, openEraser } from '../support/erasing.ts'
import { OFFICER, openSmallRegistry, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { ask, seen, sellPistol } from '../support/traced.ts'

const ENDED = { ...COURT, ground: 'RETENTION_ENDED', confirmedBy: undefined } as const
let registry: SmallRegistry
let admin: pg.Client
let erase: Erase
let eventId: string
let weaponId: string

beforeAll(async () => {
  registry = await openSmallRegistry()
  admin = new pg.Client(registry.service.database.adminUrl)
  await admin.connect()
  ;({ erase } = await openEraser(registry.service))
  await ask(registry, seen('NOBODY-HAS-IT'), {}, { ...OFFICER, subject: 'carla' })
  ;({ sale: eventId, weaponId } = await sellPistol(registry))
})
afterAll(async () => {
  await admin.end()
  await registry.close()
})

const dry = (given: Parameters<Erase>[1]) => erase({ kind: 'CUSTODY_EVENT', id: eventId }, { dryRun: true, ...given })

describe('the two persons of an order', () => {
  it.each([
    ['whoever gave it, under his name with a space', { confirmedBy: ' anna' }, /cannot be the one who confirms/],
    [
      'a person whom nobody knows',
      { confirmedBy: 'nobody at all' },
      /knows nobody of this agency by the name nobody at all/,
    ],
    ['a person of another agency', { confirmedBy: 'carla' }, /knows nobody/],
  ])('are not %s', async (_, given, refusal) => {
    const order = { ...COURT, ...given }
    expect((await dry({ order })).refusal).toMatch(refusal)
    expect((await erase({ kind: 'CUSTODY_EVENT', id: eventId }, { order })).erasureId).toBeUndefined()
    const { rows } = await admin.query(`select from personal_record where kind = 'ACTOR' and body ->> 'subject' = $1`, [
      given.confirmedBy,
    ])
    expect(rows.length).toBe(given.confirmedBy === 'carla' ? 1 : 0)
  })

  it('are both known, also who gives an order that needs no second', async () => {
    const order = { ...ENDED, orderedBy: 'nobody at all' }
    const regimes = { binding: [] }
    expect((await dry({ order, regimes })).refusal).toMatch(/knows nobody/)
    expect((await dry({ order: ENDED, regimes })).refusal).toBeUndefined()
    expect((await dry({ order: { ...COURT, confirmedBy: ' boris ' } })).refusal).toBeUndefined()
  })
})

describe('the time of an order', () => {
  it('is not shorter because it counts fewer rules, unless two want it; the database asks for the second too', async () => {
    const regimes = { binding: RETENTION_REGIMES, narrowed: [] }
    expect((await dry({ order: ENDED, regimes })).refusal).toMatch(/must be kept/)
    expect((await dry({ order: { ...ENDED, confirmedBy: 'boris' }, regimes })).refusal).toBeUndefined()
    const alone = `insert into erasure select gen_random_uuid(), 'PERSON', gen_random_uuid(), 'RETENTION_ENDED', '{ITI,NARROWED to ATT}', null, gen_random_uuid(),
      gen_random_uuid(), null, 0, 0, 0, gen_random_uuid(), now()`
    await expect(admin.query(alone)).rejects.toThrow('erasure_by_two')
  })

  it('does not begin before the destruction of the weapon was reported, whatever day the report gives', async () => {
    const report = {
      kind: 'DESTROYED',
      weaponIds: [weaponId],
      partyId: registry.ourPerson,
      occurredAt: '2019-06-01',
    }
    await registry.store('/v1/custody-events', report, REGISTRAR)
    const { plan, refusal } = await dry({ order: ENDED })
    const year = new Date().getUTCFullYear() + 30
    expect(refusal).toMatch(/must be kept/)
    expect(plan.floors.binding.until).toMatch(new RegExp(`^${year}-`))
  })

  it('is that of a permit which was extended, to its new end', async () => {
    const { id } = await registry.store(
      '/v1/parties',
      { kind: 'PRIVATE_PERSON', name: 'Endless Invented', country: 'FR' },
      REGISTRAR,
    )
    const permit = { kind: 'POSSESSION_PERMIT', number: 'E-1', validFrom: '2020-01-01', validTo: '2030-12-31' }
    const licence = await registry.store(`/v1/parties/${id}/licences`, permit, REGISTRAR)
    const extension = { action: 'EXTENDED', from: '2030-12-31', validTo: '2050-12-31', reason: 'Renewed.' }
    await registry.store(`/v1/parties/${id}/licences/${licence.id}/versions`, extension, REGISTRAR)
    const { plan } = await erase({ kind: 'PERSON', id }, { dryRun: true })
    expect(plan.floors.binding).toEqual({ until: '2070-12-31', basis: ['ITI 12(b)'] })
  })
})
