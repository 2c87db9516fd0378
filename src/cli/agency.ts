import { parseArgs } from 'node:util'
import { readDatabaseConfig } from '../config.ts'
import { bootstrapAgency, reactivateAgency } from '../features/agencies/bootstrap-agency.ts'
import { type Database, openDatabase } from '../store/db.ts'
import { type Command, UsageError } from './command.ts'
import { openServiceUrl } from './service-url.ts'

const COUNTRY = /^[A-Z]{2}$/
const AGENCY_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const agencyCommand: Command = {
  summary:
    'Registers the first agency, so that its registrars can register the others; makes a suspended one active again',
  help: `Usage: marktrace agency --name <text> --country <code> [--mandate <code,code,…>]
       marktrace agency --reactivate <id>

Registers one agency and prints its id. Tokens carry that id in the claim "agency". It works only while the registry knows no agency:
all others are registered by a registrar through POST /v1/agencies.

--reactivate makes a suspended agency active again, for the case that no registrar is left who could.

Example:
  DATABASE_URL=postgres://marktrace_service:…@db/marktrace npm run -s marktrace -- agency --name 'National Contact Point' --country FR`,
  run: async (args) => {
    const options = {
      name: { type: 'string' },
      country: { type: 'string' },
      mandate: { type: 'string' },
      reactivate: { type: 'string' },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    if (values.reactivate !== undefined) return reactivate(values.reactivate.toLowerCase())
    const { name, country = '' } = values
    const mandateCountries = (values.mandate ?? country).split(',')
    if (name === undefined || name.trim() === '') throw new UsageError('--name is missing.')
    if (![country, ...mandateCountries].every((code) => COUNTRY.test(code))) {
      throw new UsageError('--country and --mandate take two-letter country codes in capitals, such as FR.')
    }
    await withService(async (db) => {
      process.stdout.write(`${await bootstrapAgency(db, { name, country, mandateCountries })}\n`)
    })
  },
}

async function reactivate(id: string): Promise<void> {
  if (!AGENCY_ID.test(id)) throw new UsageError('--reactivate takes the id of an agency.')
  await withService((db) => reactivateAgency(db, id))
  process.stdout.write(`${id} is active again.\n`)
}

async function withService(work: (db: Database) => Promise<void>): Promise<void> {
  const service = await openServiceUrl(readDatabaseConfig())
  const db = openDatabase(service.url, 2)
  try {
    await work(db)
  } finally {
    await db.pool.end()
    await service.close()
  }
}
