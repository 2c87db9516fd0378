import { notFound } from '../../domain/errors.ts'
import { readClock } from '../../store/clock.ts'
import { type Database, inTransaction, type Tx } from '../../store/db.ts'
import { recordLook } from '../../store/looks.ts'
import type { Reader } from '../../store/record-reading.ts'
import { identifyWeapon } from '../identify-weapon.ts'
import { asSeen, type DiscrepancyRow, findDiscrepancy, renderDiscrepancy } from './discrepancy-queries.ts'
import type { DiscrepancyDetail } from './discrepancy-schemas.ts'
import { recordStockLooks, writeOf } from './record-looks.ts'

const READ = { action: 'stock-discrepancy.read', kind: 'STOCK_DISCREPANCY', shown: 'RECORD' } as const

function observationOf({ observed }: DiscrepancyRow) {
  const { serial, make, model, component, condition } = (observed ?? {}) as Readonly<Record<string, string | undefined>>
  if (serial === undefined) return undefined
  return { make, model, markings: [{ kind: 'SERIAL_PRIMARY', text: serial, component, condition }] }
}

/**
 * What the whole registry knows under the mark of a surplus. For registrars only: the counter who was told would have a search of others' weapons for the price of
 * a count. Each weapon shown is a recorded look.
 */
async function identifySurplus(
  tx: Tx,
  reader: Reader,
  row: DiscrepancyRow,
): Promise<DiscrepancyDetail['identification']> {
  const observation = observationOf(row)
  const isAsked = row.kind === 'SURPLUS' && row.resolution === null && reader.requester.scopes.has('registry:write-any')
  if (!isAsked || observation === undefined) return undefined
  const { identification } = await identifyWeapon(tx, observation)
  const candidates = identification.candidates.map(({ weaponId, tier, score }) => ({ weaponId, tier, score }))
  const looks = candidates.map(({ weaponId }) => {
    const purpose = 'STOCKPILE_ACCOUNTABILITY'
    return { weaponId, ownRecord: false, purpose, shown: ['CANDIDATE'], source: 'stock-discrepancy' }
  })
  await recordLook(await writeOf(tx, reader), await readClock(tx), looks)
  return { ...(identification.tier === null ? {} : { tier: identification.tier }), candidates }
}

/** A discrepancy that the asker may see; `not-found` alike for an unknown one and another's. */
export async function readDiscrepancy(db: Database, reader: Reader, id: string): Promise<DiscrepancyDetail> {
  return inTransaction(db, reader.requester, async (tx) => {
    const row = await findDiscrepancy(tx, id)
    if (row === undefined) throw notFound('discrepancy')
    await recordStockLooks(tx, reader, READ, [asSeen(row)])
    const identification = await identifySurplus(tx, reader, row)
    return { ...renderDiscrepancy(row), ...(identification === undefined ? {} : { identification }) }
  })
}
