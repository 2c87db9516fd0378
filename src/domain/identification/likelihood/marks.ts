import { transliterate } from '../transliterate.ts'
import type { ObservedMark, ObservedMarking } from '../observation.ts'
import type { ReadingUnit } from '../reading.ts'
import type { RegisteredMark } from '../registered-mark.ts'
import { align } from './align.ts'
import type { LikelihoodModel } from './model.ts'
import { type ObservedText, readObserved } from './texts.ts'
import { DOUBT, WEAR } from './parameters.ts'

/** One observed mark that may be the serial, in each way to read it. */
export interface MarkToExplain {
  readonly mark: ObservedMark
  readonly component: string | null
  readonly texts: readonly ObservedText[]
}

/** A mark as the likelihood sees it; `component`, `condition` and `confidence` are those of the observation. */
export function markToExplain(
  mark: ObservedMark,
  { component, condition, confidence }: Pick<ObservedMarking, 'component' | 'condition' | 'confidence'>,
  model: LikelihoodModel,
): MarkToExplain {
  const worn = WEAR[condition ?? 'INTACT']?.[0] ?? WEAR['OBLITERATED']?.[0] ?? 1
  const wear = worn * (DOUBT[confidence ?? '']?.[0] ?? 1)
  const { units } = mark.reading
  const spoken = spokenUnits(units).map((other) => readObserved(other, wear, model.logs.written, model))
  return { mark, component: component ?? null, texts: [readObserved(units, wear, 0, model), ...spoken] }
}

/** Cyrillic that was read, in Latin letters by its sound: it may have been registered so. */
function spokenUnits(units: readonly ReadingUnit[]): readonly (readonly ReadingUnit[])[] {
  const text = units.map((unit) => (unit.kind === 'CHARACTER' ? unit.character : '?')).join('')
  if (!/\p{Script=Cyrillic}/u.test(text)) return []
  return transliterate(text).map((spoken) =>
    Array.from(
      spoken,
      (character): ReadingUnit => (character === '?' ? { kind: 'UNREADABLE' } : { kind: 'CHARACTER', character }),
    ),
  )
}

/**
 * How much likelier these marks are on the weapon with these registered marks than on one of which nothing is known: the logarithm of the ratio, all marks
 * together. Each observed mark is explained by the registered one that explains it best, or as one that is not on record.
 */
export function explainMarks(
  observed: readonly MarkToExplain[],
  registered: readonly RegisteredMark[],
  model: LikelihoodModel,
): number {
  let sum = 0
  let [index, best] = [-1, 0]
  for (const one of observed) {
    const log = explainMark(one, registered, model)
    // Two ways to read one mark, with its token and without, are one mark.
    if (one.mark.index === index) {
      sum += Math.max(0, log - best)
      best = Math.max(best, log)
    } else {
      sum += log
      ;[index, best] = [one.mark.index, log]
    }
  }
  return sum
}

function explainMark(one: MarkToExplain, registered: readonly RegisteredMark[], model: LikelihoodModel): number {
  let best = unrecorded(one, registered, model)
  for (const own of registered) {
    const role = roleOf(one, own, model)
    for (const text of one.texts) {
      const found = explainText(text, own, model)
      if (found + role > best) best = found + role
    }
  }
  return best
}

function explainText(text: ObservedText, own: RegisteredMark, model: LikelihoodModel): number {
  // A run on record leaves no length to align; what is legible beside it is weighed as if read right or as unrelated by the keys alone.
  if (own.text.hasRun) return -text.density / 2
  const found = align(text, own.text, model)
  const direct = found === undefined ? -1e9 : found.log
  return Math.max(direct, ...spokenLogs(text, own, model)) - text.density + text.cost
}

/** A registered text in Cyrillic may have been written down by its sound. */
function spokenLogs(text: ObservedText, own: RegisteredMark, model: LikelihoodModel): readonly number[] {
  return own.spoken.map((spoken) => (align(text, spoken, model)?.log ?? -1e9) + model.logs.written)
}

/** How likely it is that a mark of this place bears the number that stands on record for that one. */
function roleOf({ mark, component }: MarkToExplain, own: RegisteredMark, { logs }: LikelihoodModel): number {
  if (!mark.isSecondary) return own.isSecondary ? logs.frameOffPart : 0
  if (!own.isSecondary) return logs.partAsFrame
  return own.kind === mark.kind && (component === null || own.component === null || own.component === component)
    ? 0
    : logs.partExchanged
}

function unrecorded(
  { mark, component }: MarkToExplain,
  registered: readonly RegisteredMark[],
  { logs }: LikelihoodModel,
): number {
  if (!mark.isSecondary) return registered.some((own) => !own.isSecondary) ? logs.otherNumber : logs.partUnrecorded
  const isOnRecord = registered.some((own) => own.isSecondary && own.kind === mark.kind && own.component === component)
  return isOnRecord ? logs.partExchanged : logs.partUnrecorded
}
