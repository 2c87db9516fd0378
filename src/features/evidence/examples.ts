import { digestText, sha256Of } from '../../domain/evidence/content-digest.ts'
import type { Example } from '../../http/examples.ts'
import { DEMO_EVIDENCE_ID, EXAMPLE_IDS } from '../example-ids.ts'
import { evidenceResponse, storedEvidenceResponse } from './example-responses.ts'

/** The smallest PDF: one empty page. All of it is text, so that the document can show it whole. */
export const EMPTY_PAGE_PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`

export const storeEvidenceExample: Example = {
  role: 'officer',
  query: { id: EXAMPLE_IDS.evidence },
  headers: { 'content-digest': digestText(sha256Of(Buffer.from(EMPTY_PAGE_PDF))) },
  mediaType: 'application/pdf',
  body: EMPTY_PAGE_PDF,
  status: 201,
  response: storedEvidenceResponse,
}

export const getEvidenceExample: Example = {
  role: 'registrar',
  params: { id: DEMO_EVIDENCE_ID },
  status: 200,
  response: evidenceResponse,
}

export const getContentExample: Example = { role: 'registrar', params: { id: DEMO_EVIDENCE_ID }, status: 200 }
