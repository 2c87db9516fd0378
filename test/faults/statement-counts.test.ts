import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countStatements } from '../support/count-statements.ts'
import { OURS, openSmallRegistry, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { ask, seen, sellPistol } from '../support/traced.ts'

// With BEGIN, COMMIT and the three of the check who calls. A change of these numbers is to be seen, and not to slip in.
const TRANSFER = 12
const TRACE = 16

let registry: SmallRegistry

beforeAll(async () => {
  registry = await openSmallRegistry()
})

afterAll(async () => {
  await registry.close()
})

describe('a call of every day', () => {
  it('records a hand-over of one weapon in a bounded number of statements', async () => {
    const { id } = await registry.registerWeapon(OURS)
    const { ours: fromPartyId, theirs: toPartyId } = registry
    const sell = (occurredAt: string) =>
      registry.store(
        '/v1/transfers',
        { kind: 'SOLD_DOMESTIC', fromPartyId, toPartyId, occurredAt, weaponIds: [id] },
        REGISTRAR,
      )
    await sell('2024-02-01')
    expect(await countStatements(() => sell('2024-03-01'))).toBeLessThanOrEqual(TRANSFER)
  })

  it('answers a trace request in a bounded number of statements', async () => {
    const [first, second] = [await sellPistol(registry), await sellPistol(registry)]
    await ask(registry, seen(first.serial))
    const statements = await countStatements(async () => {
      const { body } = await ask(registry, seen(second.serial))
      expect(body.status).toBe('ANSWERED_FULL')
    })
    expect(statements).toBeLessThanOrEqual(TRACE)
  })
})
