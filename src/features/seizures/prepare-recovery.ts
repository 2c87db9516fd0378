import type { PartyRef } from '../../domain/custody/types.ts'
import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import { isPhoto } from '../../domain/evidence/media-type.ts'
import type { Finding } from '../../domain/findings.ts'
import { assessDeclaration } from '../../domain/seizures/declaration.ts'
import { dueOnOf } from '../../domain/seizures/disposition.ts'
import { assessRecovery, recoveryKindOf } from '../../domain/seizures/recovery.ts'
import { daysOf } from '../../domain/time/days.ts'
import type { Occurred } from '../../domain/time/occurred-at.ts'
import { findNamedParties } from '../../store/parties.ts'
import { nameEvidence } from '../name-evidence.ts'
import { partyThen, unknownParty } from '../name-parties.ts'
import { readDates, refuseIfImpossible } from '../read-report.ts'
import { refuseTogether } from '../refuse-together.ts'
import type { SharedEvent } from '../report-custody.ts'
import type { VerbWrite } from '../storing.ts'
import type { NewSeizure } from './schemas.ts'

/** The recovery as its custody event has it, and what was noticed of it as a whole. */
export interface PreparedRecovery {
  readonly shared: SharedEvent
  readonly occurred: Occurred
  readonly custodian: PartyRef | null
  readonly dueOn: string
  /** The call as a whole names photos, of which some may show any of its items. */
  readonly hasPhotos: boolean
  readonly findings: readonly Finding[]
}

const CUSTODIAN = 'custodianPartyId'

/** Findings and refusals on the party of an event, at the place where this call names it. */
export function atCustodian<Entry extends { readonly pointer: string }>(entry: Entry): Entry {
  return entry.pointer === '#/partyId' ? { ...entry, pointer: `#/${CUSTODIAN}` } : entry
}

/** Who has the items: a party that the caller acts for or registered, so that nobody's store is told to hold what it does not; any for a registrar. */
async function nameCustodian(
  { tx, requester }: VerbWrite,
  partyId: string | undefined,
  occurred: Occurred,
): Promise<PartyRef | null> {
  if (partyId === undefined) return null
  const named = (await findNamedParties(tx, [partyId])).get(partyId)
  if (named === undefined) {
    const errors = [unknownParty(CUSTODIAN)]
    throw new DomainError('unprocessable', 'A party of this report is not known to you.', { errors })
  }
  if (named.own || named.registered || requester.scopes.has('registry:write-any'))
    return partyThen(new Map([[CUSTODIAN, named.party]]), CUSTODIAN, occurred)
  const detail = 'Your agency neither acts for this party nor registered it.'
  const hint = 'GET /v1/me lists the parties you act for; leave the custodian out where it is not known yet.'
  throw new DomainError('unprocessable', detail, {
    errors: [{ pointer: `#/${CUSTODIAN}`, code: 'party-not-yours', detail, hint }],
  })
}

function refuseHead({ requester }: VerbWrite, { place, dispositionDueOn }: NewSeizure, occurred: Occurred): void {
  const errors: ErrorEntry[] = []
  const { mandateCountries } = requester.agency
  if (!mandateCountries.includes(place.country)) {
    errors.push({
      pointer: '#/place/country',
      code: 'country-outside-mandate',
      detail: 'Your agency may recover items only in the States of its mandate (ITI 16).',
      hint: `Its mandate is ${mandateCountries.join(', ')}.`,
    })
  }
  if (dispositionDueOn !== undefined && dispositionDueOn < daysOf(occurred).first) {
    const detail = 'The items cannot be due before they were recovered.'
    errors.push({ pointer: '#/dispositionDueOn', code: 'due-before-recovery', detail })
  }
  if (errors.length > 0) throw new DomainError('unprocessable', 'This recovery cannot be recorded.', { errors })
}

/** The recovery as an event. The call is itself the report that such an event asks for, so that it is named as its paper, by its id. */
function sharedOf(wanted: NewSeizure, id: string, custodian: PartyRef | null, dates: ReturnType<typeof readDates>) {
  const { recoveryClass, circumstance, place } = wanted
  return {
    kind: recoveryKindOf(recoveryClass, circumstance),
    from: null,
    to: custodian,
    carrier: null,
    ...dates,
    place,
    destinationCountry: null,
    transitCountries: [],
    documents: [{ kind: 'SEIZURE_REPORT', number: id }],
  } as SharedEvent
}

async function refuseRecovery(write: VerbWrite, shared: SharedEvent): Promise<void> {
  try {
    await refuseIfImpossible(write, 'CUSTODY_EVENT', shared)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw new DomainError(error.code, error.message, { errors: error.errors.map(atCustodian), cause: error })
  }
}

/** Reads what the items of a call have in common. Throws `unprocessable` with all that is wrong with it: then no item is taken. */
export async function prepareRecovery(write: VerbWrite, wanted: NewSeizure, id: string): Promise<PreparedRecovery> {
  const dates = readDates(wanted)
  const { occurred } = dates
  const [[, custodian], evidence] = await refuseTogether(
    () =>
      refuseTogether(
        () => refuseHead(write, wanted, occurred),
        () => nameCustodian(write, wanted.custodianPartyId, occurred),
      ),
    () => nameEvidence(write, [{ pointer: '#/evidenceIds', ids: wanted.evidenceIds }]),
  )
  const shared = sharedOf(wanted, id, custodian, dates)
  await refuseRecovery(write, shared)
  const findings = [
    ...assessRecovery(wanted.recoveryClass, wanted.circumstance),
    ...assessDeclaration(wanted.declaration ?? {}),
  ]
  const dueOn = dueOnOf(occurred, wanted.dispositionDueOn)
  return { shared, occurred, custodian, dueOn, findings, hasPhotos: [...evidence.values()].some(isPhoto) }
}
