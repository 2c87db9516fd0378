import { connect } from 'node:net'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, CSV_FILE, EXPORT_PAGE, readPages, sendCsv, stopFormula } from '../../src/features/send-csv.ts'
import type { Position } from '../../src/features/send-page.ts'
import type { Server } from '../../src/http/create-server.ts'
import { bearer, buildEdge, documented } from './support.ts'

const COLUMNS = ['a', 'b'] as const
type Row = Record<(typeof COLUMNS)[number], Cell>
const FORMULA_STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']

type Pages = () => AsyncIterable<readonly Row[]>

/** A server with one export, whose pages are these. */
function exporting(pages: Pages): Promise<Server> {
  return buildEdge((app) => {
    const { schema, config } = documented('export')
    const access = { scopes: ['traces:read'] as const }
    app.get(
      '/v1/export',
      { schema: { ...schema, response: { 200: CSV_FILE } }, config: { ...config, access } },
      (_request, reply) => sendCsv(reply, { fileName: 'rows.csv', columns: COLUMNS, pages: pages() }),
    )
  })
}

async function* pagesOf(...pages: readonly (readonly Row[])[]): AsyncGenerator<readonly Row[]> {
  yield* pages
}

const CALL = { url: '/v1/export', headers: bearer('reader', 'traces:read') }

async function printed(...pages: readonly (readonly Row[])[]): Promise<string> {
  const app = await exporting(() => pagesOf(...pages))
  const { statusCode, body } = await app.inject({ method: 'GET', ...CALL })
  await app.close()
  expect(statusCode).toBe(200)
  return body
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc
    .tuple(fc.constantFrom(...FORMULA_STARTS, '"', ',', ';', '\r\n', "'"), fc.string())
    .map(([start, rest]) => `${start}${rest}`),
)

describe('a CSV file', () => {
  it('gives any text back as itself or with an apostrophe, and no cell of it begins like a formula', async () => {
    const app = await exporting(() => pagesOf(rows))
    let rows: Row[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ a: anyText, b: anyText }), { minLength: 1, maxLength: 8 }),
        async (sent) => {
          rows = sent
          const { body } = await app.inject({ method: 'GET', ...CALL })
          const [head, ...read] = parse(body, { record_delimiter: '\r\n' })
          expect(head).toEqual([...COLUMNS])
          expect(read).toHaveLength(sent.length)
          for (const [n, cells] of read.entries())
            for (const [m, cell] of cells.entries()) {
              const text = sent[n]?.[m === 0 ? 'a' : 'b']
              expect([text, `'${text}`]).toContain(cell)
              expect(FORMULA_STARTS.some((start) => cell.startsWith(start))).toBe(false)
            }
        },
      ),
    )
    await app.close()
  })

  it('leaves a text alone that begins like no formula', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const begins = FORMULA_STARTS.some((start) => text.startsWith(start))
        expect(stopFormula(text)).toBe(begins ? `'${text}` : text)
      }),
    )
  })

  it('keeps numbers numbers, says true and false, leaves null empty, and ends each line with CRLF', async () => {
    const body = await printed(
      [{ a: -5, b: true }],
      [
        { a: null, b: false },
        { a: 'a "b", c', b: '-5' },
      ],
    )
    expect(body).toBe('a,b\r\n-5,true\r\n,false\r\n"a ""b"", c",\'-5\r\n')
  })

  it('has its header row also where there is nothing to list', async () => {
    expect(await printed([])).toBe('a,b\r\n')
  })

  it('is an attachment of its name, in UTF-8, that no cache keeps', async () => {
    const app = await exporting(() => pagesOf([{ a: 'Ж', b: 1 }]))
    const { headers, body } = await app.inject({ method: 'GET', ...CALL })
    const head = await app.inject({ method: 'HEAD', ...CALL })
    await app.close()
    expect(body).toContain('Ж,1')
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="rows.csv"',
      'cache-control': 'no-store',
    })
    expect([head.statusCode, head.headers['content-disposition'], head.body]).toEqual([
      200,
      'attachment; filename="rows.csv"',
      '',
    ])
  })

  it('that cannot be begun is a problem; one that fails on the way breaks off, so that nobody takes it for whole', async () => {
    const failing = (after: number) =>
      async function* () {
        for (let n = 0; n < after; n++) yield [{ a: n, b: n }]
        throw new Error('the database is gone')
      }
    const [never, later] = [await exporting(failing(0)), await exporting(failing(3))]
    const refused = await never.inject({ method: 'GET', ...CALL })
    expect([refused.statusCode, refused.headers['content-type'], refused.headers['content-disposition']]).toEqual([
      500,
      expect.stringContaining('application/problem+json'),
      undefined,
    ])
    const url = await later.listen({ host: '127.0.0.1', port: 0 })
    const answer = await fetch(`${url}/v1/export`, { headers: CALL.headers })
    await expect(answer.text()).rejects.toThrow('terminated')
    await never.close()
    await later.close()
  })

  it('is read no faster than it is taken, and no further once its reader is gone', async () => {
    let [read, ended] = [0, false]
    const wide = 'x'.repeat(64 * 1024)
    const endless: Pages = async function* () {
      try {
        for (; ; read++) yield [{ a: wide, b: read }]
      } finally {
        ended = true
      }
    }
    const app = await exporting(endless)
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as { port: number }
    const socket = connect(port, '127.0.0.1')
    socket.pause()
    socket.write(`GET /v1/export HTTP/1.1\r\nHost: test\r\nAuthorization: ${CALL.headers.authorization}\r\n\r\n`)
    // The buffers of both ends fill; then nothing more is read.
    await waitUntilStill(() => read)
    const stopped = read
    expect(stopped * wide.length).toBeLessThan(64 * 1024 * 1024)
    socket.destroy()
    await waitUntil(() => ended)
    expect(read - stopped).toBeLessThan(4)
    await app.close()
  })
})

const pause = () => new Promise((resolve) => setTimeout(resolve, 50))

async function waitUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await pause()
}

/** Until a number that grew has not grown for half a second. */
async function waitUntilStill(count: () => number): Promise<void> {
  for (let [last, same] = [-1, 0]; same < 10 || last <= 0; await pause()) {
    same = count() === last ? same + 1 : 0
    last = count()
  }
}

describe('the pages of an export', () => {
  const position = (n: number): Position => ({
    recordedAt: `2026-01-01T00:00:00.${String(n).padStart(6, '0')}Z`,
    id: `${n}`,
  })

  it.each([0, 1, EXPORT_PAGE - 1, EXPORT_PAGE, EXPORT_PAGE + 1, 3 * EXPORT_PAGE])(
    'hold all of %d records once, in their order',
    async (count) => {
      const all = Array.from({ length: count }, (_, n) => position(n))
      const pages = readPages(async (after) => {
        const start = after === undefined ? 0 : Number(after.id) + 1
        return all.slice(start, start + EXPORT_PAGE)
      })
      const read: Position[] = []
      for await (const page of pages) read.push(...page)
      expect(read).toEqual(all)
    },
  )
})
