import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EVENT_KIND_CODES } from '../../../src/domain/custody/event-kinds.ts'
import { assessLicences } from '../../../src/domain/licences/assess-licences.ts'
import type { Licence, LicenceVersion } from '../../../src/domain/licences/licence.ts'
import { wantedLicence } from '../../../src/domain/licences/licence-rules.ts'
import type { Goods } from '../../../src/domain/licences/scope.ts'
import { PARTY_KINDS } from '../../../src/domain/vocabulary/parties.ts'
import { toEvents, type WrittenEvent, type WrittenParties } from '../custody/vector-files.ts'

type WrittenVersion = Omit<LicenceVersion, 'id' | 'from' | 'terms' | 'recordedAt'> &
  Partial<Pick<LicenceVersion, 'from' | 'terms'>> & { readonly recordedOn: string }
type WrittenLicence = Pick<Licence, 'kind' | 'number' | 'validFrom'> &
  Partial<Pick<Licence, 'validTo' | 'scope'>> & { readonly versions?: readonly WrittenVersion[] }

interface Vector {
  readonly shows: string
  readonly parties: WrittenParties
  readonly event: WrittenEvent
  readonly weapons?: Goods
  readonly licences: Readonly<Record<string, readonly WrittenLicence[]>>
  readonly knownAt?: string
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly pointer: string }[]
}

const FOLDER = new URL('../../vectors/licences/', import.meta.url)
const vectors = readdirSync(FOLDER)
  .sort()
  .map((name) => ({ name, vector: JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Vector }))

const instant = (day: string) => `${day}T00:00:00.000000Z`

function toLicence({ versions = [], ...terms }: WrittenLicence, n: number): Licence {
  const unsaid = { validTo: null, issuer: null, country: null, scope: null }
  const became = versions.map(({ recordedOn, ...version }, m) => ({
    id: `version-${m}`,
    from: null,
    terms: {},
    ...version,
    recordedAt: instant(recordedOn),
  }))
  return { id: `licence-${n}`, ...unsaid, ...terms, recordedAt: instant('2025-01-01'), versions: became }
}

function assess({ parties, event, weapons, licences, knownAt }: Vector) {
  const [read] = toEvents([event], parties)
  if (read === undefined) throw new Error('no event')
  const held = new Map(Object.entries(licences).map(([party, written]) => [party, written.map(toLicence)]))
  return assessLicences(read, held, {
    pointers: { from: '#/fromPartyId', to: '#/toPartyId' },
    goods: weapons ?? { quantity: 1, sorts: [{ category: 'SMALL_ARM', type: 'PISTOL_SELF_LOADING' }] },
    knownAt: knownAt === undefined ? undefined : instant(knownAt),
  })
}

describe('the licences of the sides of an event', () => {
  it('have a case for each thing that can be said', () => {
    const said = new Set(vectors.flatMap(({ vector }) => vector.findings.map(({ code }) => code)))
    expect([...said].toSorted()).toEqual([
      'LICENCE_MISSING',
      'LICENCE_NOT_RECORDED',
      'LICENCE_NOT_VALID_THEN',
      'LICENCE_REVOKED',
      'LICENCE_SCOPE_EXCEEDED',
      'LICENCE_SUSPENDED',
    ])
  })

  it.each(vectors)('$name: $vector.shows', ({ vector }) => {
    const told = assess(vector).map(({ code, severity, pointer }) => ({ code, severity, pointer }))
    expect(told).toEqual(vector.findings)
  })

  it('tell no number, name or day of a licence', () => {
    for (const { vector } of vectors) {
      const told = JSON.stringify(assess(vector))
      for (const { number, validFrom } of Object.values(vector.licences).flat()) {
        expect(told).not.toMatch(new RegExp(`\\b${number}\\b`))
        expect(told).not.toContain(validFrom)
      }
    }
  })

  it('are asked of no force, carrier or office of a State, whatever happens', () => {
    const free = [
      'MILITARY',
      'POLICE',
      'CUSTOMS',
      'STATE_ARSENAL',
      'CARRIER',
      'COURT',
      'UNKNOWN',
      'NON_STATE_ARMED_GROUP',
    ]
    for (const kind of EVENT_KIND_CODES) {
      for (const party of PARTY_KINDS.filter((one) => free.includes(one))) {
        expect([wantedLicence(kind, 'from', party), wantedLicence(kind, 'to', party)]).toEqual([null, null])
      }
    }
  })
})
