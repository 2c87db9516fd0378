/** Which code may use which packages. What no line names here is anybody's, except in the domain, which names all that it may use. */
export const PACKAGE_SPEAKERS: readonly {
  readonly packages: readonly string[]
  readonly speakers: readonly RegExp[]
}[] = [
  {
    packages: ['pg', 'drizzle-orm'],
    speakers: [/^src\/(store|pg)\//, /\/queries\.ts$/, /\.sql\.ts$/],
  },
  { packages: ['jose'], speakers: [/^src\/auth\//] },
  {
    packages: ['fastify', 'fastify-zod-openapi', '@fastify/*'],
    // `src/features/<file>.ts` is what the routes of several features share.
    speakers: [/^src\/(app|main)\.ts$/, /^src\/http\//, /\/routes\.ts$/, /^src\/features\/[^/]+\.ts$/],
  },
  { packages: ['pdfkit', 'fontkit', 'dejavu-fonts-ttf', 'bidi-js', 'qrcode'], speakers: [/^src\/printing\//] },
  { packages: ['node:process', 'process'], speakers: [/^src\/config\.ts$/] },
]

export const DOMAIN_PACKAGES: readonly string[] = ['zod', 'node:crypto', 'canonicalize']

/** Folders that know nothing but themselves and these packages: what checks a proof offline must stand when nothing else of the service is there. */
export const STANDING_ALONE: readonly {
  readonly folder: string
  readonly packages: readonly string[]
  readonly knows?: readonly string[]
}[] = [
  { folder: 'src/domain/ledger/', packages: ['node:crypto', 'canonicalize'] },
  { folder: 'src/verify/', packages: ['node:crypto'], knows: ['src/domain/ledger/'] },
]

/** What the domain may not take from node:crypto: it is given its secrets and identifiers. */
export const RANDOM_SOURCES: readonly string[] = [
  'randomBytes',
  'randomFill',
  'randomFillSync',
  'randomInt',
  'randomUUID',
  'getRandomValues',
  'webcrypto',
  'generateKeyPairSync',
  'generateKeySync',
]

/**
 * The layers, innermost first: each knows itself and the layers it names. A file belongs to the first line that matches it; a file that no line matches is
 * refused, so a new folder has to say where it stands.
 */
export const LAYERS: readonly { readonly layer: string; readonly files: RegExp; readonly knows: readonly string[] }[] =
  [
    { layer: 'domain', files: /^src\/domain\//, knows: [] },
    { layer: 'store', files: /^src\/store\//, knows: ['domain'] },
    { layer: 'http', files: /^src\/http\//, knows: ['domain'] },
    { layer: 'printing', files: /^src\/printing\//, knows: ['domain'] },
    { layer: 'auth', files: /^src\/auth\//, knows: ['domain'] },
    { layer: 'pg', files: /^src\/pg\//, knows: ['domain'] },
    // What checks an answer without the registry.
    { layer: 'verify', files: /^src\/verify\//, knows: ['domain'] },
    // The log of facts: who witnesses it, who waits for it.
    { layer: 'ledger', files: /^src\/ledger\//, knows: ['domain', 'store'] },
    // What several features stand on; `src/tracing` is how a trace is answered, whoever asks for it.
    {
      layer: 'features, shared',
      files: /^src\/(features\/[^/]+\.ts$|tracing\/)/,
      knows: ['domain', 'store', 'http', 'ledger'],
    },
    {
      layer: 'feature',
      files: /^src\/features\/[^/]+\//,
      knows: ['domain', 'verify', 'store', 'http', 'printing', 'ledger', 'features, shared'],
    },
    // The check of the whole ledger: it compares what is kept with what the features would build.
    { layer: 'fsck', files: /^src\/fsck\//, knows: ['domain', 'store', 'http', 'features, shared', 'feature'] },
    { layer: 'config', files: /^src\/config(-[a-z-]+)?\.ts$/, knows: ['domain'] },
    { layer: 'outermost', files: /^src\/(demo|cli|process)\/|^src\/(app|main|version)\.ts$/, knows: ['*'] },
  ]
