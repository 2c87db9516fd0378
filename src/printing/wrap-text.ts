/** Cuts a word that is longer than a line, such as a mark of a hundred characters, into pieces that fit. */
function cut(word: string, width: number): string[] {
  const characters = Array.from(word)
  const count = Math.max(1, Math.ceil(characters.length / width))
  return Array.from({ length: count }, (_, n) => characters.slice(n * width, (n + 1) * width).join(''))
}

/** Lines of at most `width` characters, `first` before the first of them and as many spaces before the others. */
export function wrapText(text: string, width: number, first = ''): readonly string[] {
  const [margin, room] = [' '.repeat(first.length), width - first.length]
  const words = text.split(' ').flatMap((word) => cut(word, room))
  const lines: string[] = []
  let line: string | undefined
  for (const word of words) {
    const longer: string = line === undefined ? word : `${line} ${word}`
    if (line !== undefined && longer.length > room) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line ?? ''].map((each, n) => `${n === 0 ? first : margin}${each}`.trimEnd())
}
