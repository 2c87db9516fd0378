import type { FactorySymbol } from '../reference/entries.ts'
import { referenceInUse } from '../reference/in-use.ts'

const DRAWN: readonly [RegExp, string][] = [
  [/[△▲▵▴◬⟁🔺]/gu, ' TRIANGLE '],
  [/[◎⊚⦾]/gu, ' DOUBLE CIRCLE '],
  [/[○◯●]/gu, ' CIRCLE '],
  [/[☆★✩⭐]/gu, ' STAR '],
  [/[◇◆⬦♢]/gu, ' RHOMBUS '],
  [/[↑↗→↟⇧]/gu, ' ARROW '],
]
/** Words that mean a shape of another name. */
export const SAME_WORDS: ReadonlyMap<string, string> = new Map([
  ['CIRCLES', 'CIRCLE'],
  ['TRIANGULAR', 'TRIANGLE'],
  ['DIAMOND', 'RHOMBUS'],
  ['TWO', 'DOUBLE'],
  ['STARS', 'STAR'],
  ['ARROWS', 'ARROW'],
])

/** The symbol a mark describes, in signs (`△66`), by its code (`SYM_TRIANGLE_66`) or in words (`66 in a triangle`). */
export function readFactorySymbol(text: string): FactorySymbol | undefined {
  const words = symbolWords(text)
  return referenceInUse().lists.symbols.find(
    (symbol) =>
      symbol.words.length === words.length && symbol.words.every((word) => words.some((told) => matches(word, told))),
  )
}

/** The maker that a symbol stands for; undefined where it is not known, or more than one struck it (an arrow in a triangle is Izhevsk or Cugir). */
export function makerOfSymbol(text: string): string | undefined {
  const makers = readFactorySymbol(text)?.makers ?? []
  return makers.length === 1 ? makers[0] : undefined
}

/** The States a factory symbol may stand for, today's; one only where it tells the country. */
export function countriesOfSymbol(symbol: FactorySymbol): readonly string[] {
  const { makersById } = referenceInUse()
  const seats = symbol.makers.flatMap((id) => makersById.get(id)?.country ?? [])
  return [...new Set([...(symbol.countries ?? []), ...seats])]
}

function symbolWords(text: string): readonly string[] {
  const written = DRAWN.reduce((told, [sign, word]) => told.replace(sign, word), text)
    .normalize('NFKC')
    .toUpperCase()
  const words = (written.match(/[A-Z]+|[0-9]+/g) ?? []).map((word) => SAME_WORDS.get(word) ?? word)
  const { symbolShapes } = referenceInUse()
  return Array.from(new Set(words.filter((word) => symbolShapes.has(word) || /^[0-9]+$/.test(word))))
}

function matches(word: string, told: string): boolean {
  return word === '#' ? /^[0-9]+$/.test(told) : word === told
}
