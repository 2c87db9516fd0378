import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dispositionOf, type ItemLife } from '../../../src/domain/seizures/disposition.ts'
import { type RecoveredItem, traceabilityOf } from '../../../src/domain/seizures/traceability.ts'
import { DISPOSITIONS, TRACEABILITIES } from '../../../src/domain/vocabulary/seizures.ts'

function readVectors<Vector>(name: string): Vector[] {
  return JSON.parse(readFileSync(new URL(`../../vectors/seizures/${name}.json`, import.meta.url), 'utf8')) as Vector[]
}

const traceability = readVectors<{ shows: string; item: RecoveredItem; is: string }>('traceability')
const dispositions = readVectors<{ shows: string; life: ItemLife; is: string }>('dispositions')

describe('whether a trace of an item can be expected', () => {
  test.each(traceability)('$shows: $is', ({ item, is }) => {
    expect(traceabilityOf(item)).toBe(is)
  })
  test('is shown in each of its codes', () => {
    expect(new Set(traceability.map(({ is }) => is))).toEqual(new Set(TRACEABILITIES))
  })
})

describe('where an item stands', () => {
  test.each(dispositions)('$shows: $is', ({ life, is }) => {
    expect(dispositionOf(life)).toBe(is)
  })
  test('is shown in each of its codes', () => {
    expect(new Set([...dispositions.map(({ is }) => is), 'DEACTIVATED'])).toEqual(new Set(DISPOSITIONS))
    expect(dispositionOf({ kinds: ['SEIZED', 'DEACTIVATED'], marked: false })).toBe('DEACTIVATED')
  })
})
