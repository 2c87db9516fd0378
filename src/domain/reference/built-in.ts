import { AMBIGUOUS_CALIBRES, CALIBRES } from './calibres.ts'
import { DATE_CODES } from './date-codes.ts'
import { DOCUMENT_KINDS } from './document-kinds.ts'
import type { ReferenceLists } from './entries.ts'
import { IMPORTERS } from './importers.ts'
import { MAKERS_WITH_SHAPE, MAKERS_WITHOUT_SHAPE } from './makers.ts'
import { HANDGUNS } from './models-handguns.ts'
import { withFirstYears } from './model-years.ts'
import { LONG_ARMS } from './models-long-arms.ts'
import { SELECTOR_LETTERS } from './selectors.ts'
import { SERIAL_FORMATS } from './serial-formats.ts'
import { FACTORY_SYMBOLS } from './symbols.ts'

/**
 * The version of the open lists in this folder. Facts keep the version under which their names were resolved, so that a later list does not change
 * what was understood then. Raise it with every change of an entry; entries are never deleted.
 */
const REFERENCE_VERSION = '2026.4'

/** The open lists as they are shipped, without an operator's file. */
export const BUILT_IN_LISTS: ReferenceLists = {
  version: REFERENCE_VERSION,
  makers: [...MAKERS_WITH_SHAPE, ...MAKERS_WITHOUT_SHAPE, ...IMPORTERS],
  models: withFirstYears([...LONG_ARMS, ...HANDGUNS]),
  calibres: CALIBRES,
  ambiguousCalibres: AMBIGUOUS_CALIBRES,
  symbols: FACTORY_SYMBOLS,
  documentKinds: DOCUMENT_KINDS,
  dateCodes: DATE_CODES,
  selectorLetters: SELECTOR_LETTERS,
  serialFormats: SERIAL_FORMATS,
}
