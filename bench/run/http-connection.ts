import net from 'node:net'

export interface HttpAnswer {
  readonly status: number
  readonly body: Buffer
}

export interface HttpCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: string
  readonly body?: string
}

const HEAD_END = Buffer.from('\r\n\r\n')
const STATUS_AT = 9

/** The bytes of a call; `headers` are whole lines, each with its end. */
export function encodeCall({ method, path, headers, body }: HttpCall): Buffer {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}`
  if (body === undefined) return Buffer.from(`${head}\r\n`)
  return Buffer.from(
    `${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/**
 * One kept connection that sends one call at a time. It reads no more of an answer than the status and the length: Node's own client costs three times as much,
 * and shares the two cores with what is measured.
 */
export class HttpConnection {
  readonly #socket: net.Socket
  readonly #ready: Promise<void>
  #received: Buffer = Buffer.alloc(0)
  #waiting: { resolve(answer: HttpAnswer): void; reject(error: Error): void } | undefined

  constructor(port: number) {
    this.#socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
    this.#ready = new Promise((resolve, reject) => this.#socket.once('connect', resolve).once('error', reject))
    this.#socket.on('data', (chunk: Buffer) => this.#onData(chunk))
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('the service closed the connection')))
  }

  async call(call: HttpCall): Promise<HttpAnswer> {
    await this.#ready
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(encodeCall(call))
    })
  }

  end(): void {
    this.#socket.removeAllListeners('close')
    this.#socket.destroy()
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }

  #onData(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const headEnd = this.#received.indexOf(HEAD_END)
    if (headEnd < 0) return
    const head = this.#received.toString('latin1', 0, headEnd)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    const bodyAt = headEnd + HEAD_END.length
    if (length === undefined && /transfer-encoding: chunked/i.test(head)) return this.#onChunked(head, bodyAt)
    const end = bodyAt + Number(length ?? 0)
    if (this.#received.length < end) return
    this.#answer(head, this.#received.subarray(bodyAt, end), end)
  }

  #onChunked(head: string, bodyAt: number): void {
    const parts: Buffer[] = []
    for (let at = bodyAt; ; ) {
      const lineEnd = this.#received.indexOf('\r\n', at)
      if (lineEnd < 0) return
      const size = Number.parseInt(this.#received.toString('latin1', at, lineEnd), 16)
      const next = lineEnd + 2 + size + 2
      if (this.#received.length < next) return
      if (size === 0) return this.#answer(head, Buffer.concat(parts), next)
      parts.push(this.#received.subarray(lineEnd + 2, next - 2))
      at = next
    }
  }

  #answer(head: string, body: Buffer, end: number): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    this.#received = this.#received.subarray(end)
    waiting?.resolve({ status: Number(head.slice(STATUS_AT, STATUS_AT + 3)), body })
  }
}
