import type { Database } from '../../store/db.ts'
import type { Reader } from '../../store/record-reading.ts'
import { EXPORT_PAGE, readPages } from '../send-csv.ts'
import { startOf } from '../send-page.ts'
import type { ListedSeizure } from './list-queries.ts'
import type { ItemExportQuery, SeizureExportQuery } from './list-schemas.ts'
import { type ListedItem, readItemPage, readSeizurePage } from './read-seizures.ts'

function seizureLine(row: ListedSeizure) {
  const { id, agencyId, recordedAt, recoveryClass, circumstance, occurred, place, itemCount, customs } = row
  const declared = (field: string) => customs?.[field] ?? null
  return {
    id,
    agencyId,
    recordedAt,
    recoveryClass,
    circumstance,
    occurredAt: occurred.value,
    country: place.country,
    locality: place.locality ?? null,
    itemCount,
    hsCode: declared('hsCode'),
    transport: declared('transport'),
    concealment: declared('concealment'),
    departureCountry: declared('departureCountry'),
    destinationCountry: declared('destinationCountry'),
    agencyReference: row.agencyReference,
  }
}

function itemLine(item: ListedItem) {
  const { id, seizureId, agencyId, recordedAt, n, weaponId, category, observation, quantity } = item
  const { traceability, disposition, dueOn, overdue, traceRequestIds } = item
  const { type = null, make = null, model = null, calibre = null, markings = [] } = observation
  return {
    id,
    seizureId,
    agencyId,
    recordedAt,
    n,
    weaponId,
    category,
    type,
    make,
    model,
    calibre,
    // The text first: a mark that begins like a formula must begin the cell to be seen as one.
    markings: markings.map(({ kind, text }) => `${text} (${kind})`).join('; '),
    amount: quantity?.amount ?? null,
    unit: quantity?.unit ?? null,
    tier: item.identification.tier,
    flags: item.flags.map(({ code }) => code).join('; '),
    traceability,
    disposition,
    dueOn,
    overdue,
    traced: traceRequestIds.length > 0,
  }
}

async function* linesOf<Item, Line>(
  pages: AsyncIterable<Item[]>,
  toLine: (item: Item) => Line,
): AsyncGenerator<Line[]> {
  for await (const page of pages) yield page.map(toLine)
}

/** The list of seizures as the lines of a file, page by page. What is recorded after the first page was read is not in it. */
export function exportSeizures(db: Database, reading: Reader, query: SeizureExportQuery) {
  const pages = readPages((after) =>
    readSeizurePage(db, reading, { query, before: startOf(after, query.to), most: EXPORT_PAGE }),
  )
  return linesOf(pages, seizureLine)
}

/** The list of items, as `exportSeizures`. */
export function exportItems(db: Database, reading: Reader, query: ItemExportQuery) {
  const pages = readPages((after) =>
    readItemPage(db, reading, { query, before: startOf(after, query.to), most: EXPORT_PAGE }),
  )
  return linesOf(pages, itemLine)
}
