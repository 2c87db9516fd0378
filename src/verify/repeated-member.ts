/** What begins or ends a text or an object, and escapes, which end nothing. No text is matched as a whole: of millions of characters the matcher would run out of stack. */
const MARKS = /\\.|["{}]/g
const COLON = /\s*:/y

/**
 * The name of a member that an object has twice; undefined for none. JSON.parse takes the last one without a word, and another reader may take the first, so that
 * two would be shown different answers by one file.
 *
 * @param json valid JSON
 */
export function repeatedMember(json: string): string | undefined {
  const around: Set<string>[] = []
  let begun: number | undefined
  for (const { 0: mark, index } of json.matchAll(MARKS)) {
    if (mark === '"' && begun === undefined) begun = index
    else if (mark === '"') {
      const text = json.slice(begun, index + 1)
      begun = undefined
      COLON.lastIndex = index + 1
      if (!COLON.test(json)) continue
      const name = JSON.parse(text) as string
      if (around.at(-1)?.has(name) === true) return name
      around.at(-1)?.add(name)
    } else if (begun === undefined && mark === '{') around.push(new Set())
    else if (begun === undefined && mark === '}') around.pop()
  }
  return undefined
}
