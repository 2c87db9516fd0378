import { z } from 'zod'
import { operation } from '../../http/operation.ts'
import { AnswerKeySet } from './schemas.ts'

export const getAnswerKeysOperation = operation({
  schema: {
    operationId: 'getAnswerKeys',
    summary: 'Read the public keys that answers are signed with',
    description:
      'Those in use, and those that signed before and are still accepted. `marktrace verify` does not need them: it finds the key in the ledger.',
    tags: ['ledger'],
    querystring: z.strictObject({}),
    response: { 200: AnswerKeySet },
  },
  config: {
    access: { public: true },
    example: {
      role: null,
      status: 200,
      response: {
        keys: [
          {
            kty: 'OKP',
            crv: 'Ed25519',
            x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
            kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
            alg: 'EdDSA',
            use: 'sig',
          },
        ],
      },
    },
  },
})
