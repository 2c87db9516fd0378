import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallOptions } from '../support/service.ts'
import { openSmallRegistry, REGISTRAR, type SmallRegistry } from '../support/small-registry.ts'
import { ANNA, ask, BORIS, decide, seen, sellPistol, type SoldPistol } from '../support/traced.ts'

const CUSTOMS: CallOptions = { role: 'customs' }
const LONG = process.env['LONG'] === '1'

let registry: SmallRegistry
let pistols: SoldPistol[]
let untouched: string[]

// Each is one character from its neighbours, so that a misreading of one is soon nearer to another.
const SERIALS = ['MSR401', 'MSR410', 'MSR4O7', 'MSR901']

/** Everything that the registry tells of the registered pistols, as bytes. */
function readAll(): Promise<string[]> {
  const headers = { purpose: 'CUSTOMS_ENFORCEMENT', 'legal-basis': 'Code des douanes' }
  return Promise.all(
    pistols.map(async ({ weaponId }) => {
      const paths = [`/v1/weapons/${weaponId}`, `/v1/weapons/${weaponId}/custody`]
      const replies = await Promise.all(paths.map((path) => registry.service.request(path, { ...REGISTRAR, headers })))
      return replies.map(({ text }) => text).join('\n')
    }),
  )
}

/** One character read as another, left out, doubled or changed with its neighbour; never the serial of a registered pistol. */
const misreadings = fc
  .record({
    serial: fc.constantFrom(...SERIALS),
    at: fc.integer({ min: 0, max: 5 }),
    how: fc.constantFrom('other', 'left-out', 'doubled', 'turned'),
    other: fc.constantFrom('0', 'O', '1', 'I', '5', 'S', '8', 'B', '6', 'G', '7', '9'),
  })
  .map(({ serial, at, how, other }) => {
    const [before, here, after] = [serial.slice(0, at), serial[at] ?? '', serial.slice(at + 1)]
    if (how === 'left-out') return before + after
    if (how === 'doubled') return before + here + here + after
    return how === 'turned' ? before + after.slice(0, 1) + here + after.slice(1) : before + other + after
  })
  .filter((read) => !SERIALS.includes(read))

beforeAll(async () => {
  registry = await openSmallRegistry()
  pistols = []
  for (const text of SERIALS) {
    const markings = [{ kind: 'SERIAL_PRIMARY', text, component: 'FRAME' }]
    pistols.push(await sellPistol(registry, { markings }))
  }
  untouched = await readAll()
})
afterAll(() => registry.close())

interface Item {
  readonly id: string
  readonly identification: {
    readonly tier: string | null
    readonly candidates: readonly { readonly weaponId: string }[]
  }
}

async function take(read: string): Promise<Item> {
  const body = {
    agencyReference: 'DOU-1',
    recoveryClass: 'SEIZED',
    circumstance: 'BORDER_CHECK_LAND',
    occurredAt: '2025-05-14',
    place: { country: 'FR' },
    legalBasis: 'Code des douanes, art. 60',
    items: [{ observation: seen(read) }],
  }
  const { items } = await registry.store<{ items: Item[] }>('/v1/seizures', body, CUSTOMS)
  if (items[0] === undefined) throw new Error('the item was not recorded')
  return items[0]
}

describe('an item whose number was misread', () => {
  it('changes no registered weapon when it is recorded; confirmed, only the one that is named; taken back, none', async () => {
    const property = fc.asyncProperty(misreadings, async (read) => {
      const item = await take(read)
      const changed = (await readAll()).flatMap((text, n) => (text === untouched[n] ? [] : [pistols[n]?.weaponId]))
      // A reading that equals a number by sight is that number (T1), and joins its weapon and no other.
      const { tier, candidates } = item.identification
      expect(changed).toEqual(tier === 'T1' ? [candidates[0]?.weaponId] : [])
      const asked = await ask(registry, seen(read), { seizureItemId: item.id, caseReference: item.id }, CUSTOMS)
      const named = asked.body.answer?.weapon?.id ?? asked.body.identification.candidates[0]?.weaponId
      if (named === undefined) {
        expect(await readAll()).toEqual(untouched)
        return
      }
      for (const person of [ANNA, BORIS]) await decide(registry, asked.body.id, { weaponId: named }, person)
      const confirmed = await readAll()
      for (const [n, { weaponId }] of pistols.entries()) if (weaponId !== named) expect(confirmed[n]).toBe(untouched[n])
      for (const person of [ANNA, BORIS])
        await decide(registry, asked.body.id, { weaponId: named, decision: 'REJECT' }, person)
      expect(await readAll()).toEqual(untouched)
    })
    await fc.assert(property, { numRuns: LONG ? 150 : 12 })
  }, 300_000)
})
