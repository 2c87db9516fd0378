import { createHash } from 'node:crypto'
import type { Answer, CallOptions, TestService } from './service.ts'

/** The smallest files that are of their type by their first bytes; `tail` makes one unlike another. */
export const FILES = {
  png: (tail = '') =>
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
      Buffer.from(tail),
    ]),
  jpeg: (tail = '') =>
    Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.from(tail)]),
  pdf: (tail = '') => Buffer.from(`%PDF-1.4\n${tail}\n%%EOF\n`),
}

export function digestOf(bytes: Buffer, algorithm: 'sha-256' | 'sha-512' = 'sha-256'): string {
  return `${algorithm}=:${createHash(algorithm.replace('-', '')).update(bytes).digest('base64')}:`
}

export interface StoredFile {
  readonly id: string
  readonly digest: string
  readonly mediaType: string
  readonly size: number
}

/** Uploads bytes with their digest; headers of the options win. */
export function upload<Body = StoredFile>(
  service: TestService,
  bytes: Buffer,
  { query = '', ...options }: CallOptions & { readonly query?: string } = {},
): Promise<Answer<Body>> {
  const headers = { 'content-type': 'application/octet-stream', 'content-digest': digestOf(bytes), ...options.headers }
  return service.request<Body>(`/v1/evidence-files${query}`, { ...options, method: 'POST', body: bytes, headers })
}

/** Uploads and gives the id. */
export async function storeFile(service: TestService, bytes: Buffer, options: CallOptions): Promise<string> {
  const { status, text, body } = await upload(service, bytes, options)
  if (status !== 201) throw new Error(`the upload was answered ${status}: ${text}`)
  return body.id
}
