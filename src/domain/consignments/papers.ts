import type { DocumentRef } from '../custody/types.ts'
import type { Authorisation } from './record.ts'

function keyOf({ kind, number }: DocumentRef): string {
  return `${kind} ${number}`
}

/** Documents as they were given, each completed by the registered paper that it names, and the papers that nobody named. */
function complete(given: readonly DocumentRef[], papers: readonly DocumentRef[]): DocumentRef[] {
  // Of papers whose numbers were erased nobody can say which is which.
  const nameless = papers.filter(({ number }) => number === undefined)
  const registered = new Map(papers.filter((paper) => !nameless.includes(paper)).map((paper) => [keyOf(paper), paper]))
  const named = new Set(given.map(keyOf))
  const added = [...registered].filter(([key]) => !named.has(key)).map(([, paper]) => paper)
  return [...given.map((document) => ({ ...document, ...registered.get(keyOf(document)) })), ...added, ...nameless]
}

function toDocument(paper: Authorisation): DocumentRef {
  const { kind, number, issuer, issuedOn, expiresOn, country, verification, nonRetransferClause } = paper
  const terms = { ...(issuer === null ? {} : { issuer }), issuedOn, ...(expiresOn === null ? {} : { expiresOn }) }
  return { kind, number, ...terms, country, ...(nonRetransferClause ? { nonRetransferClause } : {}), verification }
}

/**
 * The documents of a transfer with the papers of its consignment, as they are known now: the State that issued each, its clause, whether it was checked.
 * They stand on the event, so that a chain is decided by its events alone.
 */
export function withPapers(given: readonly DocumentRef[], authorisations: readonly Authorisation[]): DocumentRef[] {
  return complete(given, [...authorisations].sort((a, b) => (a.id < b.id ? -1 : 1)).map(toDocument))
}

/** The documents of a replacement: registered papers stay with the event, so that no correction sheds the clause of a certificate. */
export function keepPapers(given: readonly DocumentRef[], replaced: readonly DocumentRef[]): DocumentRef[] {
  return complete(
    given,
    replaced.filter(({ verification }) => verification !== undefined),
  )
}
