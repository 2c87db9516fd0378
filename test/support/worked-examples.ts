import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Role, ROLES } from '../../src/domain/vocabulary/scopes.ts'
import type { OperationObject } from '../../src/http/examples.ts'
import type { OpenApiDocument } from '../../src/http/openapi.ts'
import type { Answer, CallOptions, TestService } from './service.ts'

const FILE = new URL('../../openapi/registry.v1.json', import.meta.url)
export const document = JSON.parse(readFileSync(FILE, 'utf8')) as OpenApiDocument

/** A call that the document shows. */
export interface Worked {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly operation: OperationObject
}

export const worked: readonly Worked[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({ name: operation.operationId, method, path, operation })),
)

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The address of the call, filled with what the document shows. */
export function targetOf({ path, operation }: Worked): string {
  const shown = (operation.parameters ?? []).filter(({ example }) => example !== undefined)
  const filled = shown
    .filter((parameter) => parameter.in === 'path')
    .reduce((text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(textOf(example))), path)
  const query = new URLSearchParams(
    shown
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, example }): [string, string] => [name, textOf(example)]),
  )
  return query.size === 0 ? filled : `${filled}?${query.toString()}`
}

/** The call as the document shows it, with the token of the role it names and a key of its own. */
export function callOf({ method, operation }: Worked): CallOptions {
  const headers = (operation.parameters ?? []).filter(
    (parameter) => parameter.in === 'header' && parameter.example !== undefined,
  )
  const isOurs = ({ name }: { name: string }): boolean => name !== 'Idempotency-Key'
  const role = ROLES.find((known): known is Role => known === operation['x-marktrace-role'])
  const sent = Object.entries(operation.requestBody?.content ?? {}).find(([, { example }]) => example !== undefined)
  const [mediaType, body] = [sent?.[0] ?? 'application/json', sent?.[1].example]
  return {
    method: method.toUpperCase(),
    headers: {
      ...(body === undefined ? {} : { 'content-type': mediaType }),
      ...Object.fromEntries(headers.filter(isOurs).map(({ name, example }) => [name, textOf(example)])),
    },
    key: headers.every(isOurs) ? null : randomUUID(),
    subject: `demo-${role}`,
    ...(role === undefined ? {} : { role }),
    ...(body === undefined ? {} : { body }),
  }
}

/** The call of an example, by whom the document says. */
export function callWorked(service: TestService, example: Worked): Promise<Answer<unknown>> {
  return service.request(targetOf(example), callOf(example))
}
