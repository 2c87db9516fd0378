import { readdirSync, readFileSync } from 'node:fs'

/** The cases of one folder of `test/vectors/traces`, by name. */
export function readTraceVectors<T>(folder: string): { name: string; vector: T }[] {
  const url = new URL(`../../vectors/traces/${folder}/`, import.meta.url)
  return readdirSync(url)
    .sort()
    .map((file) => ({ name: file, vector: JSON.parse(readFileSync(new URL(file, url), 'utf8')) as T }))
}
