import { storedMakeKeys } from '../../src/domain/identification/make-keys.ts'
import { factsOf, rowsOf } from '../../src/features/store-weapons.ts'
import { markingKeyRows } from '../../src/features/weapon-rows.ts'
import { idAt } from '../generate/random.ts'
import type { GeneratedWeapon } from '../generate/weapons.ts'
import { addFacts } from './facts.ts'
import type { RowBatch } from './tables.ts'

/** A weapon with what its registration says beside it. */
export interface WeaponToLoad {
  readonly seed: number
  readonly weapon: GeneratedWeapon
  readonly id: string
  readonly agencyId: string
  readonly recordedMs: number
  /** Null where facts are left out. */
  readonly facts: { readonly waiting: boolean } | null
}

/** A moment as the database prints it for the service. */
export function momentOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1)}000Z`
}

/** What `POST /v1/weapons` takes for this weapon. */
export function registrationOf(weapon: GeneratedWeapon) {
  const { category, type, make, model, calibre, countryOfManufacture, yearOfManufacture } = weapon
  const markings = weapon.markings.map((mark) => ({ ...mark }))
  return { category, type, make, model, calibre, countryOfManufacture, yearOfManufacture, markings }
}

/** The rows of a registration, but for its state: made by the service's own functions. */
export function addWeapon(batch: RowBatch, { seed, weapon, id, agencyId, recordedMs, facts }: WeaponToLoad): void {
  const recordedAt = momentOf(recordedMs)
  const made = rowsOf({ id, wanted: registrationOf(weapon) }, agencyId, recordedAt)
  // The service draws these ids at random; here they follow from the weapon.
  const marks = made.marks.map((mark, n) => ({
    ...mark,
    id: idAt(seed, 'observation', weapon.index * 4 + n + 1, recordedMs),
  }))
  const description = { ...made.description, id: idAt(seed, 'observation', weapon.index * 4, recordedMs) }
  const rows = { ...made, description, marks }
  batch.add('weapon', { id, category: rows.category, agencyId, recordedAt, recovered: rows.recovered })
  batch.add('weaponDescription', description)
  for (const mark of marks) batch.add('marking', mark)
  const makeKeys = storedMakeKeys(weapon.make)
  for (const mark of marks) batch.addKeys(markingKeyRows(mark, makeKeys))
  batch.add('weaponReader', { weaponId: id, sourceId: id, agencyId, basis: 'REGISTERED', names: false, recordedAt })
  if (facts !== null) addFacts(batch, { agencyId, recordedAt, ...facts }, factsOf(rows))
}
