import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { INVALID } from './invalid-cases.ts'
import { POLICY } from './make-certificate.ts'
import { fileOf } from './spoil.ts'
import { VALID } from './valid-cases.ts'

// Writes test/vectors/answers anew: node --import tsx test/verify/write-vectors.ts
const folder = fileURLToPath(new URL('../vectors/answers', import.meta.url))
rmSync(folder, { recursive: true, force: true })
for (const [kind, cases] of Object.entries({ valid: VALID, invalid: INVALID })) {
  mkdirSync(path.join(folder, kind), { recursive: true })
  for (const [name, one] of Object.entries(cases)) writeFileSync(path.join(folder, kind, `${name}.json`), fileOf(one))
}
writeFileSync(path.join(folder, 'policy.txt'), POLICY)
