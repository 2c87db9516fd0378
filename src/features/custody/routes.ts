import { notFound } from '../../domain/errors.ts'
import { requesterOf } from '../../http/access.ts'
import type { Server } from '../../http/create-server.ts'
import type { Database } from '../../store/db.ts'
import type { SearchStop } from '../search-limit.ts'
import { printReply, sendText } from '../send-text.ts'
import { storeAndSend } from '../storing.ts'
import { renderEvent } from './event-view.ts'
import {
  recordTransferOperation,
  recordCustodyEventOperation,
  getCustodyEventOperation,
  getCustodyOperation,
} from './operations.ts'
import { controlDataIn, countControlData } from './count-control-data.ts'
import { custodyReader } from './read-custody.ts'
import { readEvent } from './read-event.ts'
import { recordCustodyEvent } from './record-custody-event.ts'
import { readTransferAhead, recordTransfer, type TransferReads } from './record-transfer.ts'

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
      (write, reads?: TransferReads) => recordTransfer(write, request.body, reads),
      controlDataIn(request.body) === 0 ? undefined : (write) => countControlData(write, request.body, searchStop),
      { ahead: (tx) => readTransferAhead(tx, request.body) },
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

  const readCustody = custodyReader(db)
  app.get('/v1/weapons/:id/custody', getCustodyOperation, async (request, reply) => {
    const { purpose, 'legal-basis': legalBasis } = request.headers
    const { at, knownAt } = request.query
    const asked = { requester: requesterOf(request), requestId: request.id, weaponId: request.params.id }
    const text = await readCustody({ ...asked, at, knownAt, purpose, legalBasis }, (custody) =>
      printReply(reply, custody),
    )
    return sendText(reply, text)
  })
}
