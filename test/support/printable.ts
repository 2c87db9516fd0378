import { DISCLAIMER } from '../../src/domain/traces/restrictions.ts'
import type {
  PrintableAnswer,
  PrintableLink,
  PrintableMark,
  PrintableParty,
  PrintableWeapon,
} from '../../src/printing/printable-answer.ts'

export const BASE_URL = 'https://registry.example'
export const REQUEST_ID = '0197a1f0-0f00-7000-8000-000000000001'

export function party(name: string | undefined, overrides: Partial<PrintableParty> = {}): PrintableParty {
  return { partyId: '0197a1f0-0b00-7000-8000-000000000001', kind: 'DEALER', country: 'FR', name, ...overrides }
}

export function mark(text: string, overrides: Partial<PrintableMark> = {}): PrintableMark {
  return { kind: 'SERIAL_PRIMARY', text, component: 'FRAME', condition: 'INTACT', ...overrides }
}

export function printableWeapon(overrides: Partial<PrintableWeapon> = {}): PrintableWeapon {
  return {
    id: '0197a1f0-0c00-7000-8000-000000000001',
    category: 'SMALL_ARM',
    type: 'PISTOL_SELF_LOADING',
    make: 'Glock',
    model: 'Glock 19',
    calibre: '9x19',
    countryOfManufacture: 'AT',
    yearOfManufacture: 2019,
    markings: [mark('BKXR214')],
    ...overrides,
  }
}

export function printableLink(overrides: Partial<PrintableLink> = {}): PrintableLink {
  return {
    type: 'EVENT',
    kind: 'SOLD_DOMESTIC',
    from: party('Invented Importers'),
    to: party('Invented Dealers', { partyId: '0197a1f0-0b00-7000-8000-000000000002' }),
    owner: party('Invented Dealers', { partyId: '0197a1f0-0b00-7000-8000-000000000002' }),
    occurredAt: { value: '2019-06-03', precision: 'DAY' },
    recordedAt: '2026-11-23T20:51:31.205965Z',
    place: { country: 'FR', locality: 'Lyon' },
    documents: [],
    licit: 'LICIT',
    findings: [],
    ...overrides,
  }
}

/** An answer as a route hands it over: a weapon that was identified beyond doubt, with one hand-over. */
export function printableAnswer(overrides: Partial<PrintableAnswer> = {}): PrintableAnswer {
  const weapon = printableWeapon()
  return {
    requestId: REQUEST_ID,
    answeredAt: '2026-11-23T20:51:31.625530Z',
    outcome: 'TRACED_LAST_LICIT',
    identification: {
      tier: 'T1',
      keysUsed: ['exact'],
      substitutions: [],
      candidates: [
        { weaponId: weapon.id, reasons: [{ descriptor: 'serial', relation: 'exact', observed: 'BKXR 214' }] },
      ],
    },
    weapon,
    manufacturer: { ...party('Invented Arms Works', { kind: 'MANUFACTURER', country: 'AT' }), make: 'Glock' },
    chain: [printableLink()],
    holder: party('Invented Dealers'),
    owner: party('Invented Dealers'),
    lastLicitHolder: party('Invented Dealers'),
    diversion: null,
    diversions: [],
    timeToCrime: null,
    timeToDiversion: null,
    nextAuthorities: [],
    flags: [],
    relations: [],
    restrictions: [{ detail: 'Only authorities designated by the asking State may have this answer (ITI 15(a)).' }],
    disclaimer: DISCLAIMER,
    ...overrides,
  }
}

/** Text as it is compared: where lines break is the rendering's affair. */
export function unbroken(text: string): string {
  return text.replace(/\s+/g, '')
}
