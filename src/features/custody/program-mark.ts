import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const SOURCES = path.join(import.meta.dirname, '..', '..')

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
    .sort()
}

/**
 * A mark of this program, as far as it decides how a chain reads. A chain that was kept by another version of it is built anew: a word that is changed in a finding
 * would else be told in its old form for ever. Read from the files and not from a number that somebody has to raise.
 */
export function markOfProgram(): string {
  const hash = createHash('sha256')
  for (const file of DECIDING.flatMap((place) => filesOf(path.join(SOURCES, place))))
    hash.update(path.relative(SOURCES, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('base64url')
}
