/** A script as pgbench takes it: variables set at random, statements, results kept as variables. */
export type ScriptStep =
  | { readonly kind: 'SET'; readonly name: string; readonly low: number; readonly high: number }
  | { readonly kind: 'SQL'; readonly text: string; readonly variables: readonly string[]; readonly keeps: boolean }

const VARIABLE = /(?<![:\w]):([a-z_]\w*)/g
const SET = /^\\set (\w+) random\((\d+), (\d+)\)$/

function toStatement(lines: readonly string[], keeps: boolean): ScriptStep {
  const variables: string[] = []
  const text = lines.join('\n').replace(VARIABLE, (_, name: string) => {
    if (!variables.includes(name)) variables.push(name)
    return `$${variables.indexOf(name) + 1}`
  })
  return { kind: 'SQL', text: text.replace(/;\s*$/, ''), variables, keeps }
}

/** Reads what of pgbench's language the scripts here use: `\set x random(a, b)`, statements that end a line with `;` or `\gset`, comments. */
export function parseScript(script: string): ScriptStep[] {
  const steps: ScriptStep[] = []
  let lines: string[] = []
  for (const line of script.split('\n')) {
    const set = SET.exec(line.trim())
    if (set !== null) steps.push({ kind: 'SET', name: set[1] ?? '', low: Number(set[2]), high: Number(set[3]) })
    else if (line.trim() === '' || line.startsWith('--')) continue
    else if (/\\gset\s*$/.test(line)) {
      steps.push(toStatement([...lines, line.replace(/\\gset\s*$/, '')], true))
      lines = []
    } else {
      lines.push(line)
      if (!/;\s*$/.test(line)) continue
      steps.push(toStatement(lines, false))
      lines = []
    }
  }
  if (lines.length > 0) throw new Error(`a statement without its end: ${lines[0]}`)
  return steps
}
