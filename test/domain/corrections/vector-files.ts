import { readdirSync, readFileSync } from 'node:fs'
import type { Decision, ErrorDeclaration, Statement } from '../../../src/domain/corrections/declaration.ts'
import type { CustodyRecord } from '../../../src/domain/custody/record.ts'
import type { Side, StatementKind } from '../../../src/domain/custody/statements.ts'
import type { CustodyEvent, Link } from '../../../src/domain/custody/types.ts'
import type { PartyStatus } from '../../../src/domain/parties/party.ts'
import type { PartyKind } from '../../../src/domain/vocabulary/parties.ts'
import { toEvents, type WrittenEvent, type WrittenParties } from '../custody/vector-files.ts'

/** Said on one day; where a registrar must decide it, `waits` says so, and `decided` is the day on which he did. */
interface WrittenStatement {
  readonly recorded: string
  readonly waits?: true
  readonly decision?: Decision
  readonly decided?: string
}

interface RecordedEvent extends WrittenEvent {
  readonly name: string
  readonly recorded: string
  /** The record it lies in, where there are several. */
  readonly record?: string
}

/** What was declared wrong, by the names of events; or, under `withdraws`, which declaration or link was taken back. */
type WrittenDeclaration = WrittenStatement & { readonly name?: string } & (
    | { readonly wrong: string; readonly replacedBy?: string }
    | { readonly withdraws: string }
  )

export interface KnownChain {
  readonly known: string
  /** Of which record the chain is told; the first where absent. */
  readonly of?: string
  readonly chain: readonly string[]
  readonly holder: string | null
  readonly lastLicitHolder: string | null
  readonly contenders?: readonly string[]
  readonly findings?: readonly string[]
}

export interface CorrectionVector {
  readonly shows: string
  readonly parties: WrittenParties
  readonly events: readonly RecordedEvent[]
  readonly declared?: readonly WrittenDeclaration[]
  readonly linked?: readonly (WrittenStatement & {
    readonly name: string
    readonly records: readonly [string, string]
  })[]
  readonly said?: readonly {
    readonly recorded: string
    readonly of: string
    readonly side: Side
    readonly statement: StatementKind
  }[]
  readonly became?: readonly {
    readonly recorded: string
    readonly party: string
    readonly kind?: PartyKind
    readonly status?: PartyStatus
    readonly from?: string
  }[]
  readonly expect: readonly KnownChain[]
}

const FOLDER = new URL('../../vectors/corrections/', import.meta.url)
const FIRST_RECORD = 'weapon'

export const correctionVectors = readdirSync(FOLDER)
  .sort()
  .map((name) => ({ name, vector: JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as CorrectionVector }))

const noonOf = (day: string): string => `${day}T12:00:00.000000Z`
/** Whatever is recorded on a day is recorded at its noon; known on a day is what was recorded by its end. */
export const endOf = (day: string): string => `${day}T23:59:59.999999Z`

function toStatement({ recorded, waits, decision, decided }: WrittenStatement): Omit<Statement, 'id'> {
  return {
    recordedAt: noonOf(recorded),
    needsDecision: waits === true,
    decision: decision ?? null,
    decidedAt: decided === undefined ? null : noonOf(decided),
  }
}

function toDeclaration(vector: CorrectionVector, written: WrittenDeclaration, n: number): ErrorDeclaration {
  const id = written.name ?? `declaration-${n}`
  const statement = { ...toStatement(written), id, weaponId: FIRST_RECORD }
  if ('wrong' in written) {
    const replacementId = written.replacedBy ?? null
    return { ...statement, subjectKind: 'CUSTODY_EVENT', subjectId: written.wrong, replacementId }
  }
  const isLink = vector.linked?.some(({ name }) => name === written.withdraws) === true
  const subjectKind = isLink ? 'IDENTITY_LINK' : 'ERROR_DECLARATION'
  return { ...statement, subjectKind, subjectId: written.withdraws, replacementId: null }
}

function toRecordedEvents(
  { events, parties }: CorrectionVector,
  declarations: readonly ErrorDeclaration[],
): CustodyEvent[] {
  return toEvents(events, parties).map((event, n) => {
    const written = events[n] as RecordedEvent
    const own = declarations.find(({ replacementId }) => replacementId === written.name)
    return {
      ...event,
      id: written.name,
      weaponId: written.record ?? FIRST_RECORD,
      recordedAt: noonOf(written.recorded),
      declarationId: own?.id ?? null,
    }
  })
}

/** A case as the registry would hold it; an event's name is its id, and so is a party's and a record's. */
export function toRecord(vector: CorrectionVector, weaponId = FIRST_RECORD): CustodyRecord {
  const declarations = (vector.declared ?? []).map((written, n) => toDeclaration(vector, written, n))
  return {
    weaponId,
    events: toRecordedEvents(vector, declarations),
    declarations,
    links: (vector.linked ?? []).map(({ name, records: [one, other], ...written }) => ({
      ...toStatement(written),
      id: name,
      basis: 'SAME_REGISTRATION' as const,
      weaponId: one,
      otherWeaponId: other,
    })),
    statements: (vector.said ?? []).map(({ recorded, of, side, statement }, n) => ({
      id: `said-${n}`,
      weaponId: FIRST_RECORD,
      eventId: of,
      side,
      statement,
      recordedAt: noonOf(recorded),
    })),
    partyVersions: (vector.became ?? []).map(({ recorded, party, kind, status, from }, n) => ({
      id: `version-${n}`,
      partyId: party,
      kind: kind ?? null,
      country: null,
      nameId: null,
      status: status ?? null,
      successorPartyId: null,
      validFrom: from ?? null,
      recordedAt: noonOf(recorded),
    })),
  }
}

/** The days on which anything was recorded or decided, in order, each once. */
export function daysRecorded({
  events,
  declared = [],
  linked = [],
  said = [],
  became = [],
}: CorrectionVector): string[] {
  const written: readonly { recorded: string; decided?: string }[] = [
    ...events,
    ...declared,
    ...linked,
    ...said,
    ...became,
  ]
  return [...new Set(written.flatMap(({ recorded, decided }) => [recorded, decided ?? recorded]))].toSorted()
}

/** `2024-04-02 RETAIL_SALE dealer > buyer`; what is no event has no day of its own. */
export function tellLink({ type, kind, occurred, from, to }: Link): string {
  const sides = `${from?.id ?? 'nobody'} > ${to?.id ?? 'nobody'}`
  return type === 'EVENT' ? `${occurred.value} ${kind} ${sides}` : `${type} ${kind} ${sides}`
}
