import type { Server } from '../../http/create-server.ts'
import { getAnswerKeysOperation } from './operations.ts'
import type { AnswerKeySet } from './schemas.ts'

/** The public keys that answers are signed with: a convenience for whoever verifies with a JOSE library. Each is on record in the ledger besides. */
export async function answerKeyRoutes(app: Server, { jwks }: { readonly jwks: AnswerKeySet }): Promise<void> {
  app.get('/.well-known/jwks.json', getAnswerKeysOperation, (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300')
    return jwks
  })
}
