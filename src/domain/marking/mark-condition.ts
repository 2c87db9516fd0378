import type { Finding } from '../findings.ts'
import type { MarkingCondition } from '../vocabulary/markings.ts'
import { SECONDARY_SERIAL_KINDS } from '../vocabulary/markings.ts'
import { compareForm } from './compare-form.ts'
import type { Assessment } from './assessment.ts'
import { includes, isUniqueMark, type Mark } from './marked-weapon.ts'
import { finding, type RuleTable } from './rule.ts'

/** What the condition of a mark says: that somebody tampered with it, or that it contradicts its text. */
export const MARK_CONDITION_RULES = {
  UNIQUE_MARK_TAMPERED: {
    severity: 'WARNING',
    paragraph: 'Firearms Protocol 5; ITI 6(c)',
    detail: 'The unique mark was removed or altered, which is an offence under the Firearms Protocol.',
    hint: 'Add photos, and have a laboratory try to restore it before it is marked anew.',
  },
  MARK_TAMPERED: {
    severity: 'INFO',
    paragraph: 'Firearms Protocol 5',
    detail: 'This mark was removed, altered or struck over.',
    hint: 'Struck-over numbers are also left by lawful refurbishing; record each text that can be read as a mark.',
  },
  CONDITION_CONTRADICTS_TEXT: {
    severity: 'WARNING',
    paragraph: 'ITI 11',
    detail: 'The mark is said to be absent or not to be read, and yet its text is given in full.',
    hint: 'Give the condition in which it was read (RESTORED_FULL, INTACT), or ? and * for what cannot be read.',
  },
  WILDCARD_IN_INTACT_MARK: {
    severity: 'INFO',
    detail: 'The mark is said to be intact, so ? and * are taken for signs that stand on the weapon.',
    hint: 'Where they stand for what cannot be read, give another condition (PARTIALLY_LEGIBLE, WORN …).',
  },
  MARK_REPEATED: {
    severity: 'INFO',
    detail: 'The same mark is recorded at the same place already.',
    hint: 'Record a mark once; where it stands twice on the weapon, tell component and side.',
  },
} as const satisfies RuleTable

const TAMPERED: readonly MarkingCondition[] = ['ALTERED', 'OBLITERATED', 'RESTORATION_FAILED']
const PERHAPS_TAMPERED: readonly MarkingCondition[] = [...TAMPERED, 'OVERSTAMPED', 'RESTORED_FULL', 'RESTORED_PARTIAL']
const NOT_READ: readonly MarkingCondition[] = [
  'ABSENT_NEVER_MARKED',
  'ABSENT_UNKNOWN',
  'OBLITERATED',
  'RESTORATION_FAILED',
]

// What is written where nothing can be: `text` is required, and says so in words.
const SAYS_NOTHING = /^(?:NONE|NO|NOT|ABSENT|UNKNOWN|ILLEGIBLE|UNREADABLE|UNMARKED|BLANK|NA|OBLITERATED|REMOVED)/

function isWhole({ text }: Mark): boolean {
  const form = compareForm(text)
  return form !== '' && !/[?*[\]]/.test(text) && !SAYS_NOTHING.test(form)
}

function isSame(one: Mark, other: Mark): boolean {
  const keys = ['kind', 'component', 'side'] as const
  return keys.every((key) => one[key] === other[key]) && compareForm(one.text) === compareForm(other.text)
}

function assessOne(mark: Mark, at: string): Finding[] {
  const { condition = 'INTACT', text } = mark
  const isSerial = isUniqueMark(mark) || includes(SECONDARY_SERIAL_KINDS, mark.kind)
  const found: Finding[] = []
  if (isUniqueMark(mark) && TAMPERED.includes(condition))
    found.push(finding(MARK_CONDITION_RULES, 'UNIQUE_MARK_TAMPERED', `${at}/condition`))
  else if (PERHAPS_TAMPERED.includes(condition))
    found.push(finding(MARK_CONDITION_RULES, 'MARK_TAMPERED', `${at}/condition`))
  if (NOT_READ.includes(condition) && isWhole(mark))
    found.push(finding(MARK_CONDITION_RULES, 'CONDITION_CONTRADICTS_TEXT', `${at}/condition`))
  if (isSerial && condition === 'INTACT' && /[?*]/.test(text))
    found.push(finding(MARK_CONDITION_RULES, 'WILDCARD_IN_INTACT_MARK', `${at}/text`))
  return found
}

/** What is said of the state of each mark that the body brings, and of marks that are there twice. */
export function assessCondition({ weapon, placed }: Assessment): Finding[] {
  return placed.flatMap(({ mark, at }) => {
    const before = weapon.markings.slice(0, weapon.markings.indexOf(mark))
    const isRepeated = compareForm(mark.text) !== '' && before.some((other) => isSame(other, mark))
    return [
      ...assessOne(mark, at),
      ...(isRepeated ? [finding(MARK_CONDITION_RULES, 'MARK_REPEATED', `${at}/text`)] : []),
    ]
  })
}
