import pg from 'pg'
import { type StoredFile, storeFile, upload } from './evidence.ts'
import type { Answer, CallOptions } from './service.ts'
import { openSmallRegistry, OURS, type Problem, type SmallRegistry } from './small-registry.ts'

/** The largest file that the service of these tests takes. */
export const MAX_BYTES = 64 * 1024

/** A small registry with what tests of evidence do in it; callers are FR-TRADE unless told. */
export interface EvidenceRegistry extends SmallRegistry {
  send<Body = Problem>(bytes: Buffer, options?: Parameters<typeof upload>[2]): Promise<Answer<Body>>
  keep(bytes: Buffer, options?: CallOptions): Promise<string>
  read<Body>(id: string, options?: CallOptions): Promise<Answer<Body>>
  download(id: string, options?: CallOptions): Promise<{ status: number; headers: Headers; bytes: Buffer }>
  asOwner<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

export async function openEvidenceRegistry(): Promise<EvidenceRegistry> {
  const registry = await openSmallRegistry({ env: { EVIDENCE_MAX_BYTES: String(MAX_BYTES) } })
  const { service } = registry
  return {
    ...registry,
    send: <Body = StoredFile>(bytes: Buffer, options: Parameters<typeof upload>[2] = {}) =>
      upload<Body>(service, bytes, { ...OURS, ...options }),
    keep: (bytes, options = OURS) => storeFile(service, bytes, options),
    read: (id, options = OURS) => service.request(`/v1/evidence-files/${id}`, options),
    download: async (id, options = OURS) => {
      const token = await service.token(options.role ?? 'integrator', options)
      const address = new URL(`/v1/evidence-files/${id}/content`, service.url)
      const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
      return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
    },
    asOwner: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const client = new pg.Client(service.database.ownerUrl)
      await client.connect()
      try {
        return (await client.query<Row>(text, [...values])).rows
      } finally {
        await client.end()
      }
    },
  }
}
