import { type AnswerKeys, loadAnswerKeys } from './auth/answer-keys.ts'
import { createDemoVerifier, createIssuerVerifier } from './auth/verifiers.ts'
import type { Config } from './config.ts'
import { useReferenceLists } from './domain/reference/in-use.ts'
import type { Agency } from './domain/requester.ts'
import { agencyRoutes } from './features/agencies/routes.ts'
import { representationRoutes } from './features/agencies/representation-routes.ts'
import { loadCaller } from './features/agencies/queries.ts'
import { answerKeyRoutes } from './features/answer-keys/routes.ts'
import { AnswerKeySet } from './features/answer-keys/schemas.ts'
import { codeListRoutes } from './features/code-lists/routes.ts'
import { componentRoutes } from './features/components/routes.ts'
import { correctionRoutes } from './features/corrections/routes.ts'
import { identityLinkRoutes } from './features/identity-links/routes.ts'
import { consignmentRoutes } from './features/consignments/routes.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { custodyListRoutes } from './features/custody/list-routes.ts'
import { custodyRoutes } from './features/custody/routes.ts'
import { exhibitRoutes } from './features/exhibits/routes.ts'
import { evidenceRoutes } from './features/evidence/routes.ts'
import { ledgerRoutes } from './features/ledger/routes.ts'
import { lotTraceRoutes } from './features/lot-trace/routes.ts'
import { noticeRoutes } from './features/notices/routes.ts'
import { partyRoutes } from './features/parties/routes.ts'
import { statisticsRoutes } from './features/statistics/routes.ts'
import { createSearchStop } from './features/search-limit.ts'
import { markingSearchRoutes } from './features/marking-searches/routes.ts'
import { seizureRoutes } from './features/seizures/routes.ts'
import { stockpileRoutes } from './features/stockpiles/routes.ts'
import { certificateRoutes } from './features/traces/certificate-routes.ts'
import { printRoutes } from './features/traces/print-routes.ts'
import { traceExportRoutes } from './features/trace-export/routes.ts'
import { traceRoutes } from './features/traces/routes.ts'
import { transferStatementRoutes } from './features/transfer-statements/routes.ts'
import { weaponRoutes } from './features/weapons/routes.ts'
import { witnessOf } from './features/witness/witness-of.ts'
import { witnessRoutes } from './features/witness/routes.ts'
import { registerEdge } from './http/build-edge.ts'
import { createServer, type Server } from './http/create-server.ts'
import { createPaging } from './http/paging.ts'
import { type AwaitCheckpoint, createAwaitCheckpoint } from './ledger/await-checkpoint.ts'
import { createReadHead } from './ledger/read-head.ts'
import type { AppOptions } from './process/app-options.ts'
import { loadServiceSecret } from './process/service-secret.ts'
import { askAtOnce, type Database } from './store/db.ts'
import { WAITING_COUNTED } from './store/ledger-log.ts'
import { pingDatabase } from './store/ping.ts'
import { answerTogether } from './store/together.ts'
import { VERSION } from './version.ts'

const TAGS = [
  { name: 'agencies', description: 'The clients of the API, and which parties they act for.' },
  { name: 'parties', description: 'Who can hold or own: makers, dealers, forces, persons.' },
  { name: 'weapons', description: 'What a weapon is, and what is marked on it.' },
  { name: 'components', description: 'Parts with a record of their own, put into weapons and taken from them.' },
  { name: 'custody', description: 'Hand-overs, losses and recoveries, and the chain they make.' },
  { name: 'identity links', description: 'Two records that are one weapon.' },
  {
    name: 'consignments',
    description: 'What crosses borders: the papers it goes under, what was shipped, what arrived.',
  },
  { name: 'corrections', description: 'What is declared wrong, withdrawn, and decided by a registrar.' },
  { name: 'evidence', description: 'Photos and papers that marks, events and observations name.' },
  { name: 'stockpiles', description: 'Where weapons are kept, what was counted there, and what was amiss.' },
  {
    name: 'seizures',
    description: 'Weapons, parts and related items that an authority recovered, and what becomes of them (ITI 9).',
  },
  { name: 'traces', description: 'Trace requests (ITI 16 to 23) and their answers.' },
  { name: 'statistics', description: 'Figures that fall out of the records: counts alone.' },
  { name: 'code lists', description: 'The vocabularies, with their versions, labels and mappings.' },
  {
    name: 'ledger',
    description:
      'A log of commitments to all facts that nobody can rewrite unseen (C2SP tlog-tiles), and proofs of single facts.',
  },
  { name: 'witness', description: 'Cosigning the logs of other registries (C2SP tlog-witness).' },
  { name: 'audit', description: 'Who did what, and who saw what of which weapon. Reading it is recorded in it.' },
]

function verifierOf({ auth, dataDir }: Config) {
  return auth.kind === 'DEMO' ? createDemoVerifier(dataDir, auth.audience) : createIssuerVerifier(auth)
}

interface Keys {
  /** Of cursors and pseudonyms. */
  readonly secret: Buffer
  readonly answers: AnswerKeys | undefined
}

/** What was published last, and who waits for more: one of each for the process, so that the database is asked once for all. */
function watchPublished(app: Server, db: Database) {
  const readHead = createReadHead(db)
  const awaitCheckpoint = createAwaitCheckpoint(async () => (await readHead())?.size ?? 0)
  app.addHook('preClose', async () => awaitCheckpoint.close())
  return { readHead, awaitCheckpoint }
}

/** Certificates of answers, and the keys they are signed with. */
async function registerCertificates(
  app: Server,
  { config, db }: AppOptions,
  { answers }: Keys,
  awaitCheckpoint: AwaitCheckpoint,
): Promise<void> {
  const { publicBaseUrl } = config
  await app.register(certificateRoutes, { db, signer: answers, awaitCheckpoint, publicBaseUrl })
  await app.register(answerKeyRoutes, { jwks: AnswerKeySet.parse(answers?.jwks ?? { keys: [] }) })
}

/** Registers every feature by name, in the order of the document: this list is the API. */
async function registerFeatures(app: Server, options: AppOptions, keys: Keys): Promise<void> {
  const { config, db, ledger } = options
  const { secret } = keys
  const searchStop = createSearchStop(config.searchLimitPerHour)
  const paging = createPaging({ secret, publicBaseUrl: config.publicBaseUrl })
  const published = watchPublished(app, db)
  await app.register(agencyRoutes, { db, paging })
  await app.register(representationRoutes, { db, paging })
  await app.register(partyRoutes, { db, paging })
  await app.register(componentRoutes, { db })
  await app.register(weaponRoutes, { db, paging })
  await app.register(custodyRoutes, { db, searchStop })
  await app.register(transferStatementRoutes, { db, paging })
  await app.register(identityLinkRoutes, { db, paging })
  await app.register(consignmentRoutes, { db, paging })
  await app.register(custodyListRoutes, { db, paging })
  await app.register(correctionRoutes, { db, paging })
  await app.register(evidenceRoutes, { db, maxBytes: config.evidenceMaxBytes })
  await app.register(stockpileRoutes, { db, paging })
  await app.register(seizureRoutes, { db, paging, settings: { searchStop, tracePolicy: config.seizureTraces } })
  await app.register(exhibitRoutes, { db })
  await app.register(traceRoutes, { db, paging, searchStop })
  await app.register(printRoutes, { db, publicBaseUrl: config.publicBaseUrl })
  await registerCertificates(app, options, keys, published.awaitCheckpoint)
  await app.register(traceExportRoutes, { db })
  await app.register(markingSearchRoutes, { db, paging, searchStop })
  await app.register(lotTraceRoutes, { db, paging })
  await app.register(noticeRoutes, { db, paging })
  await app.register(statisticsRoutes, { db })
  await app.register(codeListRoutes, { paging })
  await app.register(ledgerRoutes, {
    db,
    ...published,
    publicBaseUrl: config.publicBaseUrl,
    isPublic: config.ledgerPublic,
    policy: config.witness.trustPolicy,
    ledger,
  })
  await app.register(witnessRoutes, { witness: witnessOf(db, config.witness.witnessing) })
  await app.register(auditRoutes, { db, paging })
}

function ledgerGauges(ledger: AppOptions['ledger']) {
  if (ledger === undefined) return []
  const { status } = ledger
  return [
    { name: 'marktrace_ledger_size', help: 'Entries of the ledger that have a number.', read: () => status().size },
    {
      name: 'marktrace_ledger_queued',
      help: `Entries that wait for a number, counted up to ${WAITING_COUNTED}.`,
      read: () => status().waiting,
    },
    {
      name: 'marktrace_ledger_last_checkpoint_seconds',
      help: 'Since the last checkpoint was published; a tree that does not grow publishes none. NaN before the first.',
      read: () => status().publishedAgoSeconds ?? Number.NaN,
    },
    {
      name: 'marktrace_ledger_read_only',
      help: '1 while nothing is recorded, since the database holds less than the ledger has published.',
      read: () => (status().behindBecause === undefined ? 0 : 1),
    },
  ]
}

function poolGauges({ pool }: Database) {
  return [
    { name: 'marktrace_db_connections', help: 'Database connections that are open.', read: () => pool.totalCount },
    {
      name: 'marktrace_db_connections_idle',
      help: 'Database connections that wait for work.',
      read: () => pool.idleCount,
    },
    {
      name: 'marktrace_db_waiting',
      help: 'Requests that wait for a database connection.',
      read: () => pool.waitingCount,
    },
  ]
}

/**
 * Calls of one agency that arrive together are checked by one look-up, which begins after they arrived: nothing is remembered, and a suspended agency is shut out
 * with its next call.
 */
function agencyLoader(db: Database): (id: string) => Promise<Agency | null> {
  const load = answerTogether<string, Agency | null>(
    async (ids) => {
      const [id = ''] = ids
      const answer = await askAtOnce(db, { agencyId: id, scopes: new Set() }, (tx) => loadCaller(tx, id))
      return ids.map(() => ({ answer }))
    },
    { largest: 1_000, atOnce: 2 },
  )
  return (id) => load(id, id)
}

/** The whole HTTP application, ready to listen. The database need not be there yet: until it is, everything but health answers 503. */
export async function buildApp(options: AppOptions): Promise<Server> {
  const { config, db, lifecycle } = options
  const { publicBaseUrl, referenceLists } = config
  useReferenceLists(referenceLists)
  const secret = config.serviceSecret ?? loadServiceSecret(config.dataDir)
  const trustProxy = typeof config.trustProxy === 'object' ? [...config.trustProxy] : config.trustProxy
  const checkResponses = options.checkResponses === true
  const app = createServer({ publicBaseUrl, trustProxy, log: { level: config.logLevel }, checkResponses })
  await registerEdge(app, {
    publicBaseUrl,
    secret,
    access: { verifyToken: await verifierOf(config), loadAgency: agencyLoader(db) },
    rateLimits: { perMinute: config.rateLimitPerMinute },
    health: {
      state: () => lifecycle.state(),
      pingDatabase: () => pingDatabase(db),
      alarm: () => (options.ledger?.status().behindBecause === undefined ? undefined : db.gate.closedBecause),
    },
    metrics: {
      isPublic: config.metricsPublic,
      gauges: [...poolGauges(db), ...ledgerGauges(options.ledger)],
      processMetrics: true,
    },
    ...(options.maxEventLoopDelayMs === undefined ? {} : { maxEventLoopDelayMs: options.maxEventLoopDelayMs }),
    openapi: { version: VERSION, tags: TAGS },
  })
  await registerFeatures(app, options, { secret, answers: await loadAnswerKeys(config.answerKeys) })
  return app
}
