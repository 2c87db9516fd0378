import { assignParty } from '../features/agencies/assign-party.ts'
import { countAgencies } from '../features/agencies/queries.ts'
import { registerAgency } from '../features/agencies/register-agency.ts'
import { registerParty } from '../features/parties/register-party.ts'
import type { VerbWrite } from '../features/storing.ts'
import { requestTrace } from '../features/traces/request-trace.ts'
import type { AppOptions } from '../process/app-options.ts'
import { inTransaction } from '../store/db.ts'
import { DEMO_AGENCIES } from './agencies.ts'
import { PUBLISHED_CASES } from './cases/published-cases.ts'
import { CASE_PARTIES } from './cases/case-parties.ts'
import { FRENCH_LIVES } from './french-lives.ts'
import { recordLife } from './life.ts'
import { REGISTRAR_PARTIES, TRADE_PARTIES } from './parties.ts'
import { demoRequester, performPart } from './perform-part.ts'
import { findLoadedParts } from './queries.ts'
import { REPRESENTATIONS } from './representations.ts'
import { listStockParts } from './stock/stock-parts.ts'
import { DEMO_TRACES } from './traces.ts'

interface Part {
  readonly name: string
  readonly role: 'registrar' | 'integrator' | 'officer'
  readonly work: (write: VerbWrite) => Promise<unknown>
}

/** The first agency registers itself, since nobody was there to do it; its registrar registers the others. */
async function registerAgencies(write: VerbWrite): Promise<void> {
  for (const { id, name, country, mandateCountries, contact } of DEMO_AGENCIES) {
    await registerAgency(write, { id, name, country, mandateCountries: [...mandateCountries], contact })
  }
}

async function registerParties(write: VerbWrite): Promise<void> {
  for (const party of [...REGISTRAR_PARTIES, ...CASE_PARTIES]) await registerParty(write, party)
}

async function assignParties(write: VerbWrite): Promise<void> {
  for (const { agencyId, partyIds, validFrom } of REPRESENTATIONS) {
    for (const partyId of partyIds) await assignParty(write, agencyId, { partyId, validFrom })
  }
}

async function registerCustomers(write: VerbWrite): Promise<void> {
  for (const party of TRADE_PARTIES) await registerParty(write, party)
}

async function recordLives(write: VerbWrite): Promise<void> {
  for (const life of [...FRENCH_LIVES, ...PUBLISHED_CASES]) await recordLife(write, life)
}

async function requestTraces(write: VerbWrite): Promise<void> {
  for (const trace of DEMO_TRACES) await requestTrace(write, trace, Number.POSITIVE_INFINITY)
}

/** In the order in which they need each other. A name is kept for ever: under a new one the part would be loaded a second time. */
function listParts(): readonly Part[] {
  return [
    { name: 'agencies', role: 'registrar', work: registerAgencies },
    { name: 'parties', role: 'registrar', work: registerParties },
    { name: 'representations', role: 'registrar', work: assignParties },
    { name: 'customers', role: 'integrator', work: registerCustomers },
    { name: 'lives', role: 'registrar', work: recordLives },
    ...listStockParts().map(({ name, work }) => ({ name, role: 'registrar' as const, work })),
    { name: 'traces', role: 'officer', work: requestTraces },
  ]
}

async function findLoaded({ db }: AppOptions): Promise<ReadonlySet<string>> {
  const loaded = new Set<string>()
  for (const role of ['registrar', 'integrator', 'officer'] as const) {
    for (const name of await inTransaction(db, demoRequester(role), findLoadedParts)) loaded.add(name)
  }
  return loaded
}

const TELL_AFTER_MS = 2_000

/**
 * Loads the demo data that is not there yet, through the verbs that HTTP calls use; finds nothing to do in a database that has all of it.
 *
 * @param tell told how far it is, where it takes long
 * @throws Error where the database holds other data: invented records must never come to lie among real ones
 */
export async function loadDemoData(options: AppOptions, tell: (line: string) => void): Promise<void> {
  // In this order: of two processes that start at once, the second must not take the first one's agencies for foreign ones.
  const agencies = await inTransaction(options.db, demoRequester('registrar'), countAgencies)
  const loaded = await findLoaded(options)
  if (agencies > 0 && loaded.size === 0) {
    throw new Error(
      'A demo needs an empty database, and this one holds agencies that are not of the demo. Leave out DEMO, or give it another database.',
    )
  }
  const missing = listParts().filter(({ name }) => !loaded.has(name))
  let toldAtMs = performance.now()
  for (const [n, { name, role, work }] of missing.entries()) {
    await performPart(options.db, demoRequester(role), name, work)
    if (performance.now() - toldAtMs < TELL_AFTER_MS) continue
    toldAtMs = performance.now()
    tell(`loading the demo data, part ${n + 1} of ${missing.length}`)
  }
}
