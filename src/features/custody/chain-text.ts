// A name's place in a chain's text is this character, the number of its party and `;`. Printed JSON holds no control character of its own.
const MARK = '\u0001'
// As a printer writes a name that begins with the mark. Within a text the quotation marks would be escaped, so nothing that a reporter wrote looks like it.
const PLACE = /,"name":"\\u0001(\d+)"/g

/**
 * Prints a chain once for all askers, with a place for the name of each party; the places are numbered in the order of the ids.
 *
 * @param print prints the chain with the names given
 */
export function printWithPlaces(
  partyIds: readonly string[],
  print: (names: ReadonlyMap<string, string>) => string,
): string {
  const places = new Map(partyIds.map((id, n) => [id, `${MARK}${n}`]))
  return print(places).replace(PLACE, `${MARK}$1;`)
}

/** The chain as one asker is sent it: with the names that he may have, by the numbers of the parties; null where he may not have one. */
export function fillNames(body: string, names: readonly (string | null)[]): string {
  const [head = '', ...rest] = body.split(MARK)
  const texts = names.map((name) => (name === null ? '' : `,"name":${JSON.stringify(name)}`))
  let filled = head
  for (const part of rest) {
    const end = part.indexOf(';')
    filled += texts[Number(part.slice(0, end))] ?? ''
    filled += part.slice(end + 1)
  }
  return filled
}
