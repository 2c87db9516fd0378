import { customType, timestamp } from 'drizzle-orm/pg-core'

/** bytea, in JSON as PostgreSQL's hex text. */
export const bytea = customType<{ data: Buffer; driverData: Buffer | string }>({ dataType: () => 'bytea' })

/** When a fact was recorded, by the database's clock, as text with microseconds: `Date` would cut them off and two facts would seem simultaneous. */
export const recordedAt = () => timestamp('recorded_at', { withTimezone: true, mode: 'string' }).notNull()
