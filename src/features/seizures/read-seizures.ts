import { notFound } from '../../domain/errors.ts'
import type { Requester } from '../../domain/requester.ts'
import { actorIdOf } from '../../store/actors.ts'
import { recordAudit } from '../../store/audit.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { findEvidenceOf } from '../../store/evidence-uses.ts'
import type { Position } from '../send-page.ts'
import type { Seizure, SeizureItem } from './answer-schemas.ts'
import { type ItemRow, type ListedSeizure, listItems, listSeizures } from './list-queries.ts'
import type { ItemExportQuery, SeizureExportQuery } from './list-schemas.ts'
import { findItem, findItemsOf, findJoins, findSeizure } from './queries.ts'
import { renderItem, renderSeizure } from './render.ts'

/** Who reads, through which call. */
export interface Reading {
  readonly requester: Requester
  readonly requestId: string
}

/** What a reader of the whole registry is shown of others' cases is in the audit before it leaves. */
async function auditOthers(
  tx: Tx,
  { requester, requestId }: Reading,
  action: string,
  rows: readonly { readonly id: string; readonly agencyId: string }[],
): Promise<void> {
  const others = rows.filter(({ agencyId }) => agencyId !== requester.agencyId).map(({ id }) => id)
  if (others.length === 0) return
  const write = { tx, requester, actorId: await actorIdOf(tx, requester), requestId }
  await recordAudit(write, await readClock(tx), action, others, others.length)
}

async function renderItems(tx: Tx, rows: readonly ItemRow[]): Promise<SeizureItem[]> {
  const joins = await findJoins(
    tx,
    rows.map(({ weaponId }) => weaponId),
  )
  return rows.map((row) => renderItem(row, joins))
}

/** A seizure with its items as they were recorded and where each stands today. Another agency's is `not-found`. */
export async function readSeizure(db: Database, reading: Reading, id: string): Promise<Seizure> {
  return inTransaction(db, reading.requester, async (tx) => {
    const row = await findSeizure(tx, id)
    if (row === undefined) throw notFound('seizure')
    await auditOthers(tx, reading, 'seizure.read', [row])
    const items = await renderItems(tx, await findItemsOf(tx, id))
    const evidence = await findEvidenceOf(tx, [id])
    return renderSeizure(row, items, evidence.get(id) ?? [])
  })
}

/** One item, as `readSeizure` shows it. */
export async function readItem(db: Database, reading: Reading, id: string): Promise<SeizureItem> {
  return inTransaction(db, reading.requester, async (tx) => {
    const row = await findItem(tx, id)
    if (row === undefined) throw notFound('item of a seizure')
    await auditOthers(tx, reading, 'seizure-item.read', [row])
    const [item] = await renderItems(tx, [row])
    if (item === undefined) throw new Error('an item that was found is missing')
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
  reading: Reading,
  page: Page<SeizureExportQuery>,
): Promise<ListedSeizure[]> {
  const anyAgency = reading.requester.scopes.has('registry:read-any')
  return inTransaction(db, reading.requester, async (tx) => {
    const rows = await listSeizures(tx, { ...page, anyAgency })
    await auditOthers(tx, reading, 'seizure.list', rows)
    return rows
  })
}

export type ListedItem = SeizureItem & { readonly agencyId: string }

/** A part of the list of items, as `readSeizurePage`. */
export async function readItemPage(db: Database, reading: Reading, page: Page<ItemExportQuery>): Promise<ListedItem[]> {
  const anyAgency = reading.requester.scopes.has('registry:read-any')
  return inTransaction(db, reading.requester, async (tx) => {
    const today = (await readClock(tx)).slice(0, 10)
    const rows = await listItems(tx, { ...page, anyAgency, today })
    await auditOthers(tx, reading, 'seizure-item.list', rows)
    const items = await renderItems(tx, rows)
    return items.map((item, n) => ({ ...item, agencyId: rows[n]?.agencyId ?? '' }))
  })
}
