import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assessObservation } from '../../../src/domain/identification/assess-observation.ts'
import type { ObservedWeapon } from '../../../src/domain/identification/observation.ts'

/** A case on disk. Findings are written as `SEVERITY CODE at pointer`; `tells` must stand in their words, `neverTells` must not. */
interface ObservationVector {
  readonly shows: string
  readonly observation: ObservedWeapon
  readonly findings: readonly string[]
  readonly tells?: readonly string[]
  readonly neverTells?: readonly string[]
}

const FOLDER = new URL('../../vectors/observations/', import.meta.url)
const vectors = readdirSync(FOLDER)
  .toSorted()
  .map((name) => ({ name, vector: JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as ObservationVector }))

describe('what the marks of an observation tell', () => {
  it.each(vectors)('$name: $vector.shows', ({ vector }) => {
    const found = assessObservation(vector.observation)
    const written = found.map(({ severity, code, pointer }) => `${severity} ${code} at ${pointer}`)
    expect(written.toSorted()).toEqual([...vector.findings].toSorted())
    const words = found.map(({ detail, hint = '' }) => `${detail} ${hint}`).join(' ')
    for (const told of vector.tells ?? []) expect(words).toContain(told)
    for (const silent of vector.neverTells ?? []) expect(words).not.toContain(silent)
  })

  it('never refuses, and says with each finding what to look at next', () => {
    const found = vectors.flatMap(({ vector }) => assessObservation(vector.observation))
    expect(found.filter(({ severity }) => severity === 'ERROR')).toEqual([])
    expect(found.filter(({ hint }) => hint === undefined)).toEqual([])
  })

  it('is told without the text of any mark that may be a serial', () => {
    for (const { name, vector } of vectors) {
      const words = JSON.stringify(assessObservation(vector.observation))
      const serials = (vector.observation.markings ?? []).filter(({ kind }) => kind.startsWith('SERIAL'))
      for (const { text } of serials.filter((mark) => mark.text.length > 4))
        expect([name, words.includes(text)]).toEqual([name, false])
    }
  })
})
