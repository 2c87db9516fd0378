import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partyAt, type PartyVersion } from '../../src/domain/parties/party.ts'
import { partyStates } from '../../src/verify/party-states.ts'

const KINDS = ['DEALER', 'GUNSMITH', 'MANUFACTURER'] as const
const COUNTRIES = ['FR', 'BE', 'DE'] as const
const DAYS = ['2018-01-01', '2019-01-01', '2020-01-01']
const orNull = <Value>(values: readonly Value[]) => fc.constantFrom(null, ...values)

const versions = fc
  .array(fc.record({ kind: orNull(KINDS), country: orNull(COUNTRIES), validFrom: orNull(DAYS), n: fc.nat(5) }), {
    maxLength: 6,
  })
  .map((all) =>
    all.map(
      ({ n, ...said }, at): PartyVersion => ({
        ...said,
        id: `v${at}`,
        nameId: null,
        status: null,
        successorPartyId: null,
        recordedAt: `2026-01-01T00:00:0${n}.000000Z`,
      }),
    ),
  )

describe('what a party was by its records', () => {
  it('is what the registry takes it to have been on some day, and on each', () => {
    fc.assert(
      fc.property(versions, (said) => {
        const registered = { kind: 'DEALER', country: 'FR' } as const
        const onDays = ['2017-01-01', ...DAYS].map((at) => {
          const { kind, country } = partyAt({ id: 'p', nameId: null, versions: said, ...registered }, { at })
          return `${kind} ${country}`
        })
        const statements = said.map(({ id: factId, kind, country, validFrom, recordedAt }) => {
          return { factId, partyId: 'p', validFrom: validFrom ?? '', recordedAt, kind, country }
        })
        const first = { factId: 'p', partyId: 'p', validFrom: '', recordedAt: '', ...registered }
        const states = partyStates([...statements, first]).map(
          ({ kind, country }) => `${String(kind.kind)} ${String(country.country)}`,
        )
        expect(new Set(states)).toEqual(new Set(onDays))
      }),
      { numRuns: 1_000 },
    )
  })

  it('may be anything from a record on that does not show it', () => {
    const first = { factId: 'p', partyId: 'p', validFrom: '', recordedAt: '', kind: 'DEALER', country: 'BE' }
    const moved = { ...first, factId: 'v', validFrom: '2019-01-01', recordedAt: '2026', kind: undefined, country: 'FR' }
    const states = partyStates([first, moved]).map(({ kind, country }) => [kind.kind, country.country])
    expect(states).toEqual([
      ['DEALER', 'BE'],
      [undefined, 'FR'],
    ])
  })
})
