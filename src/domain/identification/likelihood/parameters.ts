/** Where a value comes from: `FITTED` to generated errors by `test/calibration/fit.ts`, or `ASSUMED`, with the reason beside it. */
type Origin = 'FITTED' | 'ASSUMED'
type Parameter = readonly [value: number, origin: Origin, reason: string]

/**
 * What the score rests on, all in one place, as of 2026-11-26. Probabilities unless the reason says otherwise. After a change the calibration in the folder's README is
 * printed anew.
 */
export const PARAMETERS = {
  // One character, read on steel with an intact mark.
  confusedEasily: [0.04, 'FITTED', 'O/0, Q/0, I/1, L/1, S/5, Z/2, B/8, G/6 (domain reference 10.1, row 1)'],
  confusedSeldom: [0.012, 'FITTED', 'D/0, U/V, 4/A, 7/1 (domain reference 10.1, row 1)'],
  confusedByShape: [0.001, 'FITTED', 'figures and letters that differ by one worn stroke, such as 3/8'],
  misreadArabic: [0.02, 'ASSUMED', 'Arabic-Indic 5 as 0, 6 as 7, 7 as V, 8 as Λ (row 15); seldom, but only there'],
  writtenAlike: [0.45, 'ASSUMED', 'the look-alike of another alphabet: whoever types chooses either keyboard'],
  substituted: [0.01, 'FITTED', 'any other character; shared among all of them'],
  misread: [0.03, 'ASSUMED', 'all of these together: what is taken off for a character that was read right'],
  oneOfHolds: [0.95, 'ASSUMED', 'the true character is among the ones given in brackets'],
  // The whole text, copied from paper (row 19).
  written: [0.1, 'FITTED', 'Cyrillic written by its sound (row 14)'],
  transposed: [0.004, 'FITTED', 'two neighbours exchanged'],
  doubled: [0.01, 'FITTED', 'one character written twice'],
  inserted: [0.01, 'FITTED', 'one character too many, whatever it is'],
  omitted: [0.008, 'FITTED', 'one character left out'],
  betweenDropped: [0.1, 'FITTED', 'one letter between digits left out (row 2)'],
  zeroLost: [0.15, 'FITTED', 'one leading zero left out (row 4); each further one costs less'],
  zeroLostToo: [0.8, 'ASSUMED', 'each further leading zero, once one is left out'],
  zeroAdded: [0.02, 'FITTED', 'one leading zero too many'],
  prefixLost: [0.03, 'FITTED', 'the letters before the number (row 3)'],
  suffixLost: [0.03, 'FITTED', 'the letters after it (row 3)'],
  affixAdded: [0.01, 'FITTED', 'letters before or after it that are not on record'],
  endLost: [0.002, 'ASSUMED', 'any beginning or end; halved with each character'],
  runCovers: [0.9, 'ASSUMED', 'an unreadable run covers one character more'],
  // Marks beside the number.
  otherNumber: [0.01, 'FITTED', 'the number of the frame is not on record: re-numbered, or no serial at all (row 6)'],
  partUnrecorded: [0.4, 'FITTED', 'a part bears a number that is not on record'],
  partExchanged: [0.06, 'FITTED', 'a part bears another number than the one on record (row 12)'],
  partAsFrame: [0.4, 'FITTED', 'a part bears the number of the frame'],
  frameOffPart: [0.03, 'FITTED', 'the number of a part was given as the frame’s (row 11)'],
  // All other weapons.
  population: [1e7, 'ASSUMED', 'weapons that may bear any number, registered or not (not a probability)'],
  ofOneShape: [0.1, 'ASSUMED', 'share of them whose numbers have the shape of the one read'],
  unregistered: [0.11, 'FITTED', 'share of weapons of a series that no record here holds'],
  seriesSmoothing: [0.5, 'FITTED', 'numbers of unknown state added to each series of ten (a count)'],
  neighbour: [
    0.00031,
    'FITTED',
    'a number one error from a registered one is another weapon’s, in a series of which nothing is on record',
  ],
  neighbourOfNoShape: [0.00018, 'FITTED', 'the same where the maker is not known to number its weapons so'],
  misreadInto: [0.011, 'FITTED', 'misreadings of all neighbours that give this number, together'],
  twin: [0.003, 'ASSUMED', 'another weapon of the same maker bears the same number and is in no record (row 13)'],
  incomplete: [1, 'ASSUMED', 'where the look-up was cut, as much again was not seen (a ratio)'],
} as const satisfies Record<string, Parameter>

export type ParameterName = keyof typeof PARAMETERS

/** How much more errors there are under a condition of the observed mark: a factor on each probability of one character. */
export const WEAR: Readonly<Record<string, readonly [factor: number, reason: string]>> = {
  INTACT: [1, 'the base of the other factors'],
  WORN: [2, 'assumed'],
  CORRODED: [2.5, 'assumed'],
  PARTIALLY_LEGIBLE: [3, 'assumed'],
  RESTORED_FULL: [3, 'assumed: restored characters are less sure than struck ones (row 18)'],
  RESTORED_PARTIAL: [5, 'assumed: less again where the restoring failed in places'],
  OVERSTAMPED: [5, 'assumed: characters of two marks lie on each other (row 17)'],
  ALTERED: [6, 'assumed: strokes were added'],
  OBLITERATED: [8, 'assumed: what is read is mostly guessed'],
}

/** A further factor by how sure the reader says he is; one where he says nothing, since the condition speaks for itself. */
export const DOUBT: Readonly<Record<string, readonly [factor: number, reason: string]>> = {
  HIGH: [0.7, 'assumed: looked at more closely than most'],
  MEDIUM: [1.5, 'assumed'],
  LOW: [3, 'assumed: more than one reading is possible (row 18)'],
}

/**
 * How much likelier each relation is for the weapon itself than for any other weapon: 1 says nothing. `contradicted` is never 0, since each descriptor is
 * given wrong at times (rows 7, 9, 10, 20).
 */
export const DESCRIPTOR_RATIOS = {
  make: { agrees: 8.9, alias: 8, importerGiven: 0.7, absent: 1, contradicted: 0.05 },
  makerMarks: { agrees: 6, absent: 1, contradicted: 0.08 },
  model: { agrees: 9, alias: 8, family: 2, absent: 1, contradicted: 0.1 },
  calibre: { compatible: 2.5, unknown: 1, contradicted: 0.1 },
  yearOfManufacture: { agrees: 3.7, absent: 1, contradicted: 0.15 },
  type: { agrees: 2, absent: 1, contradicted: 0.1 },
  countryOfManufacture: { agrees: 3, absent: 1, contradicted: 0.1 },
  /** Marks that are no number: the same kind with the same text, or only with others. */
  otherMarks: { agrees: 9, absent: 1, contradicted: 0.6 },
} as const satisfies Record<string, Record<string, number>>

export type DescriptorRatios = { readonly [D in keyof typeof DESCRIPTOR_RATIOS]: Readonly<Record<string, number>> }
