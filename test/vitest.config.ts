import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const isLong = process.env['LONG'] === '1'

// Vitest reads its settings from a default export; this file is the one exception to the rule of named exports.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(isLong ? [] : ['test/long/**'])],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: isLong ? 600_000 : 60_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**'], reportsDirectory: 'coverage' },
  },
})
