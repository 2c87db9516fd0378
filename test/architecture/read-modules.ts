import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Module } from './import-rules.ts'

/** Every TypeScript file below `folder` of the repository at `root`. */
export function readModules(root: string, folder: string): readonly Module[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const file = `${folder}/${name.split(path.sep).join('/')}`
      return { file, text: readFileSync(path.join(root, file), 'utf8') }
    })
}
