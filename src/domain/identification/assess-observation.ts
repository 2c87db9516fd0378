import type { Finding } from '../findings.ts'
import type { Maker } from '../reference/entries.ts'
import { resolveCalibre } from './calibre.ts'
import { assessOrigin } from './assess-origin.ts'
import { assessSerials } from './assess-serials.ts'
import { assessYears } from './assess-years.ts'
import { isNotOnlyMaker, resolveMake } from './maker.ts'
import { resolveModel } from './model.ts'
import { CALIBRE, info, MAKE, MARKINGS, MODEL, restsOn, textOf, warning } from './observation-notes.ts'
import {
  effectiveMake,
  malformedMarks,
  type ObservedMarking,
  type ObservedWeapon,
  observedMarks,
} from './observation.ts'
import { assumeUnsearched, tellUnsearched, type WhatWouldHelp } from './what-would-help.ts'

const SPELLING = 'Check how it is written on the weapon, and search the code lists for other names of it.'

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
    ...assessYears(observation),
    ...assessOrigin(observation),
  ]
}

function assessMake({ make, markings = [] }: ObservedWeapon): Finding[] {
  return [...assessGivenMake(make), ...markings.flatMap(assessNameMark)]
}

/** A name that stands on the weapon and is nobody's who makes weapons. */
function assessNameMark({ kind, text }: ObservedMarking, index: number): Finding[] {
  const { entry } = resolveMake(kind === 'MANUFACTURER_NAME' ? text : undefined)
  if (entry === undefined || entry.roles.includes('MANUFACTURER')) return []
  return [{ ...givenAsMaker(entry), code: 'MAKER_MARK_IS_IMPORTER', pointer: textOf(index) }]
}

function assessGivenMake(make: string | undefined): Finding[] {
  const given = resolveMake(make)
  if (given.status !== 'NAMED') return []
  if (given.entry !== undefined && isNotOnlyMaker(given.entry)) {
    return [givenAsMaker(given.entry)]
  }
  return given.known
    ? []
    : [info('MAKE_NOT_LISTED', MAKE, 'No list knows this make; it is compared by its text.', SPELLING)]
}

function givenAsMaker(entry: Maker): Finding {
  const { roles } = entry
  if (roles.includes('PROOF_HOUSE')) {
    const detail = `This name is known as that of a proof house. ${restsOn({ list: 'makers', code: entry.id, certainty: entry.certainty })}`
    const hint =
      'A proof mark tells neither maker nor origin: look for the maker’s name or symbol, and give this as a mark of the kind PROOF.'
    return warning('MAKE_IS_IMPORTER', MAKE, detail, hint)
  }
  const whose = roles.includes('ASSEMBLER') ? 'an assembler or importer' : 'an importer'
  const role = roles.includes('MANUFACTURER') ? `${whose} that makes weapons too` : whose
  const detail = `This name is known as that of ${role}. ${restsOn({ list: 'makers', code: entry.id, certainty: entry.certainty })}`
  const hint = 'Look for the maker’s name or symbol, often on receiver or barrel, and give this name as importer.'
  return warning('MAKE_IS_IMPORTER', MAKE, detail, hint)
}

function assessModel(observation: ObservedWeapon): Finding[] {
  const given = resolveModel(observation.model, makerKeyOf(observation))
  if (given.status !== 'NAMED' || given.known) return []
  return [info('MODEL_NOT_LISTED', MODEL, 'No list knows this model; it is compared by its text.', SPELLING)]
}

function assessCalibre(observation: ObservedWeapon): Finding[] {
  const given = resolveCalibre(observation.calibre)
  if (given.status !== 'NAMED') return []
  if (!given.known)
    return [info('CALIBRE_NOT_LISTED', CALIBRE, 'No list knows this calibre; it is compared by its text.', SPELLING)]
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

function makerKeyOf(observation: ObservedWeapon): string {
  return resolveMake(effectiveMake(observation.make, observation.markings ?? [])).key
}
