/** One command of `marktrace`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string
  /** Shown by `marktrace <command> --help`: what it does, its options, an example. */
  readonly help: string
  /** Does the work. An error means exit code 1; a `UsageError` 2; a command with more to say returns its exit code. */
  run(args: readonly string[]): Promise<number | void>
}

/** The command was not understood; its help is shown. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** The single file name that a command takes. */
export function takeFileName(positionals: readonly string[]): string {
  const [file, ...more] = positionals
  if (file === undefined || file === '') throw new UsageError('Give the name of the backup file.')
  if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}`)
  return file
}

const MEGABYTE = 1_000_000
const REPORT_MS = 1_000

/** Tells on stderr how far a copy is, once a second at most; stdout stays for results. */
export function createProgress(verb: string): (bytes: number) => void {
  let toldAt = performance.now()
  return (bytes) => {
    if (performance.now() - toldAt < REPORT_MS) return
    toldAt = performance.now()
    process.stderr.write(`marktrace: ${verb} ${Math.round(bytes / MEGABYTE)} MB\n`)
  }
}
