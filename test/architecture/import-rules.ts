import { posix } from 'node:path'
import { parseAst } from 'vitest/node'
import { DOMAIN_PACKAGES, LAYERS, PACKAGE_SPEAKERS, RANDOM_SOURCES, STANDING_ALONE } from './layers.ts'

/** A source file: its path from the root of the repository, with forward slashes, and its text. */
export interface Module {
  readonly file: string
  readonly text: string
}

export interface Violation {
  readonly file: string
  readonly rule: string
  readonly detail: string
}

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

/**
 * Holds the modules to `layers.ts`. Paths are resolved, so a rule sees the file that is meant and not how it is spelled; type imports, re-exports and dynamic
 * imports count like any other.
 *
 * @throws Error when there is no module at all: a check that looks in the wrong folder would otherwise always pass
 */
export function checkModules(modules: readonly Module[]): readonly Violation[] {
  if (modules.length === 0) throw new Error('The check saw no module: it looks in the wrong place.')
  const known = new Set(modules.map((module) => module.file))
  return modules.flatMap((module) => {
    const nodes = listNodes(parseAst(module.text, { lang: 'ts' }, module.file))
    const found = [
      ...listImports(nodes).flatMap((specifier) => judgeImport(module.file, specifier, known)),
      ...judgeShape(module.file, nodes),
      ...(layerOf(module.file)?.layer === 'domain' ? judgePurity(nodes) : []),
    ]
    return found.map(([rule, detail]) => ({ file: module.file, rule, detail }))
  })
}

type Finding = readonly [rule: string, detail: string]

function judgeImport(file: string, specifier: string, known: ReadonlySet<string>): readonly Finding[] {
  if (!specifier.startsWith('.')) return judgePackage(file, specifier)
  const target = posix.join(posix.dirname(file), specifier)
  if (!specifier.endsWith('.ts') || !known.has(target)) return [['relative-import-names-a-file', specifier]]
  const from = layerOf(file)
  const to = layerOf(target)
  if (from === undefined || to === undefined) return []
  const alone = STANDING_ALONE.find(({ folder }) => file.startsWith(folder))
  const isKnown = [alone?.folder, ...(alone?.knows ?? [])].some((folder) => target.startsWith(folder ?? '/'))
  if (alone !== undefined && !isKnown) return [[`${alone.folder}-stands-alone`, target]]
  if (from.layer === 'feature' && to.layer === 'feature') {
    return featureOf(file) === featureOf(target) ? [] : [['features-do-not-know-each-other', target]]
  }
  const allowed = from.layer === to.layer || from.knows.includes('*') || from.knows.includes(to.layer)
  return allowed ? [] : [[`${from.layer}-does-not-know-${to.layer}`, target]]
}

function judgePackage(file: string, specifier: string): readonly Finding[] {
  const isOf = (name: string): boolean =>
    name.endsWith('*')
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`)
  const alone = STANDING_ALONE.find(({ folder }) => file.startsWith(folder))
  if (alone !== undefined && !alone.packages.some(isOf)) return [[`${alone.folder}-stands-alone`, specifier]]
  if (layerOf(file)?.layer === 'domain') {
    return DOMAIN_PACKAGES.some(isOf) ? [] : [['domain-is-pure', specifier]]
  }
  const rule = PACKAGE_SPEAKERS.find(({ packages }) => packages.some(isOf))
  if (rule === undefined || rule.speakers.some((speaker) => speaker.test(file))) return []
  return [[`few-speak-${rule.packages[0]}`, specifier]]
}

function judgeShape(file: string, nodes: readonly Node[]): readonly Finding[] {
  const found: Finding[] = []
  if (layerOf(file) === undefined) found.push(['every-file-has-a-layer', file])
  if (/(^|\/)index\.ts$/.test(file)) found.push(['no-barrels', file])
  for (const node of nodes) {
    if (node.type === 'ExportAllDeclaration') found.push(['no-barrels', 'export *'])
    const isClass = node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
    if (isClass && !nameOf(node['superClass']).endsWith('Error')) {
      found.push(['no-classes-except-errors', nameOf(node['id'])])
    }
  }
  return found
}

function judgePurity(nodes: readonly Node[]): readonly Finding[] {
  return nodes.flatMap((node): readonly Finding[] => {
    const asksTheTime = node.type === 'NewExpression' && nameOf(node['callee']) === 'Date'
    if (asksTheTime && isList(node['arguments']) && node['arguments'].length === 0)
      return [['domain-is-told-the-time', 'new Date()']]
    const imported = node.type === 'ImportSpecifier' ? nameOf(node['imported']) : ''
    return RANDOM_SOURCES.includes(imported) ? [['domain-is-pure', imported]] : []
  })
}

function listImports(nodes: readonly Node[]): readonly string[] {
  const kinds = new Set([
    'ImportDeclaration',
    'ExportAllDeclaration',
    'ExportNamedDeclaration',
    'ImportExpression',
    'TSImportType',
  ])
  return nodes
    .filter((node) => kinds.has(node.type))
    .map((node) => (isNode(node['source']) ? node['source']['value'] : undefined))
    .filter((source): source is string => typeof source === 'string')
}

function listNodes(root: unknown): readonly Node[] {
  if (isList(root)) return root.flatMap(listNodes)
  if (!isNode(root)) return []
  return [root, ...Object.values(root).flatMap(listNodes)]
}

function layerOf(file: string) {
  return LAYERS.find((layer) => layer.files.test(file))
}

function featureOf(file: string): string | undefined {
  return file.split('/')[2]
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'MemberExpression') return nameOf(node['property'])
  return typeof node['name'] === 'string' ? node['name'] : ''
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}
