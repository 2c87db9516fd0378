import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.ts'
import { answerTogether, type Outcome } from '../../src/store/together.ts'

/** A door that rounds wait at until the test lets them through. */
function gate() {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

function recorder({ largest = 10, atOnce = 1 } = {}) {
  const rounds: number[][] = []
  const doors: ReturnType<typeof gate>[] = []
  const ask = answerTogether<number, string>(
    async (questions): Promise<Outcome<string>[]> => {
      rounds.push([...questions])
      const door = gate()
      doors.push(door)
      await door.opened
      if (questions.includes(13)) throw new Error('nobody can answer this')
      return questions.map((n) => (n < 0 ? { error: new DomainError('not-found', 'No.') } : { answer: `a${n}` }))
    },
    { largest, atOnce },
  )
  return { rounds, doors, ask }
}

describe('questions that are answered together', () => {
  it('never share a round that began before they came', async () => {
    const { rounds, doors, ask } = recorder()
    const first = ask('k', 1)
    await turn()
    const later = [ask('k', 2), ask('k', 3)]
    await turn()
    expect(rounds).toEqual([[1]])
    doors[0]?.open()
    expect(await first).toBe('a1')
    await turn()
    expect(rounds).toEqual([[1], [2, 3]])
    doors[1]?.open()
    expect(await Promise.all(later)).toEqual(['a2', 'a3'])
  })

  it('wait for nobody alone, and go in rounds of a bounded size', async () => {
    const { rounds, doors, ask } = recorder({ largest: 2 })
    const all = [1, 2, 3, 4, 5].map((n) => ask('k', n))
    for (let n = 0; n < 3; n++) {
      await turn()
      doors[n]?.open()
    }
    expect(await Promise.all(all)).toHaveLength(5)
    expect(rounds).toEqual([[1, 2], [3, 4], [5]])
  })

  it('share nothing with those of another key', async () => {
    const { rounds, doors, ask } = recorder()
    const both = [ask('one', 1), ask('other', 2)]
    await turn()
    expect(rounds).toEqual([[1], [2]])
    for (const door of doors) door.open()
    await Promise.all(both)
  })

  it('are refused one by one: a refusal is of its question, and what nobody expected is tried alone', async () => {
    const { rounds, doors, ask } = recorder()
    const all = [1, -2, 13, 4].map((n) => ask('k', n).catch((error: unknown) => (error as Error).message))
    await turn()
    doors[0]?.open()
    await turn()
    for (const door of doors) door.open()
    expect(await Promise.all(all)).toEqual(['a1', 'No.', 'nobody can answer this', 'a4'])
    expect(rounds).toEqual([[1, -2, 13, 4], [1], [-2], [13], [4]])
  })

  it('are all refused at once where the database is away', async () => {
    let rounds = 0
    const ask = answerTogether<number, string>(
      async () => {
        rounds += 1
        throw new DomainError('not-ready', 'Away.')
      },
      { largest: 10, atOnce: 1 },
    )
    const all = await Promise.allSettled([ask('k', 1), ask('k', 2)])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(rounds).toBe(1)
  })
})
