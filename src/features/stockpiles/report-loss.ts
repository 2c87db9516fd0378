import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import type { Finding } from '../../domain/findings.ts'
import { intervalOfLoss } from '../../domain/stockpiles/last-seen.ts'
import { type Occurred, resolveOccurredAt } from '../../domain/time/occurred-at.ts'
import { zonesOf } from '../../domain/time/zones.ts'
import { newId } from '../../store/new-id.ts'
import { findVisibleWeapons } from '../../store/visible-weapons.ts'
import { nameParties, partyThen } from '../name-parties.ts'
import { refuseIfImpossible } from '../read-report.ts'
import { reportCustody, type SharedEvent } from '../report-custody.ts'
import type { VerbWrite } from '../storing.ts'
import type { DiscrepancyRow } from './discrepancy-queries.ts'
import type { NewResolution } from './discrepancy-schemas.ts'
import type { LocationRow } from './queries.ts'

type Loss = NonNullable<NewResolution['loss']>

const POINTER = '#/loss/knownSince'

function refuse(error: ErrorEntry): never {
  throw new DomainError('unprocessable', error.detail, { errors: [error] })
}

/** The holder knew of the loss by the count at the latest: it was his count. */
function readKnownSince({ knownSince }: Loss, counted: Occurred, { country }: LocationRow): Occurred {
  if (knownSince === undefined) return counted
  const read = resolveOccurredAt(knownSince, { zones: zonesOf(country), pointer: POINTER })
  if (!read.ok) throw new DomainError('unprocessable', 'A date cannot be read.', { errors: read.errors })
  if (Date.parse(read.occurred.from) < Date.parse(counted.to)) return read.occurred
  return refuse({
    pointer: POINTER,
    code: 'known-after-count',
    detail: 'The count that missed the weapon was before this day.',
    hint: 'Leave it out: the day of the count is taken.',
  })
}

/**
 * Records the loss of a weapon that a count missed, through the one way in which custody is written. It happened between the last time it was seen and the count.
 * The event names the country and no location: whoever reads the chain later must not learn where the party keeps its arms.
 */
export async function reportLoss(
  write: VerbWrite,
  { weaponId, partyId, counted, lastSeen }: DiscrepancyRow,
  location: LocationRow,
  loss: Loss,
): Promise<{ eventId: string; findings: readonly Finding[] }> {
  const visible = await findVisibleWeapons(write.tx, weaponId === null ? [] : [weaponId])
  if (weaponId === null || !visible.has(weaponId)) {
    const detail = 'The weapon of this discrepancy is not known to you any more.'
    refuse({ pointer: '#/outcome', code: 'weapon-unknown', detail, hint: 'Its chain has left your party.' })
  }
  const occurred = intervalOfLoss(lastSeen, counted)
  const parties = await nameParties(write, { partyId }, ['partyId'])
  const shared = {
    kind: loss.kind,
    from: partyThen(parties, 'partyId', occurred),
    to: null,
    carrier: null,
    occurred,
    knownSince: readKnownSince(loss, counted, location),
    place: { country: location.country },
    destinationCountry: null,
    transitCountries: [],
    documents: loss.documents ?? [],
  } as SharedEvent
  await refuseIfImpossible(write, 'CUSTODY_EVENT', shared, '#/loss')
  const eventId = newId()
  const weapons = [{ weaponId, pointer: '#/loss', visible: true, eventId }]
  const { findings } = await reportCustody(write, { reportId: eventId, shared, noteId: null, weapons, base: '#/loss' })
  return { eventId, findings }
}
