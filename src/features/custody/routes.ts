import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Database } from '../../store/db.ts'
import type { SearchStop } from '../search-limit.ts'
import { storeAndSend } from '../storing.ts'
import { renderEvent } from './event-view.ts'
import {
  recordTransferOperation,
  recordCustodyEventOperation,
  getCustodyEventOperation,
  getCustodyOperation,
} from './operations.ts'
import { controlDataIn, countControlData } from './count-control-data.ts'
import { readCustody } from './read-custody.ts'
import { readEvent } from './read-event.ts'
import { recordCustodyEvent } from './record-custody-event.ts'
import { recordTransfer } from './record-transfer.ts'

/** Reports of hand-overs and of what is no hand-over, and the chain they make. */
export async function custodyRoutes(
  app: Server,
  { db, searchStop }: { db: Database; searchStop: SearchStop },
): Promise<void> {
  app.post('/v1/transfers', recordTransferOperation, (request, reply) =>
    storeAndSend(
      db,
      request,
      reply,
      (write) => recordTransfer(write, request.body),
      controlDataIn(request.body) === 0 ? undefined : (write) => countControlData(write, request.body, searchStop),
    ),
  )

  app.post('/v1/custody-events', recordCustodyEventOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordCustodyEvent(write, request.body)),
  )

  app.get('/v1/custody-events/:id', getCustodyEventOperation, async (request) => {
    const row = await readEvent(db, requesterOf(request), request.id, request.params.id)
    if (row === undefined) throw notFound('event')
    return renderEvent(row)
  })

  app.get('/v1/weapons/:id/custody', getCustodyOperation, (request) =>
    readCustody(db, {
      requester: requesterOf(request),
      requestId: request.id,
      weaponId: request.params.id,
      at: request.query.at,
      knownAt: request.query.knownAt,
      purpose: request.headers.purpose,
      legalBasis: request.headers['legal-basis'],
    }),
  )
}
