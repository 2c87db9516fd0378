import { z } from 'zod'

const AnswerKey = z
  .object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string().meta({ description: 'The public key, 32 bytes in base64url.' }),
    kid: z.string().meta({ description: 'Thumbprint of the key (RFC 7638).' }),
    alg: z.literal('EdDSA'),
    use: z.literal('sig'),
  })
  .meta({ id: 'AnswerKey' })

export const AnswerKeySet = z
  .object({ keys: z.array(AnswerKey) })
  .meta({ id: 'AnswerKeySet', description: 'RFC 7517.' })
export type AnswerKeySet = z.infer<typeof AnswerKeySet>
