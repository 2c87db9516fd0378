import { resolveCalibre } from '../identification/calibre.ts'
import { resolveMake } from '../identification/maker.ts'
import { resolveModel } from '../identification/model.ts'
import type { GoodsLine, WeaponGoods } from './record.ts'

/** A line with the keys of what it names, resolved once. */
export interface KeyedLine {
  readonly n: number
  readonly quantity: number
  readonly type: string | null
  readonly makeKey: string | null
  readonly modelKey: string | null
  readonly calibreKey: string | null
  /** How much it names: the most specific line that fits takes a weapon. */
  readonly named: number
}

export function keyLine(line: GoodsLine, n: number): KeyedLine {
  const make = line.make === undefined ? null : resolveMake(line.make).key
  const keys = {
    type: line.type ?? null,
    makeKey: make,
    modelKey: line.model === undefined ? null : resolveModel(line.model, make ?? undefined).key,
    calibreKey: line.calibre === undefined ? null : resolveCalibre(line.calibre).key,
  }
  return { n, quantity: line.quantity, ...keys, named: Object.values(keys).filter((key) => key !== null).length }
}

const FIELDS = ['type', 'makeKey', 'modelKey', 'calibreKey'] as const

/** True where a weapon is what the line names. */
export function fits(line: KeyedLine, weapon: WeaponGoods): boolean {
  return FIELDS.every((field) => line[field] === null || line[field] === weapon[field])
}

/** True where some weapon could be of both lines. */
export function overlap(a: KeyedLine, b: KeyedLine): boolean {
  return FIELDS.every((field) => a[field] === null || b[field] === null || a[field] === b[field])
}

/** The most specific line that a weapon fits, the first of equals; null where none does. */
export function lineOf(lines: readonly KeyedLine[], weapon: WeaponGoods): number | null {
  let best: KeyedLine | null = null
  for (const line of lines) if (fits(line, weapon) && (best === null || line.named > best.named)) best = line
  return best?.n ?? null
}

/** Weapons of one description, counted. */
export interface Demand {
  readonly weapon: WeaponGoods
  readonly count: number
}

export function describeGoods({ type, makeKey, modelKey, calibreKey }: WeaponGoods): string {
  return JSON.stringify([type, makeKey, modelKey, calibreKey])
}

/**
 * How many weapons the lines of some papers do not cover. Descriptions with the fewest lines open to them are served first, each from its most specific line,
 * so that a general line is left to what has no other. The order in which anything was recorded plays no part.
 */
export function countUncovered(lines: readonly KeyedLine[], demands: readonly Demand[]): number {
  const left = lines.map((line) => line.quantity)
  const open = demands.map(({ weapon, count }) => ({
    count,
    key: describeGoods(weapon),
    slots: lines.flatMap((line, slot) => (fits(line, weapon) ? [{ slot, named: line.named }] : [])),
  }))
  open.sort((a, b) => a.slots.length - b.slots.length || (a.key < b.key ? -1 : 1))
  let uncovered = 0
  for (const { slots, count } of open) {
    let rest = count
    for (const { slot } of slots.sort((a, b) => b.named - a.named || a.slot - b.slot)) {
      const taken = Math.min(rest, left[slot] ?? 0)
      left[slot] = (left[slot] ?? 0) - taken
      rest -= taken
    }
    uncovered += rest
  }
  return uncovered
}
