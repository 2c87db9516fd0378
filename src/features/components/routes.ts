import type { Server } from '../../http/create-server.ts'
import type { Database } from '../../store/db.ts'
import { storeAndSend } from '../storing.ts'
import { recordAssemblyOperation, recordExchangeOperation } from './operations.ts'
import { recordAssembly } from './record-assembly.ts'
import { recordExchange } from './record-exchange.ts'

/** What is put into weapons and taken from them. */
export async function componentRoutes(app: Server, { db }: { db: Database }): Promise<void> {
  app.post('/v1/assemblies', recordAssemblyOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordAssembly(write, request.body)),
  )

  app.post('/v1/component-exchanges', recordExchangeOperation, (request, reply) =>
    storeAndSend(db, request, reply, (write) => recordExchange(write, request.body)),
  )
}
