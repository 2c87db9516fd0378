import { z } from 'zod'
import { operation } from '../../http/operation.ts'
import { printPdfExample, printTextExample } from './print-examples.ts'
import { TraceParams } from './schemas.ts'

const TAGS = ['traces']
const NOT_READY = '404 with code answer-not-ready while a person has still to decide.'
const SEEN = 'Names as in the answer, and a look is recorded in the same way.'

/** A file's bytes, as they are. */
const Bytes = z.unknown().meta({ override: { type: 'string' } })

export const getAnswerPdfOperation = operation({
  schema: {
    operationId: 'getTraceAnswerPdf',
    summary: 'Print the answer to a trace request',
    description:
      'A PDF on A4 in plain words: the weapon with all its marks, how it was identified, the chain as a timeline with its gaps and conflicts, ' +
      'restrictions, and a QR code to the record. The same answer gives the same bytes. Where the answer is superseded, each page says so. ' +
      `${SEEN} ${NOT_READY}`,
    tags: TAGS,
    params: TraceParams,
    querystring: z.strictObject({}),
    response: {
      200: { description: 'The document, with its Content-Digest.', content: { 'application/pdf': { schema: Bytes } } },
    },
  },
  config: { access: { scopes: ['traces:read'] }, example: printPdfExample },
})

export const getAnswerTextOperation = operation({
  schema: {
    operationId: 'getTraceAnswerText',
    summary: 'Read the answer to a trace request as plain text, to be read aloud',
    description:
      'The same words as the PDF, in numbered lines of at most 72 characters for a radio room: serials letter by letter in the alphabet and figures of ICAO, ' +
      `letters that are not Latin by their names. ${SEEN} ${NOT_READY}`,
    tags: TAGS,
    params: TraceParams,
    querystring: z.strictObject({}),
    response: { 200: { description: 'The text, in UTF-8.', content: { 'text/plain': { schema: z.string() } } } },
  },
  config: { access: { scopes: ['traces:read'] }, example: printTextExample },
})
