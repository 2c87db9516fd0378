import type { AppOptions } from '../process/app-options.ts'

export interface BannerInput extends AppOptions {
  /** What the server listens on, as Fastify tells it. */
  readonly address: string
}

/** What the terminal shows once the service is ready. */
export async function renderBanner({ config }: BannerInput): Promise<string> {
  const lines = [`Marktrace is ready on ${config.publicBaseUrl}`, `  documentation  ${config.publicBaseUrl}/docs`]
  if (config.auth.kind === 'DEMO') {
    lines.push('  a token        npm run -s token -- officer   (or customs, registrar, integrator, auditor)')
  }
  if (config.database.kind === 'EMBEDDED') {
    lines.push(`  data           ${config.dataDir} (embedded PostgreSQL: for evaluation and a single desk)`)
  }
  return `\n${lines.join('\n')}\n`
}
