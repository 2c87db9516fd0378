import { keepEvidence } from '../features/evidence/keep-evidence.ts'
import { EMPTY_PAGE_PDF } from '../features/evidence/examples.ts'
import { receiveFile } from '../features/evidence/receive-file.ts'
import { digestText, sha256Of } from '../domain/evidence/content-digest.ts'
import { DEMO_CORRECTION_IDS, DEMO_EVIDENCE_ID } from '../features/example-ids.ts'
import type { VerbWrite } from '../features/storing.ts'
import { addMarking } from '../features/weapons/add-marking.ts'

/** The certificate of a proof, an empty page here, and the mark that names it. */
export async function recordEvidence(write: VerbWrite): Promise<void> {
  const bytes = Buffer.from(EMPTY_PAGE_PDF)
  const file = receiveFile(bytes, { 'content-digest': digestText(sha256Of(bytes)), 'content-type': 'application/pdf' })
  await keepEvidence(write, file, DEMO_EVIDENCE_ID)
  await addMarking(write, DEMO_CORRECTION_IDS.markedWeapon, {
    kind: 'PROOF',
    text: 'PSF',
    component: 'BARREL',
    evidenceIds: [DEMO_EVIDENCE_ID],
  })
}
