import { type BoundText, textSalt } from '../../domain/ledger/bound-text.ts'
import type { ProvableAnswer } from '../../verify/answer.ts'
import { namesIn } from '../../verify/backed-fields.ts'
import type { Disclosure } from './disclose-records.ts'

/** A name with what binds it to its id; null where it was stored before names were bound. */
export interface SecretName extends BoundText {
  readonly body: { readonly name: string }
  readonly id: string
  readonly partyId: string
  readonly agencyId: string
  readonly secret: Buffer | null
}

/** A name as a certificate shows it: with its salt it gives the id that the party's record holds. */
export interface ShownName {
  readonly id: string
  readonly name: string
  /** Base64url of 32 bytes. */
  readonly salt: string
}

/**
 * Of all names that an answer's parties ever had, those that it shows. A name that a party once had and the answer does not show stays out.
 */
export function namesShown<Name extends SecretName>(answer: ProvableAnswer, names: readonly Name[]): Name[] {
  const shown = namesIn(answer)
  return names.filter(({ partyId, body }) => shown.some((one) => one.partyId === partyId && one.name === body.name))
}

/** Names with their salts: those that are bound, to a record that is shown (a party may bear one name by two). Who recorded them is not told. */
export function discloseNames(names: readonly SecretName[], disclosures: readonly Disclosure[]): ShownName[] {
  const shown = disclosures.flatMap(({ fact }) => fact.shown)
  const held = new Set(shown.flatMap(({ pointer, value }) => (pointer === '/nameId' ? [value] : [])))
  return names
    .flatMap(({ id, partyId, agencyId, body, secret }) => {
      if (secret === null || !held.has(id)) return []
      const salt = textSalt(secret, { agencyId, subjectId: partyId }).toString('base64url')
      return [{ id, name: body.name, salt }]
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
