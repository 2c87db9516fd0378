import { describe, expect, it } from 'vitest'
import { type ProfileFacts, profileOf } from '../../../src/domain/marking/marking-profile.ts'

const codeOf = (facts: Partial<ProfileFacts>) => profileOf({ registeringCountry: 'ML', ...facts }).code

describe('the rules that marks are held to', () => {
  it('are those that the caller names, whatever the weapon is', () => {
    const facts = {
      chosen: 'US',
      registeringCountry: 'FR',
      countryOfManufacture: 'IT',
      yearOfManufacture: 2024,
    } as const
    expect(profileOf(facts)).toMatchObject({ code: 'US', isChosen: true })
  })

  it('are those of the State that registers, before those of the State that made it', () => {
    const made = { countryOfManufacture: 'US', yearOfManufacture: 2024 }
    expect(codeOf({ ...made, registeringCountry: 'FR' })).toBe('EU')
    expect(codeOf(made)).toBe('US')
    expect(codeOf({ ...made, countryOfManufacture: 'CN' })).toBe('ITI')
  })

  it('are no others than the ITI for a weapon older than they, or of unknown age', () => {
    expect(codeOf({ registeringCountry: 'FR', yearOfManufacture: 2018 })).toBe('ITI')
    expect(codeOf({ registeringCountry: 'FR', yearOfManufacture: 2019 })).toBe('EU')
    expect(codeOf({ registeringCountry: 'US', yearOfManufacture: 2002 })).toBe('ITI')
    expect(codeOf({ registeringCountry: 'FR', yearOfManufacture: 'UNKNOWN' })).toBe('ITI')
  })

  it('ask a unique mark alone of what a force has, and all of what is made for it (ITI 8(d))', () => {
    expect(codeOf({ origin: { kind: 'STOCK_REGISTERED', holderKind: 'MILITARY' } })).toBe('STATE_FORCES')
    expect(codeOf({ origin: { kind: 'MANUFACTURED', holderKind: 'MILITARY' } })).toBe('ITI')
    expect(codeOf({ origin: { kind: 'STOCK_REGISTERED', holderKind: 'DEALER' } })).toBe('ITI')
  })
})
