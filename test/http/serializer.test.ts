import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createSerializerCompiler, ResponseMismatchError } from '../../src/http/serializer.ts'

function printer(schema: z.ZodType, checkResponses = false): (value: unknown) => string {
  const compile = createSerializerCompiler({ checkResponses })
  return compile({ schema, method: 'GET', url: '/x', httpStatus: '200' }) as (value: unknown) => string
}

const print = (schema: z.ZodType, value: unknown): unknown => JSON.parse(printer(schema)(value))

const Party = z.object({ partyId: z.string(), name: z.string().optional() })
const Link = z.discriminatedUnion('type', [
  z.object({ type: z.literal('EVENT'), to: Party.nullable() }),
  z.object({ type: z.literal('GAP'), reason: z.string() }),
])

describe('what no schema declares is not printed', () => {
  const leak = { partyId: 'p', birthDate: '1970-01-01' }
  it.each<[string, z.ZodType, unknown, unknown]>([
    ['in an object', z.object({ party: Party }), { party: leak, extra: 1 }, { party: { partyId: 'p' } }],
    ['in a list', z.array(Party), [leak], [{ partyId: 'p' }]],
    ['in a nullable object', z.object({ party: Party.nullable() }), { party: leak }, { party: { partyId: 'p' } }],
    ['in a record', z.record(z.string(), Party), { a: leak }, { a: { partyId: 'p' } }],
    [
      'in a discriminated union',
      z.array(Link),
      [
        { type: 'EVENT', to: leak, x: 1 },
        { type: 'GAP', reason: 'r', x: 1 },
      ],
      [
        { type: 'EVENT', to: { partyId: 'p' } },
        { type: 'GAP', reason: 'r' },
      ],
    ],
    ['in a plain union', z.union([z.string(), Party]), leak, { partyId: 'p' }],
    [
      'beside a union',
      z.object({ link: Link, party: Party }),
      { link: { type: 'GAP', reason: 'r' }, party: leak, x: 1 },
      { link: { type: 'GAP', reason: 'r' }, party: { partyId: 'p' } },
    ],
  ])('%s', (_where, schema, value, expected) => {
    expect(print(schema, value)).toEqual(expected)
  })

  it('in a schema that holds itself', () => {
    interface Node {
      id: string
      next?: Node | undefined
    }
    const NodeSchema: z.ZodType<Node> = z.object({
      id: z.string(),
      get next(): z.ZodOptional<z.ZodType<Node>> {
        return z.optional(NodeSchema)
      },
    })
    const deep = { id: '1', x: 1, next: { id: '2', x: 1, next: { id: '3', x: 1 } } }
    expect(print(NodeSchema, deep)).toEqual({ id: '1', next: { id: '2', next: { id: '3' } } })
  })
})

it('prints values as they are: null, fractions, text with quotes, empty lists', () => {
  const schema = z.object({
    a: z.string().nullable(),
    b: z.number(),
    c: z.string(),
    d: z.array(z.string()),
    e: z.boolean().optional(),
  })
  const value = { a: null, b: 1.9, c: '"\\\u2028é', d: [] }
  expect(print(schema, value)).toEqual(value)
})

it('refuses to print a value that has none of the declared forms', () => {
  expect(() => printer(z.array(Link))([{ type: 'OTHER', secret: 1 }])).toThrow('none of its declared forms')
})

it('fails a response that breaks its schema where responses are checked, without its values in the message', () => {
  const run = () => printer(z.object({ n: z.number() }), true)({ n: 'SERIAL-4711' })
  expect(run).toThrow(ResponseMismatchError)
  expect(run).toThrow(/invalid_type at \/n/)
  expect(run).not.toThrow(/SERIAL/)
})
