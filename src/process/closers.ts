/** What has been opened and must be closed, last opened first. */
export interface Closers {
  add(name: string, close: () => Promise<unknown>): void
  /** Closes everything, also when one fails; returns the failures. May be called again: what is closed stays closed. */
  closeAll(): Promise<readonly Error[]>
}

export function createClosers(): Closers {
  const open: { name: string; close: () => Promise<unknown> }[] = []
  return {
    add: (name, close) => {
      open.push({ name, close })
    },
    closeAll: async () => {
      const failures: Error[] = []
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        try {
          await last.close()
        } catch (cause) {
          failures.push(new Error(`Closing the ${last.name} failed.`, { cause }))
        }
      }
      return failures
    },
  }
}
