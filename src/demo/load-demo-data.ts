import type { Config } from '../config.ts'
import type { Requester } from '../domain/requester.ts'
import { countAgencies } from '../features/agencies/queries.ts'
import { type Database, inTransaction } from '../store/db.ts'
import { type DemoPart, listFoundations, listStock } from './demo-parts.ts'
import { demoRequester, performPart } from './perform-part.ts'
import { findLoadedParts } from './queries.ts'

const TELL_AFTER_MS = 2_000
/** While the database writes one part, this process prepares the next; beyond that they only wait for each other. */
const AT_ONCE = 3

/** Throws where the database holds other data: invented records must never come to lie among real ones. */
async function findLoaded(db: Database, parts: readonly DemoPart[]): Promise<ReadonlySet<string>> {
  // In this order: of two processes that start at once, the second must not take the first one's agencies for foreign ones.
  const agencies = await inTransaction(db, demoRequester('registrar'), countAgencies)
  const requesters = new Map<string, Requester>(parts.map(({ requester }) => [requester.agencyId, requester]))
  const loaded = new Set<string>()
  for (const requester of requesters.values()) {
    for (const name of await inTransaction(db, requester, findLoadedParts)) loaded.add(name)
  }
  if (agencies === 0 || loaded.size > 0) return loaded
  throw new Error(
    'A demo needs an empty database, and this one holds agencies that are not of the demo. Leave out DEMO, or give it another database.',
  )
}

function createReport(total: number, tell: (line: string) => void): () => void {
  let done = 0
  let toldAtMs = performance.now()
  return () => {
    done += 1
    if (performance.now() - toldAtMs < TELL_AFTER_MS) return
    toldAtMs = performance.now()
    tell(`loading the demo data, part ${done} of ${total}`)
  }
}

/**
 * Loads the demo data that is not there yet, through the verbs that HTTP calls use; finds nothing to do in a database that has all of it.
 *
 * @param tell told how far it is, where it takes long
 * @throws Error where the database holds other data
 */
export async function loadDemoData(
  { db, config }: { db: Database; config: Pick<Config, 'demoStock'> },
  tell: (line: string) => void,
): Promise<void> {
  const [foundations, stock] = [listFoundations(), config.demoStock ? listStock() : []]
  const loaded = await findLoaded(db, [...foundations, ...stock])
  const isMissing = ({ name }: DemoPart): boolean => !loaded.has(name)
  const report = createReport([...foundations, ...stock].filter(isMissing).length, tell)
  const load = async ({ name, requester, work }: DemoPart): Promise<void> => {
    await performPart(db, requester, name, work)
    report()
  }
  for (const part of foundations.filter(isMissing)) await load(part)
  const waiting = stock.filter(isMissing).values()
  const loadInTurn = async (): Promise<void> => {
    for (const part of waiting) await load(part)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, loadInTurn))
}
