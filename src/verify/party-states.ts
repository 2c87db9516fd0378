import type { JsonValue } from '../domain/ledger/canonical-json.ts'
import { type Fields, groupedBy } from './shown-records.ts'

/** What one record says of a party. Null says nothing of that field, and leaves it as it was; undefined is not shown. */
export interface PartyStatement {
  readonly factId: string
  readonly partyId: JsonValue | undefined
  /** The first day on which it is so; empty for what is so from the start. */
  readonly validFrom: string
  /** Empty for the registration, which everything else follows. */
  readonly recordedAt: string
  readonly kind: JsonValue | undefined
  readonly country: JsonValue | undefined
}

/** A party's kind and State on some day, each with the record that says it. */
export interface PartyState<Statement extends PartyStatement = PartyStatement> {
  readonly kind: Statement
  readonly country: Statement
}

/** As what a party was registered. */
export function registrationIn(factId: string, fields: Fields): PartyStatement {
  const [kind, country] = [fields.get('/partyKind'), fields.get('/country')]
  return { factId, partyId: factId, validFrom: '', recordedAt: '', kind, country }
}

/** What a version says; undefined where it does not show when it was so and since when that is known. */
export function versionIn(factId: string, fields: Fields): PartyStatement | undefined {
  const [validFrom, recordedAt] = [fields.get('/validFrom'), fields.get('/recordedAt')]
  const isDated = (typeof validFrom === 'string' || validFrom === null) && typeof recordedAt === 'string'
  if (!isDated) return undefined
  const [kind, country] = [fields.get('/partyKind'), fields.get('/country')]
  return { factId, partyId: fields.get('/partyId'), validFrom: validFrom ?? '', recordedAt, kind, country }
}

const order = ({ validFrom, recordedAt, factId }: PartyStatement): string => `${validFrom} ${recordedAt} ${factId}`

/**
 * What a party was, from one day with a change to the next (`domain/parties/party.ts` says it of a day; a test holds the two together): each field by the statement
 * that begins last, and of those that begin together by the one recorded last. A field that a statement does not show may be anything from then on.
 */
export function partyStates<Statement extends PartyStatement>(said: readonly Statement[]): PartyState<Statement>[] {
  const ordered = said.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
  let [kind, country]: (Statement | undefined)[] = []
  return [...groupedBy(ordered, ({ validFrom }) => validFrom).values()].flatMap((sameDay) => {
    for (const statement of sameDay) {
      if (statement.kind !== null) kind = statement
      if (statement.country !== null) country = statement
    }
    return kind === undefined || country === undefined ? [] : [{ kind, country }]
  })
}
