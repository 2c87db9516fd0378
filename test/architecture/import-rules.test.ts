import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkModules, type Module } from './import-rules.ts'
import { DOMAIN_PACKAGES, LAYERS, PACKAGE_SPEAKERS, STANDING_ALONE } from './layers.ts'
import { readModules } from './read-modules.ts'

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** One small module in each place, which a planted import can name. */
const PLACES = [
  'src/domain/findings.ts',
  'src/domain/custody/chain.ts',
  'src/domain/ledger/merkle.ts',
  'src/store/db.ts',
  'src/store/tables/facts.ts',
  'src/http/paging.ts',
  'src/auth/claims.ts',
  'src/pg/embedded.ts',
  'src/printing/document.ts',
  'src/features/wire.ts',
  'src/features/weapons/queries.ts',
  'src/features/traces/answer-trace.ts',
  'src/features/traces/match.sql.ts',
  'src/features/traces/routes.ts',
  'src/config.ts',
  'src/cli/marktrace.ts',
  'src/process/lifecycle.ts',
  'src/demo/banner.ts',
  'src/app.ts',
  'src/main.ts',
].map((file): Module => ({ file, text: 'export const here = 1' }))

function rulesBrokenBy(file: string, text: string): readonly string[] {
  const modules = [...PLACES.filter((place) => place.file !== file), { file, text }]
  return checkModules(modules).map((violation) => `${violation.file} ${violation.rule}`)
}

describe('the import rules', () => {
  it('hold for every module of the service', () => {
    const modules = readModules(root, 'src')
    expect(modules.length).toBeGreaterThan(50)
    expect(checkModules(modules).map(({ file, rule, detail }) => `${file}: ${rule}: ${detail}`)).toEqual([])
  })

  it('fail when they see no module', () => {
    expect(() => checkModules([])).toThrow('saw no module')
  })

  it.each([
    ['src/domain/findings.ts', `import { here } from '../store/db.ts'`, 'domain-does-not-know-store'],
    ['src/domain/findings.ts', `import type { here } from '../http/paging.ts'`, 'domain-does-not-know-http'],
    ['src/domain/findings.ts', `export { here } from '../config.ts'`, 'domain-does-not-know-config'],
    [
      'src/domain/custody/chain.ts',
      `type X = import('../../features/wire.ts').X`,
      'domain-does-not-know-features, shared',
    ],
    ['src/store/db.ts', `import { here } from '../http/paging.ts'`, 'store-does-not-know-http'],
    [
      'src/store/tables/facts.ts',
      `import { here } from '../../features/wire.ts'`,
      'store-does-not-know-features, shared',
    ],
    ['src/store/db.ts', `const x = await import('../app.ts')`, 'store-does-not-know-outermost'],
    ['src/http/paging.ts', `import { here } from '../store/db.ts'`, 'http-does-not-know-store'],
    ['src/http/paging.ts', `import { here } from '../features/traces/routes.ts'`, 'http-does-not-know-feature'],
    ['src/auth/claims.ts', `import { here } from '../http/paging.ts'`, 'auth-does-not-know-http'],
    ['src/pg/embedded.ts', `import { here } from '../store/db.ts'`, 'pg-does-not-know-store'],
    ['src/config.ts', `import { here } from './store/db.ts'`, 'config-does-not-know-store'],
    ['src/features/wire.ts', `import { here } from './traces/routes.ts'`, 'features, shared-does-not-know-feature'],
    ['src/features/traces/routes.ts', `import { here } from '../../auth/claims.ts'`, 'feature-does-not-know-auth'],
    ['src/features/traces/routes.ts', `import { here } from '../../config.ts'`, 'feature-does-not-know-config'],
    [
      'src/features/traces/routes.ts',
      `import { here } from '../weapons/queries.ts'`,
      'features-do-not-know-each-other',
    ],
    [
      'src/features/traces/routes.ts',
      `import { here } from '../../features/weapons/queries.ts'`,
      'features-do-not-know-each-other',
    ],
    ['src/domain/findings.ts', `import type { Pool } from 'pg'`, 'domain-is-pure'],
    ['src/domain/findings.ts', `import { readFileSync } from 'node:fs'`, 'domain-is-pure'],
    ['src/domain/findings.ts', `import { randomUUID } from 'node:crypto'`, 'domain-is-pure'],
    ['src/domain/findings.ts', `export const now = new Date()`, 'domain-is-told-the-time'],
    ['src/domain/ledger/merkle.ts', `import { here } from '../findings.ts'`, 'src/domain/ledger/-stands-alone'],
    [
      'src/domain/ledger/merkle.ts',
      `import type { here } from '../custody/chain.ts'`,
      'src/domain/ledger/-stands-alone',
    ],
    ['src/domain/ledger/merkle.ts', `import { here } from '../../store/db.ts'`, 'src/domain/ledger/-stands-alone'],
    ['src/domain/ledger/merkle.ts', `import { z } from 'zod'`, 'src/domain/ledger/-stands-alone'],
    ['src/domain/ledger/merkle.ts', `import { readFileSync } from 'node:fs'`, 'src/domain/ledger/-stands-alone'],
    ['src/verify/answer.ts', `import { here } from '../domain/findings.ts'`, 'src/verify/-stands-alone'],
    ['src/verify/answer.ts', `import type { here } from '../store/db.ts'`, 'src/verify/-stands-alone'],
    ['src/verify/answer.ts', `import { flattenedVerify } from 'jose'`, 'src/verify/-stands-alone'],
    ['src/verify/answer.ts', `import { readFileSync } from 'node:fs'`, 'src/verify/-stands-alone'],
    ['src/features/traces/answer-trace.ts', `import pg from 'pg'`, 'few-speak-pg'],
    ['src/features/traces/answer-trace.ts', `import { sql } from 'drizzle-orm'`, 'few-speak-pg'],
    ['src/features/traces/routes.ts', `import type { PgTable } from 'drizzle-orm/pg-core'`, 'few-speak-pg'],
    ['src/http/paging.ts', `import pg from 'pg'`, 'few-speak-pg'],
    ['src/http/paging.ts', `import { jwtVerify } from 'jose'`, 'few-speak-jose'],
    ['src/store/db.ts', `import fastify from 'fastify'`, 'few-speak-fastify'],
    ['src/features/traces/answer-trace.ts', `import helmet from '@fastify/helmet'`, 'few-speak-fastify'],
    ['src/process/lifecycle.ts', `import type { FastifyInstance } from 'fastify'`, 'few-speak-fastify'],
    ['src/store/db.ts', `import { env } from 'node:process'`, 'few-speak-node:process'],
    ['src/features/traces/routes.ts', `import Pdf from 'pdfkit'`, 'few-speak-pdfkit'],
    ['src/http/paging.ts', `import { create } from 'qrcode'`, 'few-speak-pdfkit'],
    [
      'src/printing/document.ts',
      `import { here } from '../features/wire.ts'`,
      'printing-does-not-know-features, shared',
    ],
    ['src/store/db.ts', `import { here } from '../printing/document.ts'`, 'store-does-not-know-printing'],
    ['src/store/db.ts', `import { here } from '../domain/no-such-file.ts'`, 'relative-import-names-a-file'],
    ['src/store/db.ts', `import { here } from '../domain/findings.js'`, 'relative-import-names-a-file'],
    ['src/store/index.ts', `export const here = 1`, 'no-barrels'],
    ['src/store/db.ts', `export * from '../domain/findings.ts'`, 'no-barrels'],
    ['src/store/db.ts', `export class Repository {}`, 'no-classes-except-errors'],
    ['src/jobs/send-outbox.ts', `export const here = 1`, 'every-file-has-a-layer'],
  ])('refuse in %s: %s', (file, text, rule) => {
    expect(rulesBrokenBy(file, text)).toEqual([`${file} ${rule}`])
  })

  it.each([
    ['src/domain/custody/chain.ts', `import { here } from '../findings.ts'; import { z } from 'zod'`],
    ['src/domain/ledger/tiles.ts', `import './merkle.ts'; import 'canonicalize'; import { hash } from 'node:crypto'`],
    ['src/domain/findings.ts', `import { createHash } from 'node:crypto'; export const at = new Date('2026-01-01')`],
    ['src/domain/findings.ts', `export class DomainError extends Error {}; export class Inner extends DomainError {}`],
    ['src/store/tables/facts.ts', `import { pgTable } from 'drizzle-orm/pg-core'; import '../../domain/findings.ts'`],
    ['src/http/paging.ts', `import type { FastifyReply } from 'fastify'; import { z } from 'zod'`],
    ['src/auth/claims.ts', `import { jwtVerify } from 'jose'`],
    ['src/pg/embedded.ts', `import pg from 'pg'`],
    ['src/features/weapons/queries.ts', `import { sql } from 'drizzle-orm'; import '../../store/db.ts'`],
    ['src/features/traces/match.sql.ts', `import { sql } from 'drizzle-orm'`],
    ['src/features/traces/routes.ts', `import 'fastify'; import './answer-trace.ts'; import '../wire.ts'`],
    ['src/app.ts', `import './features/traces/routes.ts'; import './auth/claims.ts'; import fastify from 'fastify'`],
  ])('allow in %s: %s', (file, text) => {
    expect(rulesBrokenBy(file, text)).toEqual([])
  })

  it('name layers, packages and speakers that exist', () => {
    const files = readModules(root, 'src').map((module) => module.file)
    for (const { layer, files: pattern } of LAYERS) {
      expect
        .soft(
          files.some((file) => pattern.test(file)),
          layer,
        )
        .toBe(true)
    }
    for (const { folder } of STANDING_ALONE) {
      expect(files.filter((file) => file.startsWith(folder)).length).toBeGreaterThan(1)
    }
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest
    const named = [...DOMAIN_PACKAGES, ...PACKAGE_SPEAKERS.flatMap((rule) => rule.packages)]
    const isThere = (name: string): boolean =>
      isBuiltin(name) ||
      Object.keys(dependencies).some((one) => one === name || one.startsWith(name.replace('/*', '/')))
    expect(named.filter((name) => !isThere(name))).toEqual([])
  })
})
