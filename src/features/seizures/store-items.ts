import { conditionRead } from '../../domain/seizures/disposition.ts'
import { traceabilityOf } from '../../domain/seizures/traceability.ts'
import { newId } from '../../store/new-id.ts'
import { reportCustody } from '../report-custody.ts'
import { storeWeaponRows, type WeaponToStore } from '../store-weapons.ts'
import type { VerbWrite } from '../storing.ts'
import { atCustodian, type PreparedRecovery } from './prepare-recovery.ts'
import type { ReadItem } from './read-items.ts'
import type { NewSeizure } from './schemas.ts'

/** An item with the record it got. */
export interface RecordedItem {
  readonly item: ReadItem
  readonly weaponId: string
  readonly traceability: ReturnType<typeof traceabilityOf>
}

/** What was seen of an item as the description of its own record: what nobody read is UNKNOWN there. */
function weaponOf({ category, observation, lot }: ReadItem, id: string): WeaponToStore {
  const { type = 'UNKNOWN', make = 'UNKNOWN', model = 'UNKNOWN', calibre } = observation
  const { countryOfManufacture, yearOfManufacture, markings = [] } = observation
  const marks = markings.map((mark) => ({ ...mark, condition: conditionRead(mark) }))
  const described = { category, type, make, model, calibre, countryOfManufacture, yearOfManufacture, markings: marks }
  return { id, recovered: true, wanted: { ...described, ...(lot === null ? {} : { lot: { quantity: lot } }) } }
}

/**
 * Gives each item a record of its own, with its custody from the recovery on (design 4): no search finds it, and nothing of another weapon is touched by it. What
 * was destroyed where it lay has that event too.
 */
export async function storeItems(
  write: VerbWrite,
  wanted: NewSeizure,
  { shared, custodian }: PreparedRecovery,
  seizureId: string,
  items: readonly ReadItem[],
) {
  const stored = items.map((item): RecordedItem => {
    const { category, observation } = item
    return {
      item,
      weaponId: newId(),
      traceability: traceabilityOf({ category, circumstance: wanted.circumstance, observation }),
    }
  })
  const rows = await storeWeaponRows(
    write,
    stored.map(({ item, weaponId }) => weaponOf(item, weaponId)),
  )
  const recordedAt = rows[0]?.recordedAt
  if (recordedAt === undefined) throw new Error('a seizure without items')
  const report = (kind: 'RECOVERY' | 'DESTROYED', of: readonly RecordedItem[]) =>
    reportCustody(write, {
      reportId: kind === 'RECOVERY' ? seizureId : newId(),
      shared: kind === 'RECOVERY' ? shared : { ...shared, kind, from: custodian, to: null, documents: [] },
      noteId: null,
      weapons: of.map(({ item, weaponId }) => ({ weaponId, pointer: item.pointer, visible: true })),
      channel: 'CUSTODY_EVENT',
      recordedAt,
    })
  const recovery = await report('RECOVERY', stored)
  const destroyed = stored.filter(({ item }) => item.disposition === 'DESTROYED')
  const ended = destroyed.length === 0 ? { findings: [] } : await report('DESTROYED', destroyed)
  // That a recovery is reported late is told once, with the recovery.
  const told = new Set(recovery.findings.map(({ code }) => code))
  const findings = [...recovery.findings, ...ended.findings.filter(({ code }) => !told.has(code))].map(atCustodian)
  return { stored, recordedAt, findings }
}
