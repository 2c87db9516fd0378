import type { FastifyContextConfig } from 'fastify'
import type { FastifyZodOpenApiSchema } from 'fastify-zod-openapi'

/** What an operation of the API is, apart from what it does: its shape and words for the document, who may call it, and a worked example. */
export function operation<Schema extends FastifyZodOpenApiSchema>(definition: {
  schema: Schema
  config: FastifyContextConfig
}): { schema: Schema; config: FastifyContextConfig } {
  return definition
}
