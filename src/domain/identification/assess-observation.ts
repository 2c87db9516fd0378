import type { Finding } from '../findings.ts'
import { resolveCalibre } from './calibre.ts'
import { fitsSerialShape, isNotOnlyMaker, resolveMake } from './maker.ts'
import { resolveModel } from './model.ts'
import { effectiveMake, effectiveYear, malformedMarks, type ObservedWeapon, observedMarks } from './observation.ts'
import { searchKeys } from './search-keys.ts'
import { assumeUnsearched, tellUnsearched, type WhatWouldHelp } from './what-would-help.ts'

const MAKE = '#/observation/make'
const MODEL = '#/observation/model'
const CALIBRE = '#/observation/calibre'
const MARKINGS = '#/observation/markings'

/**
 * What is odd about an observation. No detail holds a mark's text. Warnings and hints only: an officer writes down what he sees. `help` is what the search knows of
 * marks that it could not search whole; without one, what is known before anything is looked up.
 */
export function assessObservation(
  observation: ObservedWeapon,
  help: WhatWouldHelp = assumeUnsearched(observation),
): readonly Finding[] {
  return [
    ...assessMake(observation),
    ...assessModel(observation),
    ...assessCalibre(observation),
    ...assessReadings(observation, tellUnsearched(help)),
    ...assessSerials(observation),
  ]
}

function assessMake({ make }: ObservedWeapon): Finding[] {
  const given = resolveMake(make)
  if (given.status !== 'NAMED') return []
  if (given.entry !== undefined && isNotOnlyMaker(given.entry)) {
    const hint = 'Look for the maker’s name or symbol, often on receiver or barrel, and give this name as importer.'
    return [warning('MAKE_IS_IMPORTER', MAKE, 'This name is known as an importer, assembler or proof house.', hint)]
  }
  return given.known ? [] : [info('MAKE_NOT_LISTED', MAKE, 'No list knows this make; it is compared by its text.')]
}

function assessModel(observation: ObservedWeapon): Finding[] {
  const given = resolveModel(observation.model, makerKeyOf(observation))
  if (given.status !== 'NAMED' || given.known) return []
  return [info('MODEL_NOT_LISTED', MODEL, 'No list knows this model; it is compared by its text.')]
}

function assessCalibre(observation: ObservedWeapon): Finding[] {
  const given = resolveCalibre(observation.calibre)
  if (given.status !== 'NAMED') return []
  if (!given.known)
    return [info('CALIBRE_NOT_LISTED', CALIBRE, 'No list knows this calibre; it is compared by its text.')]
  const models = resolveModel(observation.model, makerKeyOf(observation)).entries
  const made = models.flatMap((model) => model.calibres)
  const findings = []
  if (given.entry === undefined) {
    const hint = 'Give the whole designation, such as 9x19 or 9x18; until then a person has to confirm.'
    findings.push(warning('CALIBRE_AMBIGUOUS', CALIBRE, 'Several calibres have this designation.', hint))
  }
  if (made.length > 0 && !given.possible.some((id) => made.includes(id))) {
    const hint = 'Read the calibre off barrel or chamber, and check the model; the weapon may have been re-barrelled.'
    findings.push(warning('CALIBRE_INCONSISTENT_WITH_MODEL', CALIBRE, 'This model is not known in this calibre.', hint))
  }
  return findings
}

function assessReadings(observation: ObservedWeapon, tooWide: readonly Finding[]): Finding[] {
  const marks = observedMarks(observation).filter((mark) => !mark.keepsToken)
  const malformed = malformedMarks(observation).map(({ index, error }) => {
    const hint =
      'Write ? for one unreadable character, * for several, [58] for one of two, and \\ before a sign that is on the weapon.'
    return warning(error.code, textOf(index), error.detail, hint)
  })
  if (marks.length === 0 || marks.some((mark) => !mark.isSecondary)) return [...malformed, ...tooWide]
  const hint = 'Look for the number on frame or receiver, also under grips and stock.'
  const detail =
    'Only marks that may belong to a part are given, or marks that were altered; a person has to confirm any match.'
  return [...malformed, ...tooWide, warning('SECONDARY_MARKS_ONLY', MARKINGS, detail, hint, 'ITI 10')]
}

function assessSerials(observation: ObservedWeapon): Finding[] {
  const maker = resolveMake(effectiveMake(observation.make, observation.markings ?? [])).entry
  const numbers = numbersOfModel(observation.model)
  const year = effectiveYear(observation)?.toString()
  return observedMarks(observation).flatMap(({ index, kind, reading, keepsToken }) => {
    if (keepsToken || !reading.certain) return []
    const { exact } = searchKeys(reading)
    const pointer = textOf(index)
    const findings: Finding[] = []
    if (kind === 'SERIAL_PRIMARY' && fitsSerialShape(maker, reading.body) === false) {
      findings.push(
        warning(
          'SERIAL_IMPOSSIBLE_FOR_MAKER',
          pointer,
          'This maker is not known to number its weapons so.',
          CHECK_NUMBER,
        ),
      )
    }
    if (/\bPAT\b|PATENT/iu.test(reading.raw) || /^\D*[0-9]{1,2}[.,'][0-9]{3}[.,'][0-9]{3}\D*$/.test(reading.raw)) {
      findings.push(
        warning('SERIAL_LOOKS_LIKE_PATENT', pointer, 'This looks like the number of a patent.', CHECK_NUMBER),
      )
    }
    if (numbers.includes(exact)) {
      findings.push(warning('SERIAL_EQUALS_MODEL', pointer, 'This is the number of the model.', CHECK_NUMBER))
    }
    if (exact === year)
      findings.push(warning('SERIAL_EQUALS_YEAR', pointer, 'This is the year of manufacture.', CHECK_NUMBER))
    return findings
  })
}

const CHECK_NUMBER =
  'Check the number and the maker on the weapon itself, and whether another number stands on the frame.'

function numbersOfModel(model: string | undefined): readonly string[] {
  const { status, forms } = resolveModel(model)
  return status === 'NAMED' ? forms.flatMap((form) => [form, ...(form.match(/[0-9]{2,}/g) ?? [])]) : []
}

function makerKeyOf(observation: ObservedWeapon): string {
  return resolveMake(effectiveMake(observation.make, observation.markings ?? [])).key
}

function textOf(index: number): string {
  return `${MARKINGS}/${index}/text`
}

function info(code: string, pointer: string, detail: string): Finding {
  return { code, severity: 'INFO', pointer, detail }
}

function warning(code: string, pointer: string, detail: string, hint: string, paragraph?: string): Finding {
  const finding: Finding = { code, severity: 'WARNING', pointer, detail, hint }
  return paragraph === undefined ? finding : { ...finding, paragraph }
}
