import type { Config } from '../config.ts'
import { startEmbedded } from '../pg/embedded.ts'

/** The URL of the service's login, and how to let go of what was started for it. */
export async function openServiceUrl({
  database,
  dataDir,
}: Pick<Config, 'database' | 'dataDir'>): Promise<{ url: string; close: () => Promise<void> }> {
  if (database.kind === 'SERVER') return { url: database.serviceUrl, close: async () => undefined }
  const embedded = await startEmbedded({ dataDir })
  return { url: embedded.serviceUrl, close: () => embedded.stop() }
}
