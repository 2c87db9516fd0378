import path from 'node:path'

export interface LedgerSettings {
  /** False: leaves wait in the queue, and this process neither numbers nor signs. */
  readonly isOn: boolean
  /** Absolute; all of them sign. None where a signer process does, or nobody. */
  readonly keyFiles: readonly string[]
  /** Whether the first is made where it is not there. */
  readonly mayMakeKey: boolean
  /** The socket of the signer process. */
  readonly signerSocket: string | undefined
  /** The name of the log where it has none yet. */
  readonly origin: { readonly name: string; readonly isGiven: boolean }
  /** From one checkpoint to the next. */
  readonly intervalMs: number
  /** Absolute; outside the database: the last checkpoint, and keys that the service made itself. */
  readonly folder: string
}

export interface LedgerVariables {
  readonly LEDGER: 'on' | 'off'
  readonly LEDGER_KEY_FILE?: string | undefined
  readonly LEDGER_SIGNER_SOCKET?: string | undefined
  readonly LEDGER_ORIGIN?: string | undefined
  readonly LEDGER_INTERVAL_MS: number
}

/** What the defaults are made from. */
export interface LedgerSurroundings {
  readonly dataDir: string
  readonly publicBaseUrl: string
  readonly isDemo: boolean
}

/** Reads by what the ledger is signed, and under which name. What is wrong goes into `problems`, one line each. */
export function readLedgerSettings(
  variables: LedgerVariables,
  { dataDir, publicBaseUrl, isDemo }: LedgerSurroundings,
  problems: string[],
): LedgerSettings {
  const { LEDGER_KEY_FILE: given, LEDGER_SIGNER_SOCKET: socket, LEDGER_ORIGIN: name } = variables
  if (given !== undefined && socket !== undefined) {
    problems.push(
      'LEDGER_KEY_FILE and LEDGER_SIGNER_SOCKET are both given; a key lies with the service or with the signer.',
    )
  }
  const folder = path.join(dataDir, 'ledger')
  const makesKey = given === undefined && socket === undefined && isDemo
  const files = makesKey ? [path.join(folder, 'key.pem')] : (given ?? '').split(',')
  return {
    isOn: variables.LEDGER === 'on',
    keyFiles: files
      .map((file) => file.trim())
      .filter((file) => file !== '')
      .map((file) => path.resolve(file)),
    mayMakeKey: makesKey,
    signerSocket: socket,
    origin: { name: name ?? `${new URL(publicBaseUrl).host}/ledger`, isGiven: name !== undefined },
    intervalMs: variables.LEDGER_INTERVAL_MS,
    folder,
  }
}
