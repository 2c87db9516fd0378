import type { Candidate } from './candidate.ts'
import { compareReadings } from './compare-readings.ts'
import { resolveMake } from './maker.ts'
import { effectiveMake, isSecondaryMark } from './observation.ts'
import { isLiteral, parseReading, type Reading } from './reading.ts'

/**
 * Whether two registered weapons of one maker have an equal exact or visual key (flag DUPLICATE_SERIAL_IN_REGISTRY), whatever their models. The same serial at
 * another maker is normal. Weapons whose maker is not known are not of one maker; nor do marks of parts count. The caller leaves out linked records.
 */
export function isDuplicateSerial(
  one: Pick<Candidate, 'make' | 'marks'>,
  other: Pick<Candidate, 'make' | 'marks'>,
): boolean {
  const [maker, same] = [
    resolveMake(effectiveMake(one.make, one.marks)),
    resolveMake(effectiveMake(other.make, other.marks)),
  ]
  if (maker.status !== 'NAMED' || maker.key !== same.key) return false
  const serials = serialsOf(other)
  return serialsOf(one).some((serial) =>
    serials.some((twin) => ['exact', 'visual'].includes(compareReadings(serial, twin) ?? '')),
  )
}

function serialsOf({ marks }: Pick<Candidate, 'marks'>): readonly Reading[] {
  return marks.flatMap((mark) => {
    const parsed = parseReading(mark.text, { literal: isLiteral(mark.condition) })
    return parsed.ok && !isSecondaryMark(mark) ? [parsed.reading] : []
  })
}
