import type { Role } from '../domain/vocabulary/scopes.ts'

type Values = Readonly<Record<string, string | number | boolean>>

/** One worked call of an operation, true on the demo data: it is printed in the API document, and a test runs it from there. */
export interface Example {
  /** Whose token the call carries; null for a public operation. */
  readonly role: Role | null
  readonly params?: Values
  readonly query?: Values
  /** Beside Authorization; an Idempotency-Key is added where the operation takes one. */
  readonly headers?: Values
  readonly body?: unknown
  /** Of the body, where it is not JSON: the text of the file, as it is sent. */
  readonly mediaType?: string
  readonly status: number
  /** The answer, as it looks; absent for an answer without a body. */
  readonly response?: unknown
}

declare module 'fastify' {
  interface FastifyContextConfig {
    example?: Example
  }
}

/** The key shown where an operation takes one. A runner of the examples puts a new one in its place for each call. */
const EXAMPLE_KEY = '0197a1f0-7c3e-7b2a-9f00-0c2f6d3f2b11'

export interface ParameterObject {
  name: string
  in: string
  example?: unknown
  [field: string]: unknown
}

interface MediaObject {
  example?: unknown
}

export interface OperationObject {
  operationId: string
  parameters?: ParameterObject[]
  requestBody?: { content?: Record<string, MediaObject> }
  responses: Record<string, { content?: Record<string, MediaObject>; [field: string]: unknown }>
  [field: string]: unknown
}

function valueOf(example: Example, parameter: ParameterObject): unknown {
  if (parameter.in === 'path') return example.params?.[parameter.name]
  if (parameter.in === 'query') return example.query?.[parameter.name]
  const name = parameter.name.toLowerCase()
  return example.headers?.[name] ?? (name === 'idempotency-key' ? EXAMPLE_KEY : undefined)
}

function exampleInto(content: Record<string, MediaObject> | undefined, value: unknown): void {
  for (const media of Object.values(content ?? {})) media.example = value
}

/**
 * Writes an example into an operation of the document: a value at each parameter it uses, the request body, the answer under its status;
 * `x-marktrace-role` says whose token, `x-marktrace-status` which answer.
 */
export function renderExample(operation: OperationObject, example: Example): void {
  for (const parameter of operation.parameters ?? []) {
    const value = valueOf(example, parameter)
    if (value !== undefined) parameter.example = value
  }
  const sent = operation.requestBody?.content
  const { mediaType } = example
  const media = mediaType === undefined ? sent : { [mediaType]: sent?.[mediaType] ?? {} }
  if (example.body !== undefined) exampleInto(media, example.body)
  if (example.response !== undefined)
    exampleInto(operation.responses[String(example.status)]?.content, example.response)
  operation['x-marktrace-role'] = example.role
  operation['x-marktrace-status'] = example.status
}
