type Task = () => unknown

const tasks: Task[] = []

/** What is to be ended when the benchmark ends, in whatever way; the newest first. Returns a function that ends it now. */
export function cleanUpLater(task: Task): () => Promise<void> {
  tasks.push(task)
  return async () => {
    const at = tasks.indexOf(task)
    if (at < 0) return
    tasks.splice(at, 1)
    await task()
  }
}

/** Ends everything that still runs. One that fails does not keep the others. */
export async function cleanUp(): Promise<void> {
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    try {
      await task()
    } catch (error) {
      console.error(error)
    }
  }
}

/** A stop by Ctrl-C or by the system ends the processes that were started, then this one. */
export function cleanUpOnSignals(): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(130)
      isStopping = true
      console.error(`\n${signal}: ending what was started; once more to leave at once`)
      void cleanUp().then(() => process.exit(130))
    })
  }
}
