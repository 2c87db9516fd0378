import fc from 'fast-check'
import type { Candidate, CandidateMark } from '../../../src/domain/identification/candidate.ts'
import { type Identification, identify } from '../../../src/domain/identification/identify.ts'
import type { ObservedMarking, ObservedWeapon } from '../../../src/domain/identification/observation.ts'
import { escaped } from './readings.ts'

/** A registered Zastava M92 with one intact serial, changed where the test says so. */
export function aWeapon(weaponId: string, serial: string, changes: Partial<Candidate> = {}): Candidate {
  return {
    weaponId,
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Zastava',
    model: 'M92',
    calibre: '7.62x39',
    countryOfManufacture: 'RS',
    yearOfManufacture: 2013,
    marks: [aMark(serial)],
    ...changes,
  }
}

export function aMark(text: string, changes: Partial<CandidateMark> = {}): CandidateMark {
  return {
    markingId: `mark of ${text}`,
    kind: 'SERIAL_PRIMARY',
    component: 'RECEIVER',
    text,
    condition: 'INTACT',
    ...changes,
  }
}

/** What someone sees who reads a Zastava M92 and its serial, changed where the test says so. */
export function anObservation(serial: string, changes: Partial<ObservedWeapon> = {}): ObservedWeapon {
  return { make: 'Zastava', model: 'M92', calibre: '7.62x39', markings: [aReading(serial)], ...changes }
}

export function aReading(text: string, changes: Partial<ObservedMarking> = {}): ObservedMarking {
  return { kind: 'SERIAL_PRIMARY', text, ...changes }
}

export function identifyAmong(observation: ObservedWeapon, ...candidates: readonly Candidate[]): Identification {
  return identify(observation, candidates, { isComplete: true })
}

/** The observation of someone who reads every mark and descriptor of this weapon as it is registered. */
export function literally(weapon: Candidate): ObservedWeapon {
  const { type, make, model, calibre, countryOfManufacture, yearOfManufacture, marks } = weapon
  const told = { type, make, model, calibre, yearOfManufacture: yearOfManufacture ?? undefined }
  const markings = marks.map(({ kind, component, text }) => ({
    kind,
    component,
    text: escaped(text.normalize('NFKC')),
  }))
  return { ...told, countryOfManufacture: countryOfManufacture ?? undefined, markings }
}

/** Serials of three to ten characters in two scripts, with separators, tokens and signs of patterns among them. */
export const anySerial = fc
  .tuple(
    fc.constantFrom('', '', '', 'SN ', 'No. ', 'B-'),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789ABGIOSZЖВНabk-/ ?[')), minLength: 3, maxLength: 10 }),
  )
  .map(([token, text]) => token + text)
  .filter((text) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= 3)

const DESCRIPTORS = [
  { make: 'Zastava', model: 'M92', calibre: '7.62x39', countryOfManufacture: 'YU' },
  { make: 'Crvena Zastava', model: 'M70AB2', calibre: '7.62 mm M43', countryOfManufacture: 'YU' },
  { make: 'Glock', model: 'Glock 19', calibre: '9x19', countryOfManufacture: 'AT' },
  { make: 'Ижмаш', model: 'АК-74', calibre: '5,45х39', countryOfManufacture: 'SU' },
  { make: 'Khyber Works', model: 'No 7', calibre: '6.5 own', countryOfManufacture: 'PK' },
]

/** Any weapon that is described in full: only such a one can be identified beyond doubt. */
export const anyWeapon: fc.Arbitrary<Candidate> = fc
  .tuple(fc.uuid(), anySerial, fc.constantFrom(...DESCRIPTORS), fc.integer({ min: 1950, max: 2025 }))
  .map(([weaponId, serial, descriptors, yearOfManufacture]) =>
    aWeapon(weaponId, serial, { ...descriptors, yearOfManufacture }),
  )
