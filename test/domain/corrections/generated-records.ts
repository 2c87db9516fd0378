import fc from 'fast-check'
import type { ErrorDeclaration } from '../../../src/domain/corrections/declaration.ts'
import { refuseDeciding, refuseDeclaring, refuseWithdrawing } from '../../../src/domain/corrections/may-declare.ts'
import type { CustodyRecord, IdentityLink } from '../../../src/domain/custody/record.ts'
import type { CustodyEvent } from '../../../src/domain/custody/types.ts'
import { wildLives } from '../custody/generated-lives.ts'
import { recordedAtOf } from '../custody/vector-files.ts'

/** What somebody does to a record, told by numbers that are taken modulo what there is. */
type Act = readonly [what: 'REPORT' | 'DECLARE' | 'REPLACE' | 'DECIDE' | 'WITHDRAW', which: number, flag: boolean]

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.tuple(
    fc.constantFrom('REPORT' as const, 'DECLARE' as const, 'REPLACE' as const, 'DECIDE' as const, 'WITHDRAW' as const),
    fc.nat(30),
    fc.boolean(),
  ),
  { minLength: 1, maxLength: 25 },
)

interface Growing extends CustodyRecord {
  readonly events: CustodyEvent[]
  readonly declarations: ErrorDeclaration[]
  readonly links: IdentityLink[]
}

/** Carries out one act at its moment, where the rules allow it; what they refuse is left out, as the service would. */
function act(record: Growing, arriving: CustodyEvent[], [what, which, flag]: Act, tick: number): void {
  const recordedAt = recordedAtOf(tick)
  const { events, declarations } = record
  const declared = (subjectKind: ErrorDeclaration['subjectKind'], subjectId: string, replacementId: string | null) => ({
    id: `declaration-${String(tick).padStart(3, '0')}`,
    weaponId: 'weapon',
    subjectKind,
    subjectId,
    replacementId,
    recordedAt,
    needsDecision: flag,
    decision: null,
    decidedAt: null,
  })
  const next = arriving[0]
  if (what === 'REPORT' && next !== undefined) events.push({ ...(arriving.shift() as CustodyEvent), recordedAt })
  const event = events[which % Math.max(1, events.length)]
  if (
    (what === 'DECLARE' || what === 'REPLACE') &&
    event !== undefined &&
    refuseDeclaring(event.id, declarations) === null
  ) {
    const source = what === 'REPLACE' ? arriving.shift() : undefined
    const declaration = declared('CUSTODY_EVENT', event.id, source?.id ?? null)
    declarations.push(declaration)
    if (source !== undefined) events.push({ ...source, recordedAt, declarationId: declaration.id })
  }
  const declaration = declarations[which % Math.max(1, declarations.length)]
  if (declaration === undefined) return
  if (what === 'DECIDE' && refuseDeciding(declaration, declarations) === null) {
    const decided = {
      ...declaration,
      decision: flag ? ('CONFIRM' as const) : ('REJECT' as const),
      decidedAt: recordedAt,
    }
    declarations[declarations.indexOf(declaration)] = decided
  }
  if (what === 'WITHDRAW' && refuseWithdrawing(declaration, declarations) === null)
    declarations.push(declared('ERROR_DECLARATION', declaration.id, null))
}

/** A record that grew by reports, corrections, decisions and withdrawals, the n-th of them in the n-th microsecond. */
export const grownRecords: fc.Arbitrary<CustodyRecord> = fc.tuple(wildLives, acts).map(([life, steps]) => {
  const record: Growing = {
    weaponId: 'weapon',
    events: [],
    declarations: [],
    links: [],
    statements: [],
    partyVersions: [],
  }
  const arriving = [...life]
  const first = arriving.shift()
  if (first !== undefined) record.events.push({ ...first, recordedAt: recordedAtOf(0) })
  steps.forEach((step, index) => act(record, arriving, step, index + 1))
  return record
})

/** The record as it lay in the registry at a moment: nothing of what came later is in it. */
export function asRecordedBy(record: CustodyRecord, moment: string): CustodyRecord {
  return {
    ...record,
    events: record.events.filter(({ recordedAt }) => recordedAt <= moment),
    declarations: record.declarations
      .filter(({ recordedAt }) => recordedAt <= moment)
      .map((declaration) =>
        declaration.decidedAt !== null && declaration.decidedAt > moment
          ? { ...declaration, decision: null, decidedAt: null }
          : declaration,
      ),
  }
}
