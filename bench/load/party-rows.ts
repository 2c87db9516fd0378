import type { NewFact } from '../../src/store/append-fact.ts'
import {
  agencyOf,
  COUNTRIES,
  FIRST_RECORD_MS,
  type GeneratedParty,
  officeOf,
  partyAt,
  type Population,
} from '../generate/parties.ts'
import { textId, textSalt } from '../../src/domain/ledger/bound-text.ts'
import { idAt } from '../generate/random.ts'
import { addFacts, secretOf } from './facts.ts'
import type { RowBatch } from './tables.ts'
import { momentOf } from './weapon-rows.ts'

const SINCE = '1970-01-01'

interface PartiesToLoad extends Population {
  readonly withFacts: boolean
  readonly waiting: boolean
}

/** The registers of the States, the registry's office and one agency that only asks; the office registered them all. */
export function addAgencies(batch: RowBatch, { seed, withFacts, waiting }: PartiesToLoad): void {
  const office = officeOf(seed, 'REGISTRY')
  const recordedAt = momentOf(FIRST_RECORD_MS - 3 * 86_400_000)
  const facts: NewFact[] = []
  const national = COUNTRIES.map((country) => agencyOf(seed, country))
  for (const { id, name, country } of [office, officeOf(seed, 'TRACING'), ...national]) {
    const said = { name, country, mandateCountries: [...COUNTRIES], contact: `office@${country.toLowerCase()}.example` }
    batch.add('agency', { id, ...said, agencyId: office.id, recordedAt })
    facts.push({ id, kind: 'agency', body: said })
  }
  if (withFacts) addFacts(batch, { agencyId: office.id, recordedAt, waiting }, facts)
}

/** A firm is acted for by the register of its State, so that holding opens records as it does in a registry that is used. */
function addRepresentation(batch: RowBatch, toLoad: PartiesToLoad, party: GeneratedParty): void {
  const { seed, withFacts, waiting } = toLoad
  const office = officeOf(seed, 'REGISTRY').id
  const agencyId = agencyOf(seed, party.country).id
  const id = idAt(seed, 'agency', 10_000 + party.number, party.recordedMs)
  const recordedAt = momentOf(party.recordedMs)
  const said = { partyId: party.id, validFrom: SINCE, validTo: null }
  batch.add('representation', { id, agencyId, ...said, reporterId: office, recordedAt })
  if (!withFacts) return
  addFacts(batch, { agencyId: office, recordedAt, waiting }, [
    { id, kind: 'representation', body: { forAgencyId: agencyId, ...said } },
  ])
}

/** The rows of one party, as `features/parties/register-party.ts` stores them. */
export function addParty(batch: RowBatch, toLoad: PartiesToLoad, number: number): void {
  const party = partyAt(toLoad, number)
  const { id, kind, country, name, licence } = party
  const agencyId = agencyOf(toLoad.seed, country).id
  const recordedAt = momentOf(party.recordedMs)
  const named = { kind: 'PARTY_NAME' as const, body: { name } }
  const secret = secretOf(id)
  const nameId = textId(textSalt(secret, { agencyId, subjectId: id }), named)
  batch.add('personalRecord', { id: nameId, ...named, subjectId: id, agencyId, secret, recordedAt })
  batch.add('party', { id, kind, country, nameId, agencyId, recordedAt })
  const facts: NewFact[] = [{ id, kind: 'party', body: { partyKind: kind, country, nameId } }]
  if (licence !== null) {
    const held = { partyId: id, number: licence.number, validFrom: SINCE, validTo: null }
    batch.add('partyLicence', { ...held, id: licence.id, kind: licence.kind, agencyId, recordedAt })
    facts.push({ id: licence.id, kind: 'licence', body: { ...held, licenceKind: licence.kind } })
  }
  const { withFacts, waiting } = toLoad
  if (withFacts) addFacts(batch, { agencyId, recordedAt, waiting }, facts)
  if (kind !== 'PRIVATE_PERSON') addRepresentation(batch, toLoad, party)
}
