import { buildApp } from './app.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { renderBanner } from './demo/banner.ts'
import { loadDemoData } from './demo/load-demo-data.ts'
import { BUILT_IN_LISTS } from './domain/reference/built-in.ts'
import { describeError } from './http/logging.ts'
import { createClosers } from './process/closers.ts'
import { explainStartFailure } from './process/explain-failure.ts'
import { createLifecycle } from './process/lifecycle.ts'
import { onStopSignal } from './process/signals.ts'
import { startService } from './process/start-service.ts'

/** Above the database's statement timeout of 15 s, so that what was begun ends by itself; below the 30 s that supervisors commonly wait. */
const DRAIN_TIMEOUT_MS = 20_000

const lifecycle = createLifecycle()
const closers = createClosers()

function say(line: string): void {
  process.stderr.write(`marktrace: ${line}\n`)
}

/** Takes no more work, finishes what is in flight, closes everything and ends. */
async function drain(exitCode: number): Promise<void> {
  if (lifecycle.state() === 'draining') return
  lifecycle.set('draining')
  setTimeout(() => {
    say(`did not finish within ${DRAIN_TIMEOUT_MS / 1000} s; ending at once`)
    process.exit(1)
  }, DRAIN_TIMEOUT_MS).unref()
  const failures = await closers.closeAll()
  for (const failure of failures) say(JSON.stringify(describeError(failure)))
  process.exit(failures.length > 0 ? 1 : exitCode)
}

async function run(config: Config): Promise<void> {
  const onDatabaseLost = (log: string): void => {
    say(`the embedded database ended by itself:\n${log}`)
    void drain(1)
  }
  const banner = await startService(
    config,
    { buildApp, renderBanner, loadDemoData: (options) => loadDemoData(options, say) },
    { lifecycle, closers, tell: say, onDatabaseLost },
  )
  if (lifecycle.state() === 'ready') process.stdout.write(`${banner}\n`)
}

function readConfigOrExit(): Config {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    say(error.message)
    process.exit(2)
  }
}

const config = readConfigOrExit()
const { version: listVersion } = config.referenceLists
if (listVersion !== BUILT_IN_LISTS.version) say(`code lists ${listVersion}, with what CODE_LISTS_FILE adds`)

onStopSignal(
  (signal) => {
    say(`${signal}: finishing what is in flight`)
    void drain(0)
  },
  () => process.exit(1),
)

// The error itself is not printed: the details of a database error can hold a serial or a name.
process.on('uncaughtException', (error) => {
  say(`ending on an unexpected error: ${JSON.stringify(describeError(error))}`)
  void drain(1)
})

try {
  await run(config)
} catch (error) {
  // While draining, a start that fails is what was asked for.
  if (lifecycle.state() !== 'draining') {
    say(explainStartFailure(error, config))
    await drain(1)
  }
}
