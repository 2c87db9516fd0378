import { notFound } from '../../domain/errors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { findEvidenceOf } from '../../store/evidence-uses.ts'
import type { Look, SeenRecord } from '../../store/looks.ts'
import { type Reader, recordListed, recordReading } from '../../store/record-reading.ts'
import type { Position } from '../send-page.ts'
import type { Seizure, SeizureItem } from './answer-schemas.ts'
import { type ItemRow, type ListedSeizure, listItems, listSeizures } from './list-queries.ts'
import type { ItemExportQuery, SeizureExportQuery } from './list-schemas.ts'
import { findItem, findItemsOf, findJoins, findSeizure } from './queries.ts'
import { renderItem, renderSeizure } from './render.ts'

/** Rows of other agencies than the reader's. */
function othersOf<Row extends { readonly agencyId: string }>({ requester }: Reader, rows: readonly Row[]): Row[] {
  return rows.filter(({ agencyId }) => agencyId !== requester.agencyId)
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

function recordOf({ id, agencyId: ownerId }: { readonly id: string; readonly agencyId: string }): SeenRecord {
  return { kind: 'SEIZURE', id, ownerId }
}

/** The registered weapons that an item could be or is by now: others' records, whoever's the item is. */
function matchesOf({ identification, joinedTo }: SeizureItem): readonly string[] {
  return [...identification.candidates.map(({ weaponId }) => weaponId), ...joinedTo]
}

/** Looks at the items of one case or at one item, and at what each of them could be. */
function looksAt(items: readonly SeizureItem[], ownRecord: boolean, source: string): Look[] {
  const matches = new Set(items.flatMap(matchesOf))
  return [
    ...items.map(({ weaponId }) => ({ weaponId, ownRecord, shown: ['RECORD'], source })),
    ...[...matches].map((weaponId) => ({ weaponId, ownRecord: false, shown: ['CANDIDATE'], source })),
  ]
}

async function renderItems(tx: Tx, rows: readonly ItemRow[]): Promise<SeizureItem[]> {
  const joins = await findJoins(
    tx,
    rows.map(({ weaponId }) => weaponId),
  )
  return rows.map((row) => renderItem(row, joins))
}

/** A seizure with its items as they were recorded and where each stands today. Another agency's is `not-found`. */
export async function readSeizure(db: Database, reading: Reader, id: string): Promise<Seizure> {
  return inTransaction(db, reading.requester, async (tx) => {
    const row = await findSeizure(tx, id)
    if (row === undefined) throw notFound('seizure')
    const items = await renderItems(tx, await findItemsOf(tx, id))
    const evidence = await findEvidenceOf(tx, [id])
    const others = othersOf(reading, [row])
    const isOwn = others.length === 0
    const look = { record: recordOf(row), ownRecord: isOwn, shown: ['RECORD'], source: 'seizure' }
    const audits = [{ action: 'seizure.read', subjectIds: idsOf(others) }]
    await recordReading(tx, reading, [look, ...looksAt(items, isOwn, 'seizure')], audits)
    return renderSeizure(row, items, evidence.get(id) ?? [])
  })
}

/** One item, as `readSeizure` shows it. */
export async function readItem(db: Database, reading: Reader, id: string): Promise<SeizureItem> {
  return inTransaction(db, reading.requester, async (tx) => {
    const row = await findItem(tx, id)
    if (row === undefined) throw notFound('item of a seizure')
    const [item] = await renderItems(tx, [row])
    if (item === undefined) throw new Error('an item that was found is missing')
    const others = othersOf(reading, [row])
    const audits = [{ action: 'seizure-item.read', subjectIds: idsOf(others) }]
    await recordReading(tx, reading, looksAt([item], others.length === 0, 'seizure-item'), audits)
    return item
  })
}

interface Page<Query> {
  readonly query: Query
  readonly before: Position
  readonly most: number
}

/** A part of the list of seizures: the agency's own, or anyone's for the registry's readers. */
export async function readSeizurePage(
  db: Database,
  reading: Reader,
  page: Page<SeizureExportQuery>,
): Promise<ListedSeizure[]> {
  const anyAgency = reading.requester.scopes.has('registry:read-any')
  return inTransaction(db, reading.requester, async (tx) => {
    const rows = await listSeizures(tx, { ...page, anyAgency })
    const others = othersOf(reading, rows)
    const audits = [{ action: 'seizure.list', subjectIds: idsOf(others) }]
    await recordListed(tx, reading, { source: 'seizure-list', records: others.map(recordOf), audits })
    return rows
  })
}

export type ListedItem = SeizureItem & { readonly agencyId: string }

/** A part of the list of items, as `readSeizurePage`. */
export async function readItemPage(db: Database, reading: Reader, page: Page<ItemExportQuery>): Promise<ListedItem[]> {
  const anyAgency = reading.requester.scopes.has('registry:read-any')
  return inTransaction(db, reading.requester, async (tx) => {
    const today = (await readClock(tx)).slice(0, 10)
    const rows = await listItems(tx, { ...page, anyAgency, today })
    const items = await renderItems(tx, rows)
    const others = othersOf(reading, rows)
    const seen = new Set(idsOf(others))
    const shown = items.filter(({ id }) => seen.has(id))
    await recordListed(tx, reading, {
      source: 'seizure-item-list',
      weaponIds: shown.flatMap((item) => [item.weaponId, ...matchesOf(item)]),
      audits: [{ action: 'seizure-item.list', subjectIds: idsOf(others) }],
    })
    return items.map((item, n) => ({ ...item, agencyId: rows[n]?.agencyId ?? '' }))
  })
}
