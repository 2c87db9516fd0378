import type { Tx } from '../../store/db.ts'
import { findEvidenceOf } from '../../store/evidence-uses.ts'
import type { Custody } from '../chain-schemas.ts'

/** Adds to chains the files that their events name, as far as the asker may know of them; looked up at once for all of these links. */
export async function withEvidence(
  tx: Tx,
  links: readonly { readonly eventId?: string | undefined }[],
): Promise<(custody: Custody) => Custody> {
  const evidence = await findEvidenceOf(tx, [...new Set(links.flatMap(({ eventId }) => eventId ?? []))])
  if (evidence.size === 0) return (custody) => custody
  return (custody) => ({
    ...custody,
    chain: custody.chain.map((link) => {
      const evidenceIds = link.eventId === undefined ? undefined : evidence.get(link.eventId)
      return evidenceIds === undefined ? link : { ...link, evidenceIds }
    }),
  })
}
