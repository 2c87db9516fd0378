// Names are few, and a text that a caller makes up must not stay for ever.
const REMEMBERED_MAX = 2_000

type Name = string | null | undefined

/**
 * The same pure function of names, which remembers what it answered. A search compares hundreds of records that bear the same few names, for each of up to 200
 * items of one seizure: resolving each name again took nine tenths of its time.
 */
export function remembering<Names extends readonly Name[], Answer extends object>(
  answer: (...names: Names) => Answer,
): (...names: Names) => Answer {
  const known = new Map<string, Answer>()
  return (...names) => {
    const key = JSON.stringify(names)
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    if (known.size >= REMEMBERED_MAX) known.clear()
    const fresh = answer(...names)
    known.set(key, fresh)
    return fresh
  }
}
