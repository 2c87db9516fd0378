import { randomInt, randomUUID } from 'node:crypto'
import type { Answer, CallOptions, TestService } from './service.ts'
import type { Problem } from './small-registry.ts'

/** One operation of the OpenAPI document. */
export interface Operation {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly isPublic: boolean
}

interface Document {
  readonly paths: Record<string, Record<string, { operationId: string; security?: readonly object[] }>>
  readonly security?: readonly object[]
}

/** What the service says of itself: the tests ask it, so that an operation added later cannot escape them. */
export async function listOperations(service: TestService): Promise<Operation[]> {
  const { body } = await service.request<Document>('/openapi.json')
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security }]) => ({
      name: operationId,
      method: method.toUpperCase(),
      path,
      isPublic: (security ?? body.security ?? []).length === 0,
    })),
  )
}

/** An address of its own for each call: failed authentications are counted by address, and a walk makes more than one client may. Needs `TRUST_PROXY=1`. */
export function fromAnywhere(): Record<string, string> {
  return { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}` }
}

/** Calls an operation with ids of nobody and an empty body: who gets past the door is told what is wrong, and nothing is stored. */
export function knock(
  service: TestService,
  { method, path }: Operation,
  options: CallOptions,
): Promise<Answer<Problem>> {
  const target = path.replaceAll(/\{[^}]+\}/g, () => randomUUID())
  const body = method === 'GET' ? {} : { body: {} }
  return service.request<Problem>(target, { headers: fromAnywhere(), ...options, ...body, method })
}
