import { z } from 'zod'
import { operation } from '../../http/operation.ts'
import { ProblemSchema } from '../../http/problem-responses.ts'
import { addCheckpointExample, witnessedExample, witnessKeyExample } from './examples.ts'

const TAGS = ['witness']
const NoQuery = z.strictObject({})
const text = (description: string) => ({ description, content: { 'text/plain': { schema: z.string() } } })
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemSchema } },
})

export const addCheckpointOperation = operation({
  schema: {
    operationId: 'addWitnessedCheckpoint',
    summary: 'Have a checkpoint of another log witnessed',
    description:
      'C2SP tlog-witness: "old" and the size that was witnessed last, a consistency proof, an empty line, the checkpoint. Cosigned where a log that is witnessed here ' +
      'has signed it and it continues what was cosigned before; two checkpoints that contradict each other never are. 409 tells the size to start from, as text/x.tlog.size.',
    tags: TAGS,
    querystring: NoQuery,
    response: {
      200: text('The line of this witness, to be written below the checkpoint.'),
      404: problem('The log is not witnessed here.'),
      409: { description: 'Another size was witnessed last.', content: { 'text/x.tlog.size': { schema: z.string() } } },
    },
  },
  config: { access: { public: true }, example: addCheckpointExample },
})

export const getWitnessedOperation = operation({
  schema: {
    operationId: 'getWitnessedCheckpoint',
    summary: 'Read what this registry witnessed last of a log',
    description: 'The checkpoint with the line of this witness. The log is named by the SHA-256 of its origin, in hex.',
    tags: TAGS,
    params: z.object({ originHash: z.string().regex(/^[0-9a-f]{64}$/, 'This must be a SHA-256 in hex.') }),
    querystring: NoQuery,
    response: { 200: text('A signed note.'), 404: problem('None of this log.') },
  },
  config: { access: { public: true }, etag: false, example: witnessedExample },
})

export const getWitnessKeyOperation = operation({
  schema: {
    operationId: 'getWitnessKey',
    summary: 'Read the key by which this registry witnesses logs',
    description: 'A vkey, as a trust policy names it. 404 where this registry is no witness.',
    tags: TAGS,
    querystring: NoQuery,
    response: { 200: text('A public key.'), 404: problem('This registry is no witness.') },
  },
  config: { access: { public: true }, etag: false, example: witnessKeyExample },
})
