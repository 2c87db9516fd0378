import type { Scope } from './vocabulary/scopes.ts'

/** What a checked token says: who (`sub`, a person or a client), for which agency (a UUID in lower case), and what it may do. */
export interface VerifiedToken {
  readonly subject: string
  readonly agencyId: string
  readonly scopes: ReadonlySet<Scope>
  /** When the token ends, in milliseconds since the epoch, without any clock tolerance. */
  readonly expiresAtMs: number
}

/** A client of the API. `mandateCountries` are ISO 3166 alpha-2 codes of the States it may act for. */
export interface Agency {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly mandateCountries: readonly string[]
}

/** Who is calling, once the token is checked and its agency is known and active. */
export interface Requester {
  readonly subject: string
  readonly agencyId: string
  readonly agency: Agency
  readonly scopes: ReadonlySet<Scope>
}
