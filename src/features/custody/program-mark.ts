import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const HERE = path.join(import.meta.dirname, '..', '..')

/**
 * What decides how a chain reads: the domain, how it is rendered and printed, what is loaded for it, and by which functions of the database. The versions of the
 * libraries stand in package.json.
 */
const DECIDING = [
  'domain',
  'features/custody',
  'features/render-chain',
  'features/chain-schemas',
  'features/wire',
  'http/serializer',
  'http/declared-only',
  'store/custody-history',
  '../migrations',
  '../package.json',
]

function filesOf(place: string): string[] {
  const parent = path.dirname(place)
  const stem = path.basename(place)
  return readdirSync(parent)
    .filter((name) => [stem, `${stem}.ts`, `${stem}.js`].includes(name))
    .flatMap((name) => {
      const full = path.join(parent, name)
      if (!statSync(full).isDirectory()) return [full]
      return readdirSync(full, { recursive: true, encoding: 'utf8' })
        .filter((inner) => /\.(ts|js|sql)$/.test(inner))
        .map((inner) => path.join(full, inner))
    })
}

/** A compiled file is read as its source, which the compiler put into the map beside it. Where there is none it counts as it is. */
function textOf(file: string): string {
  const map = `${file}.map`
  if (!file.endsWith('.js') || !existsSync(map)) return readFileSync(file, 'utf8')
  const { sourcesContent } = JSON.parse(readFileSync(map, 'utf8')) as { sourcesContent?: readonly string[] }
  return sourcesContent?.[0] ?? readFileSync(file, 'utf8')
}

/**
 * A mark of this program, as far as it decides how a chain reads. A chain that was kept by another version of it is built anew: a word that is changed in a finding
 * would else be told in its old form for ever. Read from the files and not from a number that somebody has to raise; compiled or not it is the same, so that a command
 * that is run from the sources knows the chains of a service that was built from them.
 *
 * @param root the folder of the sources, or of what they were compiled to
 */
export function markOfProgram(root = HERE): string {
  const files = DECIDING.flatMap((place) => filesOf(path.join(root, place)))
    .map((file) => ({ file, name: path.relative(root, file).replace(/\.js$/, '.ts') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const hash = createHash('sha256')
  for (const { file, name } of files) hash.update(name).update('\0').update(textOf(file)).update('\0')
  return hash.digest('base64url')
}
