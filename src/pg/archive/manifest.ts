import { z } from 'zod'

export const MANIFEST_NAME = 'manifest.json'

/** The last entry of a backup: what must be in it. It finds damage and truncation; who may write the file can also write a manifest. */
export const Manifest = z.strictObject({
  format: z.literal('marktrace-backup/1'),
  madeAt: z.iso.datetime(),
  postgresVersion: z.string(),
  files: z.array(z.strictObject({ name: z.string(), sizeBytes: z.int().min(0), sha256: z.string().length(64) })),
})
export type Manifest = Readonly<z.infer<typeof Manifest>>
export type ManifestFile = Manifest['files'][number]

/** @throws Error naming the first file that is missing, damaged or not listed */
export function refuseDifference(manifest: Manifest, found: readonly ManifestFile[]): void {
  const unlisted = new Map(found.map((file) => [file.name, file]))
  for (const listed of manifest.files) {
    const file = unlisted.get(listed.name)
    if (file === undefined) throw new Error(`The backup is damaged: ${listed.name} is missing.`)
    if (file.sizeBytes !== listed.sizeBytes || file.sha256 !== listed.sha256) {
      throw new Error(`The backup is damaged: ${listed.name} is not what was written.`)
    }
    unlisted.delete(listed.name)
  }
  const [extra] = unlisted.keys()
  if (extra !== undefined)
    throw new Error(`The backup is damaged: it holds ${extra}, which its manifest does not list.`)
}
