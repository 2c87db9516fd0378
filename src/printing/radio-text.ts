import { nameOfCharacter } from './character-names.ts'
import { codeOf } from './visible-text.ts'

const PUNCTUATION: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['‚', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['«', '"'],
  ['»', '"'],
  ['‐', '-'],
  ['‑', '-'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['…', '...'],
  ['·', '.'],
  ['×', 'x'],
])
// Letters that a Latin keyboard can produce; full-width forms and Roman numerals are of the script and not among them.
const KEPT = /^[ -~\u00c0-\u024f\u1e00-\u1eff]$/u

function nameInBrackets(characters: readonly string[]): string {
  const [first] = characters
  const script = first === undefined ? undefined : nameOfCharacter(first)?.script
  const names = characters.map((character) => {
    const { name = '', isSmall = false } = nameOfCharacter(character) ?? {}
    return isSmall ? name.toLowerCase() : name
  })
  return `[${script === 'SIGN' ? '' : `${script} `}${names.join(' ')}]`
}

/**
 * A text in letters that every radio room can receive: Latin letters as they are, punctuation of ASCII, other characters by name in brackets, a run of one
 * alphabet in one pair ([CYRILLIC ZHE a], small letters in small ones), and by their code where the table has no name.
 */
export function radioText(text: string): string {
  const pieces: string[] = []
  let run: string[] = []
  const close = (): void => {
    if (run.length > 0) pieces.push(nameInBrackets(run))
    run = []
  }
  for (const character of text.normalize('NFC')) {
    const plain = KEPT.test(character) ? character : PUNCTUATION.get(character)
    const script = plain === undefined ? nameOfCharacter(character)?.script : undefined
    if (script === undefined || script !== nameOfCharacter(run[0] ?? '')?.script) close()
    if (script !== undefined) run.push(character)
    else pieces.push(plain ?? codeOf(character))
  }
  close()
  return pieces.join('')
}
