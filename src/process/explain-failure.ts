import type { Config } from '../config.ts'

/** One sentence for the terminal about why the service did not start, with its causes. Never a stack: these are things an operator can mend. */
export function explainStartFailure(error: unknown, config: Config): string {
  if (!(error instanceof Error)) return `could not start: ${String(error)}`
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return `could not start: port ${config.port} on ${config.host} is in use by another program. Choose another with PORT.`
  }
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen') {
    return `could not start: this user may not listen on port ${config.port}. Choose one above 1023 with PORT.`
  }
  if (code === 'EADDRNOTAVAIL')
    return `could not start: this machine has no address ${config.host}. Choose another with HOST.`
  return `could not start: ${error.message}`
}
