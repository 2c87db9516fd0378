import type { Finding } from '../findings.ts'
import { resolveCalibre } from '../identification/calibre.ts'
import { compareReadings } from '../identification/compare-readings.ts'
import { resolveMake } from '../identification/maker.ts'
import { resolveModel } from '../identification/model.ts'
import { isLiteral, parseReading, type Reading } from '../identification/reading.ts'

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

/**
 * Compares what a receiver has in hand with what was handed over to him, field by field: he is entitled to it, since the hand-over names him. A weapon counts as
 * received where the serial agrees. Each weapon is taken once; the best agreeing item takes it.
 */
export function compareItems(items: readonly ControlData[], expected: readonly ExpectedWeapon[]): ComparedItems {
  const left = new Map(expected.map((weapon) => [weapon.weaponId, weapon]))
  const received: string[] = []
  const findings: Finding[] = []
  const unmatched: number[] = []
  items.forEach((item, n) => {
    const [best] = [...left.values()].filter((weapon) => hasSerial(weapon, item.serial)).sort(byDifference(item))
    if (best === undefined) return unmatched.push(n)
    left.delete(best.weaponId)
    received.push(best.weaponId)
    findings.push(...differencesOf(item, best).map((field) => differs(n, field)))
  })
  for (const n of unmatched) findings.push(explainUnmatched(n, items[n] as ControlData, [...left.values()]))
  if (left.size > 0) findings.push(notReceived(left.size, expected.length))
  return { received, findings }
}

/** One weapon is left that agrees but for its number: then it is the number that differs. */
function explainUnmatched(n: number, item: ControlData, left: readonly ExpectedWeapon[]): Finding {
  const alike = left.filter((weapon) => differencesOf(item, weapon).length === 0)
  if (alike.length === 1) return differs(n, 'serial')
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

function differencesOf(item: ControlData, weapon: ExpectedWeapon): (typeof DESCRIPTORS)[number][] {
  const [maker, other] = [resolveMake(item.make).key, resolveMake(weapon.make).key]
  const same = {
    make: maker === other,
    model: resolveModel(item.model, other).key === resolveModel(weapon.model, other).key,
    calibre: resolveCalibre(item.calibre).key === resolveCalibre(weapon.calibre).key,
  }
  return DESCRIPTORS.filter((field) => !same[field])
}

function byDifference(item: ControlData): (a: ExpectedWeapon, b: ExpectedWeapon) => number {
  return (a, b) => differencesOf(item, a).length - differencesOf(item, b).length || (a.weaponId < b.weaponId ? -1 : 1)
}

function hasSerial({ serials }: ExpectedWeapon, serial: string): boolean {
  const read = readingOf(serial, true)
  return serials.some(({ text, condition }) => {
    const registered = readingOf(text, isLiteral(condition))
    if (read === null || registered === null) return false
    return ['exact', 'visual'].includes(compareReadings(registered, read) ?? '')
  })
}

function readingOf(text: string, literal: boolean): Reading | null {
  const parsed = parseReading(text, { literal })
  return parsed.ok ? parsed.reading : null
}
