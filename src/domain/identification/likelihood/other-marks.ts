import type { Candidate } from '../candidate.ts'
import { canonicalText } from '../characters.ts'
import type { Reason } from '../compare-descriptors.ts'
import type { ObservedMarking } from '../observation.ts'

// Marks that say something of the one weapon, and that no other comparison has: proof and inspection, import, owners, parts' and lots' numbers, date codes.
const COMPARED: ReadonlySet<string> = new Set([
  'YEAR_CODE',
  'PROOF',
  'REPROOF',
  'INSPECTION',
  'ACCEPTANCE',
  'IMPORT_COUNTRY',
  'IMPORT_YEAR',
  'IMPORTER_NAME',
  'OWNERSHIP_STATE',
  'UNIT_RACK',
  'AGENCY',
  'GOV_STOCK_TRANSFER',
  'ASSEMBLY_NO',
  'LOT_NO',
  'COVERT_SECONDARY',
  'QR_OR_2D_CODE',
])

/** The marks of an observation that are no number of the weapon and can still tell one weapon from another. */
export function comparedMarks(markings: readonly ObservedMarking[] | undefined): readonly ObservedMarking[] {
  return (markings ?? []).filter(({ kind, text }) => COMPARED.has(kind) && plain(text) !== '')
}

/** Each of them against the registered marks of its kind: the same text, or only others. A kind that is not on record says nothing. */
export function compareOtherMarks(
  observed: readonly ObservedMarking[],
  { marks }: Pick<Candidate, 'marks'>,
): readonly Reason[] {
  return observed.map(({ kind, text }) => {
    const own = marks.filter((mark) => mark.kind === kind)
    const isSame = own.some((mark) => plain(mark.text) === plain(text))
    const relation = own.length === 0 ? 'absent' : isSame ? 'agrees' : 'contradicted'
    return { descriptor: 'mark', relation, observed: text, kind }
  })
}

function plain(text: string): string {
  return (canonicalText(text).match(/[\p{L}\p{N}]+/gu) ?? []).join('')
}
