import type { Finding } from '../findings.ts'
import { resolveCalibre } from '../identification/calibre.ts'
import { resolveMake } from '../identification/maker.ts'
import { resolveModel } from '../identification/model.ts'
import { registeredKeys } from '../identification/search-keys.ts'

/** What a receiver reads off the weapon in his hand. */
export interface ControlData {
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly serial: string
}

/** A weapon of the hand-over as the registry describes it, with the marks that may be its serial. */
export interface ExpectedWeapon {
  readonly weaponId: string
  readonly make: string
  readonly model: string
  readonly calibre: string
  readonly serials: readonly { readonly text: string; readonly condition: string }[]
}

export interface ComparedItems {
  /** The weapons that were received: the serial agrees, whatever else differs. */
  readonly received: readonly string[]
  readonly findings: readonly Finding[]
}

const DESCRIPTORS = ['make', 'model', 'calibre'] as const
type Descriptor = (typeof DESCRIPTORS)[number]

/** Make, model and calibre as they are compared, computed once for each weapon and item: 500 of each would make 250,000 comparisons of names. */
type Keys = Readonly<Record<Descriptor, string>>

interface Keyed {
  readonly weaponId: string
  readonly keys: Keys
}

/**
 * Compares what a receiver has in hand with what was handed over to him, field by field: he is entitled to it, since the hand-over names him. A weapon counts as
 * received where the serial agrees by its exact or visual key. Each weapon is taken once, by the item that comes first. Linear in items and weapons.
 */
export function compareItems(items: readonly ControlData[], expected: readonly ExpectedWeapon[]): ComparedItems {
  const keyed = expected.map((weapon): Keyed => ({ weaponId: weapon.weaponId, keys: keysOf(weapon) }))
  const bySerial = indexBySerial(expected, keyed)
  const left = new Map(keyed.map((weapon) => [weapon.weaponId, weapon]))
  const received: string[] = []
  const findings: Finding[] = []
  const unmatched: number[] = []
  items.forEach((item, n) => {
    const keys = keysOf(item)
    const sameSerial = (bySerial.get(serialKey(item.serial, 'INTACT')) ?? []).filter(({ weaponId }) =>
      left.has(weaponId),
    )
    const best = nearest(sameSerial, keys)
    if (best === undefined) return unmatched.push(n)
    left.delete(best.weaponId)
    received.push(best.weaponId)
    findings.push(...differencesOf(keys, best.keys).map((field) => differs(n, field)))
  })
  const alike = countAlike([...left.values()])
  for (const n of unmatched) findings.push(explainUnmatched(n, textOf(keysOf(items[n] as ControlData)), alike))
  if (left.size > 0) findings.push(notReceived(left.size, expected.length))
  return { received, findings }
}

function keysOf({ make, model, calibre }: Pick<ControlData, Descriptor>): Keys {
  const maker = resolveMake(make).key
  return { make: maker, model: resolveModel(model, maker).key, calibre: resolveCalibre(calibre).key }
}

/** Empty where the text holds no letter and no number: such a text agrees with nothing. */
function serialKey(text: string, condition: string): string {
  return registeredKeys(text, condition)?.visual ?? ''
}

function indexBySerial(expected: readonly ExpectedWeapon[], keyed: readonly Keyed[]): ReadonlyMap<string, Keyed[]> {
  const index = new Map<string, Keyed[]>()
  expected.forEach(({ serials }, n) => {
    for (const key of new Set(serials.map(({ text, condition }) => serialKey(text, condition)))) {
      if (key === '') continue
      const known = index.get(key)
      if (known === undefined) index.set(key, [keyed[n] as Keyed])
      else known.push(keyed[n] as Keyed)
    }
  })
  return index
}

function nearest(weapons: readonly Keyed[], keys: Keys): Keyed | undefined {
  return [...weapons].sort(
    (a, b) =>
      differencesOf(keys, a.keys).length - differencesOf(keys, b.keys).length || (a.weaponId < b.weaponId ? -1 : 1),
  )[0]
}

function differencesOf(item: Keys, weapon: Keys): Descriptor[] {
  return DESCRIPTORS.filter((field) => item[field] !== weapon[field])
}

function textOf({ make, model, calibre }: Keys): string {
  return JSON.stringify([make, model, calibre])
}

function countAlike(left: readonly Keyed[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { keys } of left) counts.set(textOf(keys), (counts.get(textOf(keys)) ?? 0) + 1)
  return counts
}

/** One weapon is left that agrees but for its number: then it is the number that differs. */
function explainUnmatched(n: number, keys: string, alike: ReadonlyMap<string, number>): Finding {
  if (alike.get(keys) === 1) return differs(n, 'serial')
  return {
    code: 'ITEM_NOT_IN_TRANSFER',
    severity: 'WARNING',
    pointer: `#/items/${n}`,
    detail: 'No weapon of this hand-over bears this serial; it is not accepted by this statement.',
    hint: 'A weapon that came beside the others is reported by its giver, or registered.',
  }
}

function differs(n: number, field: keyof ControlData): Finding {
  const detail =
    field === 'serial'
      ? 'The serial differs from that of the weapon handed over; it is not accepted by this statement.'
      : `The ${field} differs from what is recorded.`
  return { code: 'CONTROL_DATA_DIFFERS', severity: 'WARNING', pointer: `#/items/${n}/${field}`, detail }
}

function notReceived(missing: number, all: number): Finding {
  return {
    code: 'NOT_RECEIVED',
    severity: 'WARNING',
    pointer: '#/items',
    detail: `${missing} of ${all} weapons of the hand-over are not among the items.`,
    hint: 'They stay unanswered: accept them when they come, or dispute them.',
  }
}
