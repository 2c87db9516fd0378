// The custody of a weapon as it is often written: an ORM, one query for the weapon, one for its events, and two for each party of each event (N+1).
// No token, no authorisation, no audit. DATABASE_URL and PORT come from the environment.
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import express from 'express'
import pg from 'pg'

const weapon = pgTable('weapon', { id: uuid('id').primaryKey(), category: text('category') })
const party = pgTable('party', {
  id: uuid('id').primaryKey(),
  kind: text('kind'),
  country: text('country'),
  nameId: uuid('name_id'),
})
const personalRecord = pgTable('personal_record', { id: uuid('id').primaryKey(), body: jsonb('body') })
const custodyEvent = pgTable('custody_event', {
  weaponId: uuid('weapon_id'),
  seq: integer('seq'),
  id: uuid('id'),
  kind: text('kind'),
  fromPartyId: uuid('from_party_id'),
  toPartyId: uuid('to_party_id'),
  occurred: jsonb('occurred'),
  place: jsonb('place'),
  documents: jsonb('documents'),
  recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'string' }),
})

const db = drizzle(new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 }))

async function loadParty(id) {
  if (id === null) return null
  const [found] = await db.select().from(party).where(eq(party.id, id))
  if (found === undefined) return null
  const [name] = await db.select().from(personalRecord).where(eq(personalRecord.id, found.nameId))
  return { id: found.id, kind: found.kind, country: found.country, name: name?.body?.name }
}

const app = express()
app.get('/health', (_request, response) => response.send('ok'))
app.get('/weapons/:id/custody', async (request, response) => {
  const [found] = await db.select().from(weapon).where(eq(weapon.id, request.params.id))
  if (found === undefined) return response.status(404).end()
  const events = await db.select().from(custodyEvent).where(eq(custodyEvent.weaponId, found.id)).orderBy(custodyEvent.seq)
  const chain = []
  for (const { fromPartyId, toPartyId, ...event } of events) {
    chain.push({ ...event, from: await loadParty(fromPartyId), to: await loadParty(toPartyId) })
  }
  return response.json({ ...found, chain })
})
app.listen(Number(process.env.PORT), '127.0.0.1')
