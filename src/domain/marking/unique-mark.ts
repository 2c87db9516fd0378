import type { Finding } from '../findings.ts'
import { compareForm } from './compare-form.ts'
import type { Assessment } from './assessment.ts'
import { includes, isOnFrame, isReadable, isUniqueMark, type Mark } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'

/** The unique mark: that there is one, that it can be read, and where it is (ITI 7, 8(a), 9 and 10). */
export const UNIQUE_MARK_RULES = {
  NO_UNIQUE_MARK: {
    severity: 'WARNING',
    paragraph: 'ITI 8(a), 9',
    detail: 'No mark is a serial of the weapon itself, so it cannot be identified by its marks.',
    hint: 'Record the serial on frame or receiver as SERIAL_PRIMARY, or mark the weapon and record SERIAL_STATE_ASSIGNED.',
  },
  UNIQUE_MARK_NOT_READABLE: {
    severity: 'WARNING',
    paragraph: 'ITI 7, 9',
    detail: 'No unique mark of the weapon can be read any more.',
    hint: 'Have it restored, or mark the weapon and record SERIAL_STATE_ASSIGNED.',
  },
  SERIAL_NOT_ON_ESSENTIAL_COMPONENT: {
    severity: 'WARNING',
    paragraph: 'ITI 10',
    detail: 'The unique mark is not on an essential component whose destruction makes the weapon inoperable.',
    hint: 'Where it is the number of a part, record it as SERIAL_COMPONENT.',
  },
  SERIAL_PLACE_NOT_TOLD: {
    severity: 'INFO',
    paragraph: 'ITI 10; MOSAIC 05.30',
    detail: 'It is not told on which component the unique mark is.',
    hint: 'Give `component`; the mark that counts is the one on frame or receiver.',
  },
  UNIQUE_MARK_NOT_CONSPICUOUS: {
    severity: 'WARNING',
    paragraph: 'ITI 7',
    detail: 'The unique mark is inside the weapon, and marks must be seen without tools.',
    hint: 'Record also the mark on the outside, if there is one.',
  },
  UNIQUE_MARK_NOT_DURABLE: {
    severity: 'WARNING',
    paragraph: 'ITI 7',
    detail: 'Paint and ink do not last, and a unique mark must be durable and recoverable.',
    hint: 'Record also a stamped, engraved or moulded mark, if there is one.',
  },
  SEVERAL_PRIMARY_SERIALS: {
    severity: 'INFO',
    paragraph: 'ITI 10',
    detail: 'The weapon has two primary serials that differ.',
    hint: 'Where one is the number of a part or of a re-numbering, record it as SERIAL_COMPONENT or SERIAL_FORCED_MATCH.',
  },
} as const satisfies RuleTable

const NOT_DURABLE = ['PAINT', 'INK']

function assessPlace(mark: Mark, at: string, others: readonly Mark[]): Finding[] {
  const found: Finding[] = []
  const hasBetter = others.some((other) => isUniqueMark(other) && isReadable(other) && isOnFrame(other))
  if (mark.component === undefined) {
    if (!hasBetter) found.push(finding(UNIQUE_MARK_RULES, 'SERIAL_PLACE_NOT_TOLD', at))
  } else if (!isOnFrame(mark)) {
    found.push(finding(UNIQUE_MARK_RULES, 'SERIAL_NOT_ON_ESSENTIAL_COMPONENT', `${at}/component`))
  }
  if (hasBetter) return found
  if (mark.side === 'INTERNAL') found.push(finding(UNIQUE_MARK_RULES, 'UNIQUE_MARK_NOT_CONSPICUOUS', `${at}/side`))
  if (includes(NOT_DURABLE, mark.method))
    found.push(finding(UNIQUE_MARK_RULES, 'UNIQUE_MARK_NOT_DURABLE', `${at}/method`))
  return found
}

function isPrimary({ kind }: Mark): boolean {
  return kind === 'SERIAL_PRIMARY'
}

/** What is said of the unique marks that the body brings, and of the weapon where it has none: then at `whole`, null where the body is one mark only. */
export function assessUniqueMark({ weapon, placed }: Assessment, whole: string | null): Finding[] {
  const unique = weapon.markings.filter(isUniqueMark)
  if (whole !== null && unique.length === 0) return [finding(UNIQUE_MARK_RULES, 'NO_UNIQUE_MARK', whole)]
  const found: Finding[] = []
  if (whole !== null && !unique.some(isReadable))
    found.push(finding(UNIQUE_MARK_RULES, 'UNIQUE_MARK_NOT_READABLE', whole))
  for (const { mark, at } of placed) {
    if (!isUniqueMark(mark)) continue
    const others = weapon.markings.filter((other) => other !== mark)
    found.push(...assessPlace(mark, at, others))
    const before = weapon.markings.slice(0, weapon.markings.indexOf(mark))
    const differs = before.some((other) => isPrimary(other) && compareForm(other.text) !== compareForm(mark.text))
    if (isPrimary(mark) && isReadable(mark) && differs)
      found.push(finding(UNIQUE_MARK_RULES, 'SEVERAL_PRIMARY_SERIALS', `${at}/text`))
  }
  return found
}
