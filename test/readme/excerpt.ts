export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

const LEFT_OUT = '…'

/**
 * Reads replies as the page shows them: JSON, one after another, in which `…` stands for what is left out: further fields of an object, further members of
 * a list, a part of a text.
 */
export function parseExcerpts(text: string): Json[] {
  const excerpts: Json[] = []
  const open: string[] = []
  let [rewritten, inText] = ['', false]
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (inText) {
      rewritten += character
      if (character === '\\') rewritten += text.charAt(++at)
      else if (character === '"') inText = false
      continue
    }
    if (character === LEFT_OUT) {
      rewritten += open.at(-1) === '{' ? `"${LEFT_OUT}":0` : `"${LEFT_OUT}"`
      continue
    }
    rewritten += character
    inText = character === '"'
    if (character === '{' || character === '[') open.push(character)
    if (character !== '}' && character !== ']') continue
    open.pop()
    if (open.length > 0) continue
    excerpts.push(JSON.parse(rewritten) as Json)
    rewritten = ''
  }
  if (rewritten.trim() !== '') throw new Error(`this is no whole JSON: ${rewritten}`)
  return excerpts
}

/** True where a text is the one shown, `…` standing for any part of it. */
export function matchesText(shown: string, actual: string): boolean {
  const parts = shown.split(LEFT_OUT).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(actual)
}

/** Where a reply is not what the excerpt shows; undefined where it is. An object or list without `…` is shown whole. */
export function findDifference(shown: Json, actual: Json | undefined, place = '#'): string | undefined {
  if (typeof shown === 'string') {
    if (typeof actual === 'string' && matchesText(shown, actual)) return undefined
  } else if (Array.isArray(shown)) {
    if (Array.isArray(actual)) return findListDifference(shown, actual, place)
  } else if (isObject(shown)) {
    if (isObject(actual)) return findObjectDifference(shown, actual, place)
  } else if (shown === actual) {
    return undefined
  }
  return `${place} is shown as ${JSON.stringify(shown)} and is ${JSON.stringify(actual)}`
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function findObjectDifference(
  shown: { readonly [name: string]: Json },
  actual: { readonly [name: string]: Json },
  place: string,
): string | undefined {
  const names = Object.keys(shown).filter((name) => name !== LEFT_OUT)
  const hidden = Object.keys(actual).filter((name) => !names.includes(name))
  if (shown[LEFT_OUT] === undefined && hidden.length > 0) return `${place} has fields not shown: ${hidden.join(', ')}`
  if (shown[LEFT_OUT] !== undefined && hidden.length === 0) return `${place} is shown as shortened and is whole`
  for (const name of names) {
    const difference = findDifference(shown[name] ?? null, actual[name], `${place}/${name}`)
    if (difference !== undefined) return difference
  }
  return undefined
}

function findListDifference(shown: readonly Json[], actual: readonly Json[], place: string): string | undefined {
  const gap = shown.indexOf(LEFT_OUT)
  if (gap < 0 && shown.length !== actual.length) return `${place} has ${actual.length} members, shown ${shown.length}`
  const [head, tail] = gap < 0 ? [shown, []] : [shown.slice(0, gap), shown.slice(gap + 1)]
  if (head.length + tail.length > actual.length) return `${place} has fewer members than shown`
  const last = actual.length - tail.length
  const pairs = [...head.map((one, n) => [one, n] as const), ...tail.map((one, n) => [one, last + n] as const)]
  for (const [one, n] of pairs) {
    const difference = findDifference(one, actual[n], `${place}/${n}`)
    if (difference !== undefined) return difference
  }
  return undefined
}
