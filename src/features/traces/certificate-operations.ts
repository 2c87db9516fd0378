import { z } from 'zod'
import { operation } from '../../http/operation.ts'
import { WaitHeader } from '../../http/prefer.ts'
import { certificateExample, certificateVersionExample } from './certificate-examples.ts'
import { Certificate } from './certificate-schemas.ts'
import { AnswerVersionParams, TraceParams } from './schemas.ts'

const TAGS = ['traces']
const WaitHeaders = z.object({ prefer: WaitHeader.optional() })

const ABOUT =
  "The answer's exact bytes, signed (JWS, EdDSA; keys at /.well-known/jwks.json), with the records that it stands on, each shown as far as the answer shows it, and " +
  'the proof of each that it stands in the ledger. `marktrace verify` checks it offline. Where a record is under no checkpoint yet, its proof is pending, and the ' +
  'address of this certificate is told, to fetch it again with; Prefer: wait=5 waits for it. A look is recorded as for the answer itself.'

export const getCertificateOperation = operation({
  schema: {
    operationId: 'getTraceCertificate',
    summary: 'Read the answer to a trace request as a signed certificate',
    description: `${ABOUT} 404 with code answer-not-ready while a person has still to decide.`,
    tags: TAGS,
    params: TraceParams,
    querystring: z.strictObject({}),
    headers: WaitHeaders,
    response: { 200: Certificate },
  },
  config: { access: { scopes: ['traces:read'] }, example: certificateExample },
})

export const getCertificateVersionOperation = operation({
  schema: {
    operationId: 'getTraceCertificateVersion',
    summary: 'Read one of the answers to a trace request as a signed certificate',
    description: `${ABOUT} An answer that a later record changed says so, with that record.`,
    tags: TAGS,
    params: AnswerVersionParams,
    querystring: z.strictObject({}),
    headers: WaitHeaders,
    response: { 200: Certificate },
  },
  config: { access: { scopes: ['traces:read'] }, example: certificateVersionExample },
})
