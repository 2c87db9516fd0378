import type { Requester } from '../domain/requester.ts'
import { assignParty } from '../features/agencies/assign-party.ts'
import { registerAgency } from '../features/agencies/register-agency.ts'
import { registerParty } from '../features/parties/register-party.ts'
import type { NewParty } from '../features/parties/schemas.ts'
import { createSearchStop } from '../features/search-limit.ts'
import type { VerbWrite } from '../features/storing.ts'
import { requestTrace } from '../features/traces/request-trace.ts'
import { DEMO_AGENCIES } from './agencies.ts'
import { CASE_PARTIES } from './cases/case-parties.ts'
import { PUBLISHED_CASES } from './cases/published-cases.ts'
import { recordComponents } from './components.ts'
import { recordConsignment } from './consignment.ts'
import { recordCorrections } from './corrections.ts'
import { recordDuplicates } from './duplicates.ts'
import { FRENCH_LIVES } from './french-lives.ts'
import { recordEvidence } from './evidence.ts'
import { recordLife, recordStep } from './life.ts'
import { REGISTRAR_PARTIES, TRADE_PARTIES } from './parties.ts'
import { demoRequester } from './perform-part.ts'
import { REPRESENTATIONS } from './representations.ts'
import { recordNightSeizure, recordSeizedWeapons } from './seizures.ts'
import { recordStockpiles } from './stockpiles.ts'
import { listStockParts } from './stock/stock-parts.ts'
import { DEMO_TRACES } from './traces.ts'

/** What is loaded in one transaction, by whom. Its name is kept for ever: under a new one it would be loaded a second time. */
export interface DemoPart {
  readonly name: string
  readonly requester: Requester
  readonly work: (write: VerbWrite) => Promise<void>
}

const LIVES = [...FRENCH_LIVES, ...PUBLISHED_CASES]

/** The first agency registers itself, since nobody was there to do it; its registrar registers the others. */
async function registerAgencies(write: VerbWrite): Promise<void> {
  for (const { id, name, country, mandateCountries, contact } of DEMO_AGENCIES) {
    await registerAgency(write, { id, name, country, mandateCountries: [...mandateCountries], contact })
  }
}

function registerAll(parties: readonly NewParty[]): DemoPart['work'] {
  return async (write) => {
    for (const party of parties) await registerParty(write, party)
  }
}

async function assignParties(write: VerbWrite): Promise<void> {
  for (const { agencyId, partyIds, validFrom } of REPRESENTATIONS) {
    for (const partyId of partyIds) await assignParty(write, agencyId, { partyId, validFrom })
  }
}

async function recordLives(write: VerbWrite): Promise<void> {
  for (const life of LIVES) await recordLife(write, life)
}

async function requestTraces(write: VerbWrite): Promise<void> {
  const searchStop = createSearchStop(Number.POSITIVE_INFINITY)
  for (const trace of DEMO_TRACES) await requestTrace(write, trace, searchStop)
}

/** Recoveries that other agencies report of weapons in the published cases. */
function listRecoveryParts(): DemoPart[] {
  return DEMO_AGENCIES.flatMap((agency) => {
    const recovered = LIVES.filter(({ recovery }) => recovery?.byAgencyId === agency.id)
    if (recovered.length === 0) return []
    const work = async (write: VerbWrite): Promise<void> => {
      for (const { weapon, recovery } of recovered) if (recovery) await recordStep(write, [weapon.id], recovery.step)
    }
    return [{ name: `recoveries-${agency.code}`, requester: demoRequester('registrar', agency), work }]
  })
}

/** In the order in which they need each other. */
export function listFoundations(): DemoPart[] {
  const registrar = demoRequester('registrar')
  return [
    { name: 'agencies', requester: registrar, work: registerAgencies },
    { name: 'parties', requester: registrar, work: registerAll([...REGISTRAR_PARTIES, ...CASE_PARTIES]) },
    { name: 'representations', requester: registrar, work: assignParties },
    { name: 'customers', requester: demoRequester('integrator'), work: registerAll(TRADE_PARTIES) },
    { name: 'lives', requester: registrar, work: recordLives },
    ...listRecoveryParts(),
    { name: 'consignment', requester: registrar, work: recordConsignment },
    { name: 'traces', requester: demoRequester('officer'), work: requestTraces },
    { name: 'seized-weapons', requester: registrar, work: recordSeizedWeapons },
    { name: 'seizure', requester: demoRequester('customs'), work: recordNightSeizure },
    { name: 'corrections', requester: demoRequester('integrator'), work: recordCorrections },
    { name: 'evidence', requester: demoRequester('integrator'), work: recordEvidence },
    { name: 'duplicates', requester: demoRequester('integrator'), work: recordDuplicates },
    { name: 'components', requester: demoRequester('integrator'), work: recordComponents },
    { name: 'stockpiles', requester: demoRequester('integrator'), work: recordStockpiles },
  ]
}

/** In any order, once the foundations are laid. */
export function listStock(): DemoPart[] {
  return listStockParts().map((part) => ({ ...part, requester: demoRequester('registrar') }))
}
