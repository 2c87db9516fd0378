/** A parameter as it was bound; bytes are written as PostgreSQL's hex text. */
export type Bound = string | null

/** One execution of a statement, as a client sent it. */
export interface Execution {
  readonly sql: string
  readonly values: readonly Bound[]
}

const HEADER_BYTES = 5

class Reader {
  readonly #buffer: Buffer
  #at = 0

  constructor(buffer: Buffer) {
    this.#buffer = buffer
  }

  text(): string {
    const end = this.#buffer.indexOf(0, this.#at)
    const text = this.#buffer.toString('utf8', this.#at, end)
    this.#at = end + 1
    return text
  }

  small(): number {
    this.#at += 2
    return this.#buffer.readInt16BE(this.#at - 2)
  }

  bytes(): Buffer | null {
    const length = this.#buffer.readInt32BE(this.#at)
    this.#at += 4
    if (length < 0) return null
    this.#at += length
    return this.#buffer.subarray(this.#at - length, this.#at)
  }
}

/** Reads the messages of one client (protocol 3.0) from its bytes, whichever driver sent them, and tells each execution. */
export class FrontendReader {
  readonly #statements = new Map<string, string>()
  readonly #onExecution: (execution: Execution) => void
  #rest: Buffer = Buffer.alloc(0)
  #started = false

  constructor(onExecution: (execution: Execution) => void) {
    this.#onExecution = onExecution
  }

  push(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    while (this.#step());
  }

  /** Takes one message from the front; false where it is not there whole. The first has no type. */
  #step(): boolean {
    const typeBytes = this.#started ? 1 : 0
    if (this.#rest.length < typeBytes + 4) return false
    const length = this.#rest.readInt32BE(typeBytes) + typeBytes
    if (this.#rest.length < length) return false
    const message = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    if (this.#started) this.#onMessage(String.fromCharCode(message[0] ?? 0), new Reader(message.subarray(HEADER_BYTES)))
    this.#started = true
    return true
  }

  #onMessage(type: string, reader: Reader): void {
    if (type === 'Q') this.#onExecution({ sql: reader.text(), values: [] })
    else if (type === 'P') {
      const name = reader.text()
      this.#statements.set(name, reader.text())
    } else if (type === 'B') this.#onBind(reader)
  }

  #onBind(reader: Reader): void {
    reader.text()
    const sql = this.#statements.get(reader.text()) ?? ''
    const formats = Array.from({ length: reader.small() }, () => reader.small())
    const values = Array.from({ length: reader.small() }, (_, n): Bound => {
      const bytes = reader.bytes()
      const format = formats.length === 1 ? formats[0] : (formats[n] ?? 0)
      if (bytes === null) return null
      return format === 1 ? `\\x${bytes.toString('hex')}` : bytes.toString('utf8')
    })
    this.#onExecution({ sql, values })
  }
}
