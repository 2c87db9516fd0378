import { canonicalJson, type JsonValue } from '../domain/ledger/canonical-json.ts'
import { commitTo, ledgerEntry } from '../domain/ledger/commitment.ts'
import { commitmentOfDisclosed, parseDisclosedFact } from '../domain/ledger/disclosed-fact.ts'
import { mayBeErased } from '../domain/retention/erased-fields.ts'
import type { Problems } from './problem.ts'

/** A fact as it is stored. Where it was erased, `canonical` and `secret` are null and `remaining` is what is kept of it. */
export interface StoredFact {
  readonly id: string
  readonly kind: string
  readonly agencyId: string
  /** ISO 8601 UTC with microseconds, as in the fact itself. */
  readonly recordedAt: string
  readonly canonical: string | null
  readonly secret: Buffer | null
  readonly remaining: unknown
}

interface Commitment {
  readonly commitment: Buffer
  /** What the bytes say of the columns beside them. */
  readonly says: Readonly<Record<string, unknown>>
  /** Pointers to what is gone. */
  readonly gone: readonly string[]
}

/** How many fields a report names: a fact may have thousands. */
const LISTED = 20

const COLUMNS = { factId: 'id', factKind: 'kind', agencyId: 'agencyId', recordedAt: 'recordedAt' } as const

/** A value that is not of this form is committed to as if it were; so the form itself is compared. */
function commitmentOfBytes(canonical: string, secret: Buffer): Commitment | string {
  const whole = JSON.parse(canonical) as JsonValue
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return 'The bytes are no JSON object.'
  if (canonicalJson(whole) !== canonical) return 'The bytes are not in their canonical form.'
  return { commitment: commitTo(secret, whole), says: whole as Commitment['says'], gone: [] }
}

function commitmentOfRest(remaining: unknown): Commitment {
  const rest = parseDisclosedFact(remaining)
  const says = Object.fromEntries(rest.shown.map(({ pointer, value }) => [pointer.slice(1), value]))
  return { commitment: commitmentOfDisclosed(rest), says, gone: rest.hidden.map(({ pointer }) => pointer) }
}

function commitmentOf({ canonical, secret, remaining }: StoredFact): Commitment | string {
  try {
    if (canonical !== null && secret !== null) return commitmentOfBytes(canonical, secret)
    return commitmentOfRest(remaining)
  } catch (error) {
    // JSON.parse tells of the text that it cannot read, which may be of a record.
    return error instanceof SyntaxError ? 'The bytes are no JSON.' : (error as Error).message
  }
}

/**
 * The ledger entry that this fact must have, made from its bytes and secret, or from what was kept when it was erased; undefined where it can have none.
 * Whatever is wrong with the fact in itself is added to `problems`.
 */
export function entryOfFact(fact: StoredFact, problems: Problems): string | undefined {
  const place = `fact ${fact.id}`
  if ((fact.canonical === null || fact.secret === null) && fact.remaining === null) {
    problems.add('FACT_EMPTIED_WITHOUT_RECORD', place, `Its bytes are gone (${fact.kind}), and no erasure is recorded.`)
    return undefined
  }
  if ((fact.canonical !== null || fact.secret !== null) && fact.remaining !== null) {
    problems.add('FACT_CHANGED', place, 'It is recorded as erased, and its bytes are there.')
  }
  const made = commitmentOf(fact)
  if (typeof made === 'string') {
    problems.add('FACT_CHANGED', place, made)
    return undefined
  }
  for (const [field, column] of Object.entries(COLUMNS)) {
    if (made.says[field] === fact[column]) continue
    problems.add('FACT_CHANGED', place, `Its column ${column} is not what its bytes say (${field}).`)
  }
  const taken = made.gone.filter((pointer) => !mayBeErased(fact.kind, pointer))
  if (taken.length > 0) {
    const detail = `No erasure may take this of it (${fact.kind}): ${taken.slice(0, LISTED).join(', ')}${taken.length > LISTED ? ' …' : ''}.`
    problems.add('ERASED_TOO_MUCH', place, detail)
  }
  return ledgerEntry(made.commitment)
}
