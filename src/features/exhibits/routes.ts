import type { Server } from '../../http/create-server.ts'
import type { Database } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { recordDispositionOperation, recordExhibitEventOperation } from './operations.ts'
import { recordDisposition } from './record-disposition.ts'
import { recordExhibitEvent } from './record-exhibit-event.ts'

/** What becomes of recovered items: their custody as exhibits, and that they were marked (ITI 9). */
export async function exhibitRoutes(app: Server, { db }: { db: Database }): Promise<void> {
  app.post('/v1/seizures/:id/exhibit-events', recordExhibitEventOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordExhibitEvent(write, request.params.id, request.body)),
  )

  app.post('/v1/seizure-items/:id/dispositions', recordDispositionOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordDisposition(write, request.params.id, request.body)),
  )
}
