import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenApiDocument } from '../../src/http/openapi.ts'
import { type Answer, startTestService, type TestService } from '../support/service.ts'
import { callOf, document, targetOf, type Worked, worked } from '../support/worked-examples.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService({ demo: true, ledger: true })
}, 180_000)
afterAll(() => service.close())

function run(example: Worked): Promise<Answer<unknown>> {
  return service.request(targetOf(example), callOf(example))
}

/** The document with what was really answered in the place of its examples, for a checker that compares examples with schemas. */
function withAnswers(answers: ReadonlyMap<string, Answer<unknown>>): OpenApiDocument {
  const answered = structuredClone(document)
  for (const operation of Object.values(answered.paths).flatMap((operations) => Object.values(operations))) {
    const answer = answers.get(operation.operationId)
    const content = operation.responses[String(answer?.status)]?.content ?? {}
    for (const media of Object.values(content)) media.example = answer?.body ?? answer?.text
  }
  return answered
}

describe('the worked examples of the document', () => {
  const answers = new Map<string, Answer<unknown>>()

  it.each(worked)('$name answers on the demo data as it says', async (example) => {
    const answer = await run(example)
    expect([answer.status, answer.text]).toEqual([example.operation['x-marktrace-status'], expect.any(String)])
    answers.set(example.name, answer)
  })

  it('are answered with what their schemas say and nothing else', async () => {
    expect(answers.size).toBe(worked.length)
    const config = await createConfig({ rules: { 'no-invalid-media-type-examples': 'error' } })
    const problems = await lintFromString({ source: JSON.stringify(withAnswers(answers)), config })
    expect(problems.map(({ message, location }) => `${location[0]?.pointer ?? ''} ${message}`)).toEqual([])
  })

  it('can be run again: none makes a second record of what it names, and each gives the same status', async () => {
    for (const example of worked)
      expect([example.name, (await run(example)).status]).toEqual([
        example.name,
        example.operation['x-marktrace-status'],
      ])
  })

  it('look like what is answered: the fields are the same, whatever the ids and times', async () => {
    for (const { name, operation } of worked) {
      const shown = operation.responses[String(operation['x-marktrace-status'])]?.content?.['application/json']?.example
      if (shown === undefined) continue
      expect([name, shapeOf(answers.get(name)?.body)]).toEqual([name, shapeOf(shown)])
    }
  })
})

/** Field names and kinds of values, with the first element for a list. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, shapeOf(inner)]),
  )
}
