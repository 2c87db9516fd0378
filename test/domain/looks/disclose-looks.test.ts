import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/domain/ledger/canonical-json.ts'
import { commitTo } from '../../../src/domain/ledger/commitment.ts'
import { commitmentOfDisclosed } from '../../../src/domain/ledger/disclosed-fact.ts'
import { discloseLook } from '../../../src/domain/looks/disclose-looks.ts'
import { LOOK_DELAY_DAYS, TOLD_AT_ONCE, toldWhenBefore } from '../../../src/domain/looks/told-to-owner.ts'
import { SCOPES_OF_ROLE } from '../../../src/domain/vocabulary/scopes.ts'

const secret = Buffer.alloc(32, 7)
const group = { ownRecord: false, shown: ['CHAIN', 'NAMES'], source: 'custody', textId: 'text-1' }
const fact = {
  factId: 'f1',
  factKind: 'disclosure',
  agencyId: 'a1',
  recordedAt: '2026-11-26T10:00:00.000000Z',
  looks: [
    { ...group, actorId: 'anna', purpose: 'PROSECUTION', weaponIds: ['w1', 'w2'] },
    { ...group, actorId: 'boris', purpose: 'COUNTER_TERRORISM', weaponIds: ['w1', 'w3'] },
  ],
}
const look = { seenId: 'w1', actorId: 'anna', purpose: 'PROSECUTION', source: 'custody' }

describe('the fact of a look', () => {
  it('shows the owner of one weapon that look, and no other weapon, person, purpose or text', () => {
    const disclosed = discloseLook(secret, canonicalJson(fact), look)
    const shown = disclosed.shown.map(({ value }) => value)
    expect(shown).toEqual(
      expect.arrayContaining(['w1', 'anna', 'PROSECUTION', 'CHAIN', 'NAMES', 'custody', 'a1', 'f1']),
    )
    for (const withheld of ['w2', 'w3', 'boris', 'COUNTER_TERRORISM', 'text-1']) {
      expect(JSON.stringify(disclosed)).not.toContain(`"${withheld}"`)
    }
  })

  it('gives its leaf, whatever is shown of it', () => {
    const expected = commitTo(secret, fact)
    for (const weaponId of ['w1', 'w2', 'none']) {
      const disclosed = discloseLook(secret, canonicalJson(fact), { ...look, seenId: weaponId })
      expect(commitmentOfDisclosed(disclosed)).toEqual(expected)
    }
  })

  it('at records that are no weapons shows the owner of one that look alone, with its kind', () => {
    const persons = { actorId: 'anna', purpose: 'PROSECUTION', recordKind: 'PARTY', recordIds: ['p1', 'p2'] }
    const mixed = { ...fact, looks: [...fact.looks, { ...group, ...persons }] }
    const disclosed = discloseLook(secret, canonicalJson(mixed), { ...look, seenId: 'p2' })
    expect(disclosed.shown.map(({ value }) => value)).toEqual(expect.arrayContaining(['p2', 'PARTY', 'anna']))
    for (const withheld of ['p1', 'w1', 'w2', 'boris']) expect(JSON.stringify(disclosed)).not.toContain(`"${withheld}"`)
    expect(commitmentOfDisclosed(disclosed)).toEqual(commitTo(secret, mixed))
  })

  it('of the time when each look was a fact of its own shows all but the text of its legal basis', () => {
    const { looks: _looks, ...head } = fact
    const old = { ...head, weaponId: 'w1', actorId: 'anna', purpose: 'PROSECUTION', textId: 'text-1', shown: ['CHAIN'] }
    const disclosed = discloseLook(secret, canonicalJson(old), look)
    expect(disclosed.hidden.map(({ pointer }) => pointer)).toEqual(['/textId'])
    expect(commitmentOfDisclosed(disclosed)).toEqual(commitTo(secret, old))
  })
})

describe('when the owner is told', () => {
  it('is at once only of purposes that name no investigation, and of all else after a year', () => {
    expect(TOLD_AT_ONCE).toEqual(['RETURN_TO_OWNER', 'STATISTICS_SDG', 'STOCKPILE_ACCOUNTABILITY'])
    const told = toldWhenBefore('2026-11-26T10:00:00.123456Z', new Set(SCOPES_OF_ROLE.integrator))
    expect([LOOK_DELAY_DAYS, told]).toEqual([366, '2025-11-25T10:00:00.123Z'])
  })

  it('is at once of every look where the owner is an authority', () => {
    const now = '2026-11-26T10:00:00.123456Z'
    for (const role of ['officer', 'customs', 'registrar', 'auditor'] as const)
      expect(toldWhenBefore(now, new Set(SCOPES_OF_ROLE[role]))).toBe(now)
  })
})
