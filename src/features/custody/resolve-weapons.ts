import { ruleOf } from '../../domain/custody/event-kinds.ts'
import { DomainError, type ErrorEntry } from '../../domain/errors.ts'
import { identifyWeapons } from '../identify-weapon.ts'
import type { Tx } from '../../store/db.ts'
import { findVisibleWeapons } from '../../store/visible-weapons.ts'
import type { ReportedWeapon } from '../report-custody.ts'
import type { VerbWrite } from '../storing.ts'
import type { ControlData, NewTransfer } from './schemas.ts'

function unknownWeapons(pointers: readonly string[]): DomainError {
  const errors: ErrorEntry[] = pointers.map((pointer) => ({
    pointer,
    code: 'weapon-unknown',
    detail: 'No weapon of this id or control data is known to you.',
    hint: 'Check id or control data (make, model, calibre, serial); a weapon the registry does not know is registered first.',
  }))
  return new DomainError('not-found', 'A weapon of this report is not known to you.', { errors })
}

/** Weapons named by id: each must be visible to the caller, and an unknown one is refused exactly like another's (design 3.9). */
export async function resolveWeaponIds(
  write: VerbWrite,
  named: readonly { weaponId: string; pointer: string }[],
  finding = findVisibleWeapons(
    write.tx,
    named.map(({ weaponId }) => weaponId),
  ),
): Promise<ReportedWeapon[]> {
  const visible = await finding
  const missing = named.filter(({ weaponId }) => !visible.has(weaponId)).map(({ pointer }) => pointer)
  if (missing.length > 0) throw unknownWeapons(missing)
  return named.map((weapon) => ({ ...weapon, visible: true }))
}

/** The one weapon that each of these names with certainty (T1, no twin); null otherwise, whatever the reason. */
async function findByControlData(write: VerbWrite, named: readonly ControlData[]): Promise<(string | null)[]> {
  const observations = named.map(({ make, model, calibre, serial }) => {
    const markings = [{ kind: 'SERIAL_PRIMARY' as const, text: serial }]
    return { make, model, calibre, markings }
  })
  const found = await identifyWeapons(write.tx, observations)
  return found.map(({ identification, duplicateSerial }) =>
    identification.releasable && !duplicateSerial ? identification.weaponId : null,
  )
}

/** Control data are for receivers (design 4). By other kinds anyone could tie himself to a weapon that he has only read about. */
function refuseControlData({ kind, items = [] }: NewTransfer): void {
  const { control, possession, licit } = ruleOf(kind)
  if (control === 'KEPT' && licit === 'LICIT' && possession === 'TO_RECEIVER') return
  const errors = items.flatMap((item, n): ErrorEntry[] => {
    if ('weaponId' in item) return []
    const detail = `${kind} is no receipt, so its weapons are named by id.`
    return [{ pointer: `#/items/${n}/controlData`, code: 'control-data-not-here', detail }]
  })
  if (errors.length > 0)
    throw new DomainError('unprocessable', 'Control data name a weapon that was received.', { errors })
}

/** Of the weapons that a transfer names by id those that the asker may see, for `resolveTransferItems`. */
export function findTransferWeapons(tx: Tx, { weaponIds = [], items = [] }: NewTransfer): Promise<Set<string>> {
  const byItem = items.flatMap((item) => ('weaponId' in item ? [item.weaponId] : []))
  return findVisibleWeapons(tx, [...weaponIds, ...byItem])
}

/**
 * The weapons of a transfer, by id or by control data. A dry run does not identify: it checks ids that are the caller's to see and leaves control
 * data unread, since trying them would tell which weapons exist.
 */
export async function resolveTransferItems(
  write: VerbWrite,
  transfer: NewTransfer,
  finding?: Promise<Set<string>>,
): Promise<readonly ReportedWeapon[]> {
  refuseControlData(transfer)
  const byId: { weaponId: string; pointer: string }[] = (transfer.weaponIds ?? []).map((weaponId, n) => ({
    weaponId,
    pointer: `#/weaponIds/${n}`,
  }))
  const byData: { data: ControlData; pointer: string }[] = []
  for (const [n, item] of (transfer.items ?? []).entries()) {
    if ('weaponId' in item) byId.push({ weaponId: item.weaponId, pointer: `#/items/${n}/weaponId` })
    else byData.push({ data: item.controlData, pointer: `#/items/${n}/controlData` })
  }
  const weapons = await resolveWeaponIds(write, byId, finding)
  if (write.dryRun) return weapons
  const missing: string[] = []
  const found = await findByControlData(
    write,
    byData.map(({ data }) => data),
  )
  for (const [n, { pointer }] of byData.entries()) {
    const weaponId = found[n] ?? null
    if (weaponId === null) missing.push(pointer)
    else weapons.push({ weaponId, pointer, visible: false })
  }
  if (missing.length > 0) throw unknownWeapons(missing)
  const named = refuseTwice(weapons)
  return byData.length === 0 ? named : markVisible(write, named)
}

function refuseTwice(weapons: readonly ReportedWeapon[]): readonly ReportedWeapon[] {
  const seen = new Set<string>()
  const errors: ErrorEntry[] = []
  for (const { weaponId, pointer } of weapons) {
    if (seen.has(weaponId)) errors.push({ pointer, code: 'weapon-named-twice', detail: 'This weapon is named twice.' })
    seen.add(weaponId)
  }
  if (errors.length > 0) throw new DomainError('unprocessable', 'A weapon is named twice.', { errors })
  return weapons
}

/** Control data may name a weapon that the caller sees anyway; then he is told what does not fit, as if he had given its id. */
async function markVisible(write: VerbWrite, weapons: readonly ReportedWeapon[]): Promise<ReportedWeapon[]> {
  const visible = await findVisibleWeapons(
    write.tx,
    weapons.map(({ weaponId }) => weaponId),
  )
  return weapons.map((weapon) => ({ ...weapon, visible: visible.has(weapon.weaponId) }))
}
