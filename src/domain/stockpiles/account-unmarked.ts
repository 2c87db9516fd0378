import { compareMaker } from '../identification/maker.ts'
import { compareModel } from '../identification/model.ts'
import { mayBeSerial } from '../identification/observation.ts'
import type { ComparedLine } from './compare-count.ts'
import type { ExpectedWeapon, UnmarkedLine } from './count.ts'

/**
 * Sets lines of unmarked weapons against expected weapons that bear no mark either. Nothing tells such weapons apart, so any of them may stand for another. What is
 * left over of a line is unmarked and not on record (ITI 8(d), 9). The lines that say most are set off first, so that a line without words takes what is left.
 */
export function accountUnmarked(
  expected: readonly ExpectedWeapon[],
  matched: ReadonlyMap<number, unknown>,
  lines: readonly UnmarkedLine[],
): { readonly lines: readonly ComparedLine[]; readonly accounted: ReadonlySet<number> } {
  const bare = expected
    .map((weapon, n) => ({ weapon, n }))
    .filter(({ weapon, n }) => !matched.has(n) && !weapon.marks.some(({ kind }) => mayBeSerial(kind)))
    .sort(
      (a, b) => Number(b.weapon.certain) - Number(a.weapon.certain) || (a.weapon.weaponId < b.weapon.weaponId ? -1 : 1),
    )
  const accounted = new Set<number>()
  const excess = new Map<number, number>()
  for (const index of lines.map((_line, n) => n).sort((a, b) => compareLines(lines[a], lines[b]))) {
    const line = lines[index] as UnmarkedLine
    const fitting = bare.filter(({ weapon, n }) => !accounted.has(n) && fits(line, weapon)).slice(0, line.quantity)
    for (const { n } of fitting) accounted.add(n)
    excess.set(index, line.quantity - fitting.length)
  }
  const compared = lines.map(({ quantity }, index) => ({ index, quantity, excess: excess.get(index) ?? quantity }))
  return { lines: compared, accounted }
}

function compareLines(one: UnmarkedLine | undefined, other: UnmarkedLine | undefined): number {
  const said = (line: UnmarkedLine | undefined) =>
    [line?.type, line?.make, line?.model].filter((text) => text !== undefined).length
  const text = (line: UnmarkedLine | undefined) => JSON.stringify([line?.type, line?.make, line?.model, line?.quantity])
  return said(other) - said(one) || (text(one) < text(other) ? -1 : 1)
}

function fits({ type, make, model }: UnmarkedLine, weapon: ExpectedWeapon): boolean {
  if (type !== undefined && type !== 'UNKNOWN' && weapon.type !== 'UNKNOWN' && type !== weapon.type) return false
  return compareMaker(make, weapon.make) !== 'contradicted' && compareModel(model, weapon.model) !== 'contradicted'
}
