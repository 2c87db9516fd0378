import { type KnownLicence, type Licence, licenceKnownAt, type LicenceScope } from '../../domain/licences/licence.ts'
import { type PartyRecord, partyAt } from '../../domain/parties/party.ts'
import type { Day } from '../../domain/time/days.ts'
import type { LicenceRow } from '../../store/licences.ts'
import type { LicenceInParty, PartyLicence } from './licence-schemas.ts'
import type { Party } from './schemas.ts'

/** A day, and what was known at a moment; everything, where it is absent. */
export interface AsOf {
  readonly at: Day
  readonly knownAt?: string | undefined
}

/** Notes that this reader may have, by id. */
export type Notes = ReadonlyMap<string, string>

/** A licence as it was known, without what became of it; undefined where it was not known. */
export function renderLicenceInParty(licence: Licence, { at, knownAt }: AsOf): LicenceInParty | undefined {
  const known = licenceKnownAt(licence, knownAt)
  return known === undefined ? undefined : briefOf(known, at)
}

function briefOf({ id, kind, number, validFrom, validTo, statusOn }: KnownLicence, at: Day): LicenceInParty {
  const said = number === null ? { erased: true } : { number }
  return { id, kind, ...said, validFrom, ...(validTo === null ? {} : { validTo }), status: statusOn(at) }
}

function renderScope({ noteId, ...limits }: LicenceScope, notes: Notes): NonNullable<PartyLicence['scope']> {
  const note = noteId === undefined ? undefined : notes.get(noteId)
  const { categories, types, eventKinds, maxQuantity } = limits
  return {
    ...(categories === undefined ? {} : { categories: [...categories] }),
    ...(types === undefined ? {} : { types: [...types] }),
    ...(eventKinds === undefined ? {} : { eventKinds: [...eventKinds] }),
    ...(maxQuantity === undefined ? {} : { maxQuantity }),
    ...(note === undefined ? {} : { note }),
  }
}

function renderVersion({ id, action, from, terms, recordedAt }: Licence['versions'][number], notes: Notes) {
  const { number, issuer, country, scope, ...said } = terms
  return {
    id,
    action,
    ...(from === null ? {} : { from }),
    ...said,
    ...(number === undefined || number === null ? {} : { number }),
    ...(issuer === undefined || issuer === null ? {} : { issuer }),
    ...(country === undefined || country === null ? {} : { country }),
    ...(scope === undefined || scope === null ? {} : { scope: renderScope(scope, notes) }),
    recordedAt,
  }
}

/** A licence as it was known, with everything that had become of it by then. */
export function renderLicence(row: LicenceRow, { at, knownAt }: AsOf, notes: Notes): PartyLicence | undefined {
  const known = licenceKnownAt(row, knownAt)
  if (known === undefined) return undefined
  const { issuer, country, scope } = known
  return {
    ...briefOf(known, at),
    partyId: row.partyId,
    ...(issuer === null ? {} : { issuer }),
    ...(country === null ? {} : { country }),
    ...(scope === null ? {} : { scope: renderScope(scope, notes) }),
    recordedAt: row.recordedAt,
    versions: row.versions
      .filter(({ recordedAt }) => knownAt === undefined || recordedAt <= knownAt)
      .map((version) => renderVersion(version, notes)),
  }
}

/** The ids of the notes that licences hold. */
export function noteIdsOf(rows: readonly LicenceRow[]): string[] {
  const scopes = rows.flatMap(({ scope, versions }) => [scope, ...versions.map(({ terms }) => terms.scope)])
  return scopes.flatMap((scope) => scope?.noteId ?? [])
}

/** A party as it was on a day. Its status is there whoever asks: that it is closed must be plain to whoever would name it. */
export function renderParty(
  party: PartyRecord & { readonly recordedAt: string },
  licences: readonly Licence[],
  names: ReadonlyMap<string, string>,
  asOf: AsOf,
): Party {
  const { kind, country, nameId, status, successorPartyId } = partyAt(party, asOf)
  const name = nameId === null ? undefined : names.get(nameId)
  return {
    id: party.id,
    kind,
    ...(name === undefined ? {} : { name }),
    country,
    status,
    ...(successorPartyId === null ? {} : { successorPartyId }),
    licences: licences.flatMap((licence) => renderLicenceInParty(licence, asOf) ?? []),
    recordedAt: party.recordedAt,
  }
}
