import type pg from 'pg'

interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

// The server reads a message whole; smaller ones keep its memory flat.
const CHUNK_BYTES = 1 << 20

/** One `COPY … FROM STDIN` on a connection of `pg`, which calls these methods as the server answers. */
class CopyIn {
  readonly #text: string
  readonly #data: Buffer
  readonly #done: (error?: Error) => void

  constructor(text: string, data: Buffer, done: (error?: Error) => void) {
    this.#text = text
    this.#data = data
    this.#done = done
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#text)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    for (let at = 0; at < this.#data.length; at += CHUNK_BYTES) {
      connection.sendCopyFromChunk(this.#data.subarray(at, at + CHUNK_BYTES))
    }
    connection.endCopyFrom()
  }

  /** After an error `pg` calls nothing more of this query. */
  handleError(error: Error): void {
    this.#done(error)
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#done()
  }
}

/** Sends the text of one COPY. Rejects with the server's error; nothing of this text is stored then. */
export function copyIn(client: pg.Client, text: string, data: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error): void => (error === undefined ? resolve() : reject(error))
    const query = new CopyIn(text, Buffer.from(data), done)
    client.query(query as unknown as pg.Submittable)
  })
}
