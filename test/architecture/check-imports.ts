import { fileURLToPath } from 'node:url'
import { checkModules } from './import-rules.ts'
import { readModules } from './read-modules.ts'

const root = process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url))
const modules = readModules(root, 'src')
const violations = checkModules(modules)
for (const { file, rule, detail } of violations) console.error(`${file}: ${rule}: ${detail}`)
console.log(`import rules: ${modules.length} modules, ${violations.length} violations`)
if (violations.length > 0) process.exitCode = 1
