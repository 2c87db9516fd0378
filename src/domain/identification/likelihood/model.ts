import { alphabet, ALPHABET_SIZE, confusionOf } from './confusions.ts'
import { DESCRIPTOR_RATIOS, type DescriptorRatios, type ParameterName, PARAMETERS } from './parameters.ts'

/** The parameters made ready for use; everything is a natural logarithm but `values`. */
export interface LikelihoodModel {
  readonly values: Readonly<Record<ParameterName, number>>
  readonly logs: Readonly<Record<ParameterName, number>>
  readonly ratios: DescriptorRatios
  /** The probability of reading this character where each of the alphabet is on record, by code; the last place is any other character. */
  rowOf(character: string, wear: number): Float64Array
}

/** Other characters that one may be taken for, whatever the alphabet of the mark. */
const OTHERS = 35
const ROWS_MAX = 2_000

export function createModel(
  changes: Partial<Record<ParameterName, number>> = {},
  ratios: DescriptorRatios = DESCRIPTOR_RATIOS,
): LikelihoodModel {
  const names = Object.keys(PARAMETERS) as ParameterName[]
  const values = Object.fromEntries(names.map((name) => [name, changes[name] ?? PARAMETERS[name][0]]))
  const logs = Object.fromEntries(names.map((name) => [name, Math.log(values[name] as number)]))
  const all = values as Record<ParameterName, number>
  const rows = new Map<string, Float64Array>()
  const rowOf = (character: string, wear: number): Float64Array => {
    const key = `${character} ${wear}`
    const known = rows.get(key)
    if (known !== undefined) return known
    if (rows.size >= ROWS_MAX) rows.clear()
    const fresh = makeRow(character, wear, all)
    rows.set(key, fresh)
    return fresh
  }
  return { values: all, logs: logs as Record<ParameterName, number>, ratios, rowOf }
}

function makeRow(character: string, wear: number, values: Record<ParameterName, number>): Float64Array {
  const right = Math.log(1 - Math.min(0.5, values.misread * wear))
  const other = Math.log((values.substituted * wear) / OTHERS)
  const row = new Float64Array(ALPHABET_SIZE + 1).fill(other)
  for (const [code, registered] of alphabet().entries()) {
    if (registered === character) row[code] = right
    else {
      const confusion = confusionOf(character, registered)
      if (confusion === 'writtenAlike') row[code] = right + Math.log(values.writtenAlike)
      else if (confusion !== 'substituted') row[code] = Math.log(Math.min(0.5, values[confusion] * wear))
    }
  }
  return row
}

export const MODEL = createModel()

/** The probability of a row where this character is on record. */
export function atCode(row: Float64Array, code: number, own: number): number {
  if (code < ALPHABET_SIZE) return row[code] as number
  // No table knows it: read right, or any other.
  return code === own ? RIGHT_UNKNOWN : (row[ALPHABET_SIZE] as number)
}

const RIGHT_UNKNOWN = Math.log(0.97)
