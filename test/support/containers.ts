import { execFile, execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ANSWER_TIMEOUT_MS = 3000

/** How compose is called here: as a part of docker, or as the older program of its own. */
type ComposeCommand = readonly [program: string, ...args: string[]]

/** Undefined where neither is installed. */
export function findCompose(): ComposeCommand | undefined {
  const commands: readonly ComposeCommand[] = [['docker', 'compose'], ['docker-compose']]
  return commands.find(([program, ...args]) => answers(program, [...args, 'version']))
}

/** Undefined when an engine answers that holds all the images, so that nothing has to be pulled; else why not. */
export function explainNoEngineWith(images: readonly string[]): string | undefined {
  if (!answers('docker', ['version', '--format', '{{.Server.Version}}'])) return 'no container engine answers'
  const missing = images.find((image) => !answers('docker', ['image', 'inspect', image]))
  return missing === undefined ? undefined : `the container engine has no image ${missing}`
}

/** Runs compose on the repository's file. Settings of the developer's own shell are not passed on; given ones win over a `.env`. */
export async function compose(
  [program, ...first]: ComposeCommand,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const all = [...first, '--project-directory', ROOT, '-f', path.join(ROOT, 'docker-compose.yml'), ...args]
  const { PATH = '', HOME = '', DOCKER_HOST } = process.env
  const env = { PATH, HOME, ...(DOCKER_HOST === undefined ? {} : { DOCKER_HOST }), ...variables }
  return (await run(program, all, { cwd: ROOT, env, maxBuffer: 1e8 })).stdout
}

export async function docker(...args: readonly string[]): Promise<string> {
  return (await run('docker', args, { cwd: ROOT, maxBuffer: 1e8 })).stdout.trim()
}

function answers(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { timeout: ANSWER_TIMEOUT_MS, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
