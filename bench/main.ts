import { HELP, OptionsError, readOptions } from './options.ts'
import { runBench } from './run/bench.ts'
import { cleanUp, cleanUpOnSignals } from './run/cleaning.ts'

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  if (options === undefined) {
    console.log(HELP)
    return 0
  }
  cleanUpOnSignals()
  try {
    return await runBench(options, (line) => console.log(line))
  } finally {
    await cleanUp()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof OptionsError ? `${error.message}\n\n${HELP}` : error)
    process.exit(error instanceof OptionsError ? 2 : 1)
  },
)
