/**
 * In a terminal Ctrl-C reaches this process twice, once from the terminal and once passed on by npm. So the second within this time is the same wish, and
 * only a later one means: at once. (close-with-grace takes any second signal as that and ends with 1 in the middle of draining.)
 */
const SAME_WISH_MS = 2_000

/** Calls `stop` once on SIGTERM, SIGINT or SIGHUP (its terminal was closed); a later signal ends the process at once, as impatient. */
export function onStopSignal(stop: (signal: string) => void, impatient: () => void): void {
  let firstAt: number | undefined
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstAt === undefined) {
        firstAt = performance.now()
        stop(signal)
      } else if (performance.now() - firstAt > SAME_WISH_MS) {
        impatient()
      }
    })
  }
}
