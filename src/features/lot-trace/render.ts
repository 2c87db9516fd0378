import { CUSTODY_STATUSES } from '../../domain/custody/event-kind-rules.ts'
import type { Custody, PartyRef } from '../../domain/custody/types.ts'
import { tally } from '../../domain/statistics/tally.ts'
import { fateOf, LOT_FATES, type LotPoint, wasRecovered } from '../../domain/traces/lot.ts'
import type { LotCount, LotRow, ReportRow } from './queries.ts'
import type { Lot, LotWeapon } from './schemas.ts'

// Names never: whoever needs one reads the custody of that weapon, and is recorded with it.
function renderParty(party: PartyRef | null): { kind: string; country: string } | null {
  return party === null ? null : { kind: party.kind, country: party.country }
}

function dateOf({ value, precision }: { value: string; precision: string }): { value: string; precision: string } {
  return { value, precision }
}

export function renderPoint({ basis, event }: LotPoint, { reportId, consignmentId }: ReportRow): Lot['points'][number] {
  return {
    basis,
    eventId: event.id,
    reportId,
    ...(consignmentId === null ? {} : { consignmentId }),
    kind: event.kind,
    occurredAt: dateOf(event.occurred),
    ...(event.place === null ? {} : { country: event.place.country }),
    from: renderParty(event.from),
    to: renderParty(event.to),
  }
}

function newestOf({ links }: Custody): LotWeapon['newest'] {
  const link = links.at(-1)
  if (link === undefined) throw new Error('a weapon of a lot has no event')
  const country = link.place?.country ?? link.to?.country ?? link.from?.country
  return { kind: link.kind, occurredAt: dateOf(link.occurred), ...(country === undefined ? {} : { country }) }
}

export function renderWeapon(row: LotRow, custody: Custody, receiverId: string | null): LotWeapon {
  const { weaponId, bases, type, make, model, calibre, serial } = row
  return {
    weaponId,
    bases,
    type,
    make,
    model,
    calibre,
    ...(serial === null ? {} : { serial }),
    fate: fateOf(custody.status, custody.holder !== null && custody.holder.id === receiverId),
    currentStatus: custody.status,
    recovered: wasRecovered(custody),
    holder: renderParty(custody.holder),
    newest: newestOf(custody),
  }
}

/** The whole lot in counts, each code of the lists. */
export function renderCounts(counts: readonly LotCount[]): Pick<Lot, 'total' | 'byFate' | 'byStatus'> {
  const countOf = ({ count }: LotCount) => count
  return {
    total: counts.reduce((sum, group) => sum + group.count, 0),
    byFate: tally(counts, { codes: LOT_FATES, codeOf: (group) => fateOf(group.status, group.withReceiver), countOf }),
    byStatus: tally(counts, { codes: CUSTODY_STATUSES, codeOf: ({ status }) => status, countOf }),
  }
}
