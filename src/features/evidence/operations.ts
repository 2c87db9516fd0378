import { operation } from '../../http/operation.ts'
import { ProblemSchema } from '../../http/problem-responses.ts'
import { DryRunResult } from '../wire.ts'
import { getContentExample, getEvidenceExample, storeEvidenceExample } from './examples.ts'
import { EvidenceFile, EvidenceParams, FILE_CONTENT, StoredEvidence, UploadHeaders, UploadQuery } from './schemas.ts'

const TAGS = ['evidence']

export const storeEvidenceOperation = operation({
  schema: {
    operationId: 'storeEvidence',
    summary: 'Store a photo or a paper',
    description:
      'The body is the file itself. Its type is read off its content, and a type that Content-Type declares must agree (application/octet-stream leaves it open). A name of the file is not kept. Events, marks and observations name the file by its id, in evidenceIds.',
    tags: TAGS,
    headers: UploadHeaders,
    querystring: UploadQuery,
    body: { content: FILE_CONTENT },
    response: { 200: DryRunResult, 201: StoredEvidence },
  },
  config: { access: { scopes: ['evidence:write'] }, example: storeEvidenceExample },
})

export const getEvidenceOperation = operation({
  schema: {
    operationId: 'getEvidence',
    summary: 'Read what an evidence file is, and what names it',
    description: "A look at another agency's file is recorded.",
    tags: TAGS,
    params: EvidenceParams,
    response: { 200: EvidenceFile },
  },
  config: { access: { scopes: ['evidence:read'] }, example: getEvidenceExample },
})

export const getEvidenceContentOperation = operation({
  schema: {
    operationId: 'getEvidenceContent',
    summary: 'Download an evidence file',
    description:
      "Always as an attachment, never to be shown in place, with its Content-Digest. A look at another agency's file is recorded.",
    tags: TAGS,
    params: EvidenceParams,
    response: {
      200: { description: 'The bytes as they were stored.', content: FILE_CONTENT },
      410: {
        description: 'The content was lawfully erased; the record stays.',
        content: { 'application/problem+json': { schema: ProblemSchema } },
      },
    },
  },
  config: { access: { scopes: ['evidence:read'] }, example: getContentExample },
})
