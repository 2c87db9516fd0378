import { execFile } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
// Beside `dist`, which `npm start` may write at any moment, and as deep: the programs find `migrations` from where they lie.
const BUILT = path.join(root, 'dist-test')

/**
 * Builds the programs once for all tests that start them: a start from sources costs each of them a second for reading TypeScript. It is what is shipped, too. Types are
 * left to `npm run check`. Throws with what the compiler said.
 */
export async function buildPrograms(): Promise<void> {
  const compiler = path.join(root, 'node_modules', '.bin', 'tsc')
  const project = path.join(root, 'test', 'tsconfig.build.json')
  const kept = path.join(BUILT, 'tsbuildinfo')
  const options = ['--noCheck', '--outDir', BUILT, '--incremental', '--tsBuildInfoFile', kept]
  await promisify(execFile)(compiler, ['-p', project, ...options]).catch((error: { readonly stdout?: string }) => {
    throw new Error(`the programs could not be built:\n${error.stdout ?? ''}`, { cause: error })
  })
}

/** Where a source file of `src` was built to. */
export const builtFrom = (source: string): string =>
  path.join(BUILT, path.relative('src', source).replace(/\.ts$/, '.js'))
