import type { Reading, ReadingUnit } from '../reading.ts'
import { align, traceSteps } from './align.ts'
import { MODEL } from './model.ts'
import { readObserved, readRegistered } from './texts.ts'

/**
 * Characters that stand otherwise on record than they were read. `position` counts characters of the reading from 0. Either side may be empty: what was not
 * read, or is not on record. Two neighbours that were exchanged are one of these.
 */
export interface Substitution {
  readonly observed: string
  readonly registered: string
  readonly position: number
}

/** Where what was read and what is on record differ, by the likeliest way from one to the other; as a whole where one of them is too long. */
export function findSubstitutions(observed: Reading, registered: Reading): readonly Substitution[] {
  const [read, held] = [observed.units, registered.units.filter((unit) => unit.kind !== 'UNREADABLE_RUN')]
  const [one, other] = [readObserved(read, 1, 0, MODEL), readRegistered(registered)]
  const last = align(one, other, MODEL)
  if (last === undefined) return [{ observed: write(read), registered: write(held), position: 0 }]
  const found: Substitution[] = []
  for (const { i, j, read: used, held: own } of traceSteps(last, one, other)) {
    const step = { observed: write(read.slice(i, i + used)), registered: write(held.slice(j, j + own)), position: i }
    if (step.observed !== step.registered) join(found, step, used === 0 || own === 0)
  }
  return found
}

/** Characters that were left out, or are too many, one after another are told together. */
function join(found: Substitution[], step: Substitution, isOneSided: boolean): void {
  const last = found.at(-1)
  const isSame =
    isOneSided &&
    last !== undefined &&
    last.position + Array.from(last.observed).length === step.position &&
    (last.observed === '*'
      ? step.observed === ''
      : (last.observed === '') === (step.observed === '') && (last.registered === '') === (step.registered === ''))
  if (!isSame) found.push(step)
  else
    found[found.length - 1] = {
      observed: last.observed + step.observed,
      registered: last.registered + step.registered,
      position: last.position,
    }
}

function write(units: readonly ReadingUnit[]): string {
  return units.map(writeUnit).join('')
}

function writeUnit(unit: ReadingUnit): string {
  if (unit.kind === 'CHARACTER') return unit.character
  if (unit.kind === 'ONE_OF') return `[${unit.characters.join('')}]`
  return unit.kind === 'UNREADABLE' ? '?' : '*'
}
