import { COUNTRY_NAMES } from '../reference/country-names.ts'
import { FORMER_STATES } from '../reference/countries.ts'
import type { ReferenceLists } from '../reference/entries.ts'
import { closedList, type CodeEntry, type CodeList, type Mapping } from './entry.ts'
import { dateCodeEntries, selectorEntries, serialFormatEntries } from './mark-lists.ts'
import { base } from './open-entry.ts'

function makerEntries({ makers }: ReferenceLists): CodeEntry[] {
  return makers.map(({ id, name, aliases, country, roles, serialPattern, restartsYearly, ...rest }) => ({
    ...base(id, name, rest),
    aliases,
    country,
    roles,
    ...(serialPattern === undefined ? {} : { serialPattern }),
    ...(restartsYearly === undefined ? {} : { restartsYearly }),
  }))
}

function modelEntries({ models }: ReferenceLists): CodeEntry[] {
  return models.map(({ id, name, aliases, makers, calibres, family, isGeneric, variantOf, since, ...rest }) => ({
    ...base(id, name, rest),
    aliases,
    makers,
    calibres,
    ...(family === undefined ? {} : { family }),
    ...(isGeneric === undefined ? {} : { isGeneric }),
    ...(variantOf === undefined ? {} : { parent: variantOf }),
    ...(since === undefined ? {} : { since }),
  }))
}

const AMBIGUOUS = 'Several cartridges have this designation: by itself it never confirms an identification.'

function calibreEntries({ calibres, ambiguousCalibres }: ReferenceLists): CodeEntry[] {
  const cartridges = calibres.map(({ id, aliases, notSameAs, ...rest }) => ({
    ...base(id, id, rest),
    aliases,
    ...(notSameAs === undefined ? {} : { notSameAs }),
  }))
  const ambiguous = ambiguousCalibres.map(({ text, possible }) => ({
    ...base(text, text, {}),
    description: AMBIGUOUS,
    possible,
  }))
  return [...cartridges, ...ambiguous]
}

/** One entry for each code: some symbols are told in more than one way. */
function symbolEntries({ symbols }: ReferenceLists): CodeEntry[] {
  const firsts = symbols.filter(({ code }, n) => symbols.findIndex((other) => other.code === code) === n)
  return firsts.map((symbol) => ({
    ...base(symbol.code, symbol.name, symbol),
    makers: symbol.makers,
    looks: symbols.filter(({ code }) => code === symbol.code).map(({ words }) => words.join(' ')),
    ...(symbol.countries === undefined ? {} : { countries: symbol.countries }),
    ...(symbol.toDecide === undefined ? {} : { toDecide: symbol.toDecide }),
  }))
}

function documentEntries({ documentKinds }: ReferenceLists): CodeEntry[] {
  return documentKinds.map(({ code, name, issuer, keyFields, aliases, ...rest }) => ({
    ...base(code, name, rest),
    keyFields,
    ...(issuer === undefined ? {} : { issuer }),
    ...(aliases === undefined ? {} : { aliases }),
  }))
}

const ISO_3166 = { source: 'ISO 3166-3', certainty: 'HIGH' } as const

function countryEntries(): CodeEntry[] {
  const today = Array.from(COUNTRY_NAMES, ([code, name]) => ({
    ...base(code, name, {}),
    contacts: [code],
    formerState: false,
  }))
  const former = FORMER_STATES.flatMap(({ codes, name, contacts }) =>
    codes.map((code) => ({
      ...base(code, name, ISO_3166),
      mappings: codes.filter((other) => other !== code).map(toScheme),
      contacts,
      formerState: true,
    })),
  )
  return [...today, ...former]
}

function toScheme(code: string): Mapping {
  return { scheme: code.length === 2 ? 'ISO_3166_1' : 'ISO_3166_3', code }
}

/** By code, so that a page is the same whatever order entries were added in. */
function sorted(entries: readonly CodeEntry[]): readonly CodeEntry[] {
  return entries.toSorted((one, other) => (one.code < other.code ? -1 : 1))
}

/** The lists that are data, and the countries, with those that are no more. */
export function referenceCodeLists(lists: ReferenceLists): readonly CodeList[] {
  const open = (id: string, title: string, entries: readonly CodeEntry[]): CodeList => ({
    id,
    title,
    closed: false,
    version: lists.version,
    entries: sorted(entries),
  })
  return [
    open('makers', 'Makers, importers and proof houses', makerEntries(lists)),
    open('models', 'Models', modelEntries(lists)),
    open('calibres', 'Calibres', calibreEntries(lists)),
    open('factory-symbols', 'Factory symbols', symbolEntries(lists)),
    open('serial-formats', 'Ways of numbering', serialFormatEntries(lists)),
    open('date-codes', 'Codes of years, and the tables they stand in', dateCodeEntries(lists)),
    open('selector-letters', 'Letters at the fire selector', selectorEntries(lists)),
    open('document-kinds', 'Kinds of documents', documentEntries(lists)),
    closedList('countries', 'Countries, and former States that marked weapons', sorted(countryEntries())),
  ]
}
