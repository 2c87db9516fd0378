import fc from 'fast-check'
import { describe, it, expect } from 'vitest'
import { countUncovered, keyLine } from '../../../src/domain/consignments/lines.ts'
import type { ConsignmentRecord, Delivery, Movement } from '../../../src/domain/consignments/record.ts'
import { reconcile } from '../../../src/domain/consignments/reconcile.ts'
import { aConsignment, delivered, goods, ids, line, moved, OPTIONS, paper } from './records.ts'

const MODELS = ['Glock 17', 'Glock 19', 'Glock 26'] as const
const weapons = ids(12).map((id, n) => ({ id, weapon: goods(MODELS[n % 3]) }))

const movement: fc.Arbitrary<Movement> = fc
  .record({
    weapon: fc.constantFrom(...weapons),
    kind: fc.constantFrom('EXPORTED', 'RE_EXPORTED', 'IN_TRANSIT', 'IMPORTED', 'DELIVERY_VERIFIED'),
    n: fc.nat(3),
  })
  .map(({ weapon: { id, weapon }, kind, n }) => moved(kind, id, { weapon, eventId: `${kind} ${id} ${n}` }))

const delivery: fc.Arbitrary<Delivery> = fc
  .record({
    id: fc.uuid(),
    complete: fc.boolean(),
    lines: fc.uniqueArray(fc.record({ line: fc.nat(1), quantity: fc.nat(8) }), { selector: (one) => one.line }),
    items: fc.array(
      fc.oneof(
        fc.constantFrom(...weapons).map(({ id }) => ({ status: 'MATCHED' as const, weaponId: id })),
        fc.nat(3).map((n) => ({
          status: 'UNEXPECTED' as const,
          given: { make: 'Glock', model: 'Glock 19', calibre: '9x19', serial: `U${n}` },
        })),
      ),
      { maxLength: 6 },
    ),
  })
  .map(({ id, ...rest }) => delivered(id, rest))

const record: fc.Arbitrary<ConsignmentRecord> = fc
  .record({
    movements: fc.uniqueArray(movement, { selector: ({ eventId }) => eventId, maxLength: 30 }),
    deliveries: fc.uniqueArray(delivery, { selector: ({ id }) => id, maxLength: 5 }),
    licensed: fc.nat(12),
  })
  .map(({ licensed, ...given }) =>
    aConsignment({
      ...given,
      consignment: { lines: [line(5, 'Glock 17'), line(5)] },
      authorisations: [paper('EXPORT_LICENCE', { lines: [line(licensed)] }), paper('END_USER_CERTIFICATE')],
    }),
  )

describe('reconciling', () => {
  it('conserves quantities: what was shipped arrived, is under way or is missing, on each line and in all', () => {
    fc.assert(
      fc.property(record, (given) => {
        const { lines, total, items } = reconcile(given, OPTIONS)
        for (const { shipped, arrived, underWay, missing } of [...lines, total])
          expect(shipped).toBe(arrived + underWay + missing)
        const unlined = items.filter((item) => item.line === null && item.shipped !== null).length
        expect(total.shipped).toBe(lines.reduce((sum, { shipped }) => sum + shipped, unlined))
        const sent = given.movements.filter(({ kind }) => kind === 'EXPORTED' || kind === 'RE_EXPORTED')
        expect(total.shipped).toBe(new Set(sent.map(({ weaponId }) => weaponId)).size)
      }),
    )
  })

  it('is the same in whatever order deliveries, movements and papers were recorded', () => {
    const shuffled = record.chain((given) =>
      fc.record({
        given: fc.constant(given),
        movements: fc.shuffledSubarray([...given.movements], { minLength: given.movements.length }),
        deliveries: fc.shuffledSubarray([...given.deliveries], { minLength: given.deliveries.length }),
        authorisations: fc.shuffledSubarray([...given.authorisations], { minLength: given.authorisations.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ given, ...other }) => {
        expect(reconcile({ ...given, ...other }, OPTIONS)).toEqual(reconcile(given, OPTIONS))
      }),
    )
  })

  it('is the same where a delivery is split in two: of serials always, of counts in their sum', () => {
    fc.assert(
      fc.property(record, delivery, fc.nat(6), (given, whole, cut) => {
        const one = { ...whole, items: whole.items.slice(0, cut) }
        const two = { ...delivered(`${whole.id}-2`), items: whole.items.slice(cut) }
        const joined = reconcile({ ...given, deliveries: [...given.deliveries, whole] }, OPTIONS)
        expect(reconcile({ ...given, deliveries: [...given.deliveries, one, two] }, OPTIONS)).toEqual(joined)
      }),
    )
  })

  it('never makes a weapon missing before the receiver said that all has come', () => {
    fc.assert(
      fc.property(record, (given) => {
        const deliveries = given.deliveries.map((one) => ({ ...one, complete: false }))
        expect(reconcile({ ...given, deliveries }, OPTIONS).total.missing).toBe(0)
      }),
    )
  })

  it('leaves uncovered what exceeds the sum of the lines and never less', () => {
    const quantities = fc.array(fc.nat(9), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(quantities, quantities, (allowed, wanted) => {
        const lines = allowed.map((quantity, n) => keyLine(line(quantity, MODELS[n % 3]), n))
        const demands = wanted.map((count, n) => ({ count, weapon: goods(MODELS[n % 3]) }))
        const expected = wanted
          .map((count, n) => Math.max(0, count - (allowed[n] ?? 0)))
          .reduce((sum, one) => sum + one, 0)
        expect(countUncovered(lines, demands)).toBe(expected)
      }),
    )
  })
})
