import fastify from 'fastify'
import type { AppOptions } from './process/app-options.ts'

/** A stand-in until the composition root is written: the health routes, and one route that takes its time. */
export async function buildApp({ db, lifecycle }: AppOptions) {
  const app = fastify({ forceCloseConnections: 'idle' })
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const state = lifecycle.state()
    return reply.code(state === 'ready' ? 200 : 503).send({ state })
  })
  app.get('/slow', async () => (await db.pool.query('select pg_sleep(1)')).rowCount)
  return app
}
