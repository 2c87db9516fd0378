import type { Finding } from '../domain/findings.ts'
import type { Requester } from '../domain/requester.ts'
import { flagsOf, type Recovery, type TraceFlag } from '../domain/traces/flags.ts'
import { type OtherRequest, relateRequests } from '../domain/traces/related-requests.ts'
import type { Tx } from '../store/db.ts'
import type { Identified } from '../features/identify-weapon.ts'
import { type LoadedWeapon, loadWeapons } from './load-weapons.ts'
import { findOffices, showFlag, type ShownFlag } from './offices.ts'
import { findRequestsOf } from './requests-of.ts'

/** One search that was made, and where and when the weapon was recovered. */
export interface ToFlag {
  readonly found: Identified
  readonly recovery: Recovery
}

/** What must be known of the weapon that a search points at. Nothing in it names a holder. */
export interface Flagged {
  /** The weapon that T1 to T4 points at, or null. */
  readonly weaponId: string | null
  readonly loaded: LoadedWeapon | undefined
  readonly flags: readonly ShownFlag[]
  readonly findings: readonly Finding[]
  /** T1 and no blocking flag: released without a person (design 3.5). */
  readonly isReleasable: boolean
}

const REPORTED: readonly string[] = ['STOLEN', 'LOST', 'DIVERTED', 'DESTROYED', 'DEACTIVATED']

const POSSIBLE: Finding = {
  code: 'POSSIBLE_MATCH_REPORTED',
  severity: 'INFO',
  pointer: '#/observation',
  detail: 'A weapon that this may be is reported stolen, lost, diverted, destroyed or deactivated.',
  hint: 'Compare the marks themselves before acting; a person decides whether it is this one.',
}

function asSought(reporterAgencyId: string): TraceFlag {
  return { code: 'SOUGHT_BY_ANOTHER_AGENCY', blocking: false, reporterAgencyId }
}

interface Rough {
  readonly weaponId: string | null
  readonly loaded: LoadedWeapon | undefined
  readonly flags: readonly TraceFlag[]
  readonly findings: readonly Finding[]
  readonly isIdentified: boolean
}

function roughly(
  { found, recovery }: ToFlag,
  weapons: ReadonlyMap<string, LoadedWeapon>,
  others: readonly OtherRequest[],
  agencyId: string,
): Rough {
  const { weaponId, releasable: isIdentified } = found.identification
  const loaded = weaponId === null ? undefined : weapons.get(weaponId)
  if (loaded === undefined) return { weaponId, loaded, flags: [], findings: [], isIdentified: false }
  if (!isIdentified) {
    const findings = REPORTED.includes(loaded.custody.status) ? [POSSIBLE] : []
    return { weaponId, loaded, flags: [], findings, isIdentified }
  }
  const own = flagsOf(loaded.custody, loaded.events, recovery, found.duplicateSerial)
  const { soughtBy } = relateRequests({ agencyId, weaponId, seizureItemId: null }, others)
  return { weaponId, loaded, flags: [...own, ...soughtBy.map(asSought)], findings: [], isIdentified }
}

/** The weapons that some searches point at. */
export function pointedAt(items: readonly Pick<ToFlag, 'found'>[]): string[] {
  return [...new Set(items.flatMap(({ found }) => found.identification.weaponId ?? []))]
}

/**
 * Judges every weapon that some searches point at, in three statements whatever their number, two of them in one breath. `requests` are those about these weapons, and maybe
 * others, where the caller has asked for them.
 */
export async function flagIdentified(
  tx: Tx,
  { agencyId }: Pick<Requester, 'agencyId'>,
  items: readonly ToFlag[],
  now: string | Promise<string>,
  requests?: Promise<OtherRequest[]>,
): Promise<Flagged[]> {
  const pointed = pointedAt(items)
  const [weapons, others] = await Promise.all([
    loadWeapons(tx, pointed, now),
    requests ?? findRequestsOf(tx, { weaponIds: pointed }),
  ])
  const rough = items.map((item) => roughly(item, weapons, others, agencyId))
  const reporters = rough.flatMap(({ flags }) => flags.flatMap((flag) => flag.reporterAgencyId ?? []))
  const offices = await findOffices(tx, reporters)
  return rough.map(({ flags, isIdentified, ...known }) => ({
    ...known,
    flags: flags.map((flag) => showFlag(flag, offices)),
    isReleasable: isIdentified && !flags.some(({ blocking }) => blocking),
  }))
}
