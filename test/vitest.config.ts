import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const isLong = process.env['LONG'] === '1'
const notIncluded = [...configDefaults.exclude, ...(isLong ? [] : ['test/long/**'])]
/** They put lists of their own in the place of what a process has in use, once for its life. */
const ALONE = ['test/**/operator-lists*.test.ts']

const each = {
  pool: 'forks',
  testTimeout: isLong ? 600_000 : 60_000,
  hookTimeout: 60_000,
} as const

// Vitest reads its settings from a default export; this file is the one exception to the rule of named exports.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    globalSetup: ['test/global-setup.ts'],
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['src/**'], reportsDirectory: 'coverage' },
    projects: [
      {
        // Two processes take all files and load the service once each: loading it for each file again was a sixth of a run.
        test: {
          ...each,
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...notIncluded, ...ALONE],
          isolate: false,
        },
      },
      { test: { ...each, name: 'alone', include: ALONE, exclude: notIncluded } },
    ],
  },
})
