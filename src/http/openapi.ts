import { STATUS_CODES } from 'node:http'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyContextConfig, RouteOptions } from 'fastify'
import { fastifyZodOpenApiPlugin, fastifyZodOpenApiTransformers } from 'fastify-zod-openapi'
import { z } from 'zod'
import type { Server } from './create-server.ts'
import { type OperationObject, renderExample } from './examples.ts'
import { addProblemResponses, problemComponents } from './problem-responses.ts'
import { Problem } from './problems.ts'

export interface OpenApiOptions {
  readonly publicBaseUrl: string
  readonly version: string
  /** Name and purpose of each tag, in the order of the document. */
  readonly tags: readonly { readonly name: string; readonly description: string }[]
}

/** The parts of an OpenAPI 3.1 document that are completed here. */
export interface OpenApiDocument {
  openapi: string
  servers?: { url: string; description?: string }[]
  paths: Record<string, Record<string, OperationObject>>
  components: Record<string, Record<string, unknown>>
  [field: string]: unknown
}

const DESCRIPTION =
  'Marking and tracing registry for small arms and light weapons. Every refusal is application/problem+json (RFC 9457) with every finding at once. ' +
  'Accept codes that you do not know: lists grow. Example calls are true on the demo data and name the role whose token they carry (x-marktrace-role).'

// All of the page comes from here. The user interface sets styles from script, which is why inline styles are allowed on it and nowhere else.
const DOCS_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

type Documented = { readonly config: FastifyContextConfig; readonly label: string }

/** What an operation must tell. Throws at build time: an operation nobody can find, or without an example that a test can run, is not served. */
function requireDocumented(route: RouteOptions, label: string, taken: ReadonlyMap<string, Documented>): string {
  const { operationId, summary, tags, response } = (route.schema ?? {}) as Record<string, unknown>
  const example = route.config?.example
  if (typeof operationId !== 'string') throw new Error(`${label} has no schema.operationId.`)
  if (taken.has(operationId)) throw new Error(`${label} has the operationId ${operationId} of another operation.`)
  if (typeof summary !== 'string') throw new Error(`${label} has no schema.summary.`)
  if (!Array.isArray(tags) || tags.length === 0) throw new Error(`${label} has no schema.tags.`)
  if (example === undefined) throw new Error(`${label} has no config.example.`)
  const declared = Object.keys(response ?? {})
  if (!declared.includes(String(example.status))) throw new Error(`${label} has an example with an undeclared status.`)
  return operationId
}

function isHidden(route: RouteOptions): boolean {
  return route.schema?.hide === true || [route.method].flat().every((method) => method === 'HEAD')
}

/** Header names as people write them: Node lower-cases what it receives, so schemas are written in lower case. */
function titleCase(header: string): string {
  return header.replace(/(^|-)([a-z])/g, (_all, dash: string, letter: string) => dash + letter.toUpperCase())
}

/** Answers may get more fields in time, and a client generated from the document must not break on them; requests stay closed. */
function openAnswers({
  io,
  jsonSchema,
}: {
  io: 'input' | 'output'
  jsonSchema: { additionalProperties?: unknown }
}): void {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
}

/** The generator has one phrase for every answer; the phrase of its status says a little more. */
function describeAnswers(operation: OperationObject): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response['description'] === 'Default Response') response['description'] = STATUS_CODES[status] ?? 'Answer'
  }
}

function completeOperation(operation: OperationObject, { config }: Documented): void {
  const access = config.access ?? { scopes: [] }
  operation['security'] = 'public' in access ? [] : [{ bearer: [...access.scopes] }]
  describeAnswers(operation)
  addProblemResponses(operation, access, config.rateLimit !== false)
  if (config.example !== undefined) renderExample(operation, config.example)
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in === 'header') parameter.name = titleCase(parameter.name)
  }
}

function completeDocument(document: OpenApiDocument, operations: ReadonlyMap<string, Documented>): void {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      const documented = operations.get(operation.operationId)
      if (documented !== undefined) completeOperation(operation, documented)
    }
  }
  const { $schema: _dialect, ...problem } = z.toJSONSchema(Problem) as Record<string, unknown>
  const { components } = document
  components['schemas'] = { ...components['schemas'], Problem: problem }
  components['responses'] = { ...components['responses'], ...problemComponents() }
}

/** The document as committed, without any machine's address, or as served, with `publicBaseUrl` as its server. The app must be ready. */
export function renderOpenApi(app: Server, publicBaseUrl?: string): OpenApiDocument {
  const document = structuredClone(app.swagger()) as unknown as OpenApiDocument
  return { ...document, servers: [{ url: publicBaseUrl ?? '/' }] }
}

function info(version: string) {
  const license = { name: 'Apache-2.0', identifier: 'Apache-2.0' }
  return { title: 'Marktrace', version, description: DESCRIPTION, license }
}

const BEARER_SCHEME = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'A JWT of the trusted issuer with the claims sub, agency and scope (RFC 6750, RFC 9068).',
} as const

/**
 * OpenAPI 3.1 generated from the zod schemas that validate, at `/openapi.json`, and a page to read and try it at `/docs` whose assets are all local.
 * To be registered before any route that shall be in it.
 */
export async function registerOpenApi(app: Server, options: OpenApiOptions): Promise<void> {
  const operations = new Map<string, Documented>()
  app.addHook('onRoute', (route) => {
    if (isHidden(route)) return
    const label = `${String(route.method)} ${route.url}`
    operations.set(requireDocumented(route, label, operations), { config: route.config ?? {}, label })
  })
  await app.register(fastifyZodOpenApiPlugin, { documentOpts: { override: openAnswers } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: info(options.version),
      tags: [...options.tags],
      components: { securitySchemes: { bearer: BEARER_SCHEME } },
    },
    transform: fastifyZodOpenApiTransformers.transform,
    transformObject(input) {
      const document = fastifyZodOpenApiTransformers.transformObject(input)
      completeDocument(document as unknown as OpenApiDocument, operations)
      return document
    },
  })
  app.get('/openapi.json', { schema: { hide: true }, config: { access: { public: true } } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(renderOpenApi(app, options.publicBaseUrl))),
  )
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: DOCS_CSP, uiConfig: { url: '/openapi.json' } })
}
