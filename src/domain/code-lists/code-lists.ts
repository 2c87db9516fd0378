import type { ReferenceLists } from '../reference/entries.ts'
import { custodyLists } from './custody-lists.ts'
import type { CodeList } from './entry.ts'
import { referenceCodeLists } from './open-lists.ts'
import { recordLists } from './record-lists.ts'
import { seizureLists } from './seizure-lists.ts'
import { traceLists } from './trace-lists.ts'
import { weaponLists } from './weapon-lists.ts'

/** Every list of the registry, closed and open, made from the constants and data that the domain decides with: there is no second copy. */
export function codeListsOf(reference: ReferenceLists): readonly CodeList[] {
  const closed = [...weaponLists(), ...custodyLists(), ...traceLists(), ...seizureLists(), ...recordLists()]
  return [...closed, ...referenceCodeLists(reference)]
}
