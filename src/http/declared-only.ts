import { z } from 'zod'

type Schema = z.core.$ZodType
type Pick = (value: unknown) => unknown

/** zod's schema kinds whose inner schema says everything about what is printed. */
export function innerOf(schema: Schema): Schema | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
    case 'nonoptional':
      return def.innerType
    case 'lazy':
      return def.getter()
    case 'pipe':
      return def.out
    default:
      return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function pickObject(shape: Record<string, Schema>, catchall: Schema | undefined, cache: Map<Schema, Pick>): Pick {
  const picks = new Map(Object.entries(shape).map(([key, child]) => [key, pickOf(child, cache)]))
  const others = catchall === undefined || catchall._zod.def.type === 'never' ? undefined : pickOf(catchall, cache)
  return (value) => {
    if (!isRecord(value)) return value
    const kept: Record<string, unknown> = {}
    for (const [key, member] of Object.entries(value)) {
      const pick = picks.get(key) ?? others
      if (pick !== undefined) kept[key] = pick(member)
    }
    return kept
  }
}

/** The first form that fits decides. A value that fits none is an answer we never declared: it is refused rather than printed whole. */
function pickUnion(options: readonly Schema[], cache: Map<Schema, Pick>): Pick {
  const forms = options.map((option) => ({ option, pick: pickOf(option, cache) }))
  return (value) => {
    if (typeof value !== 'object' || value === null) return value
    const form = forms.find(({ option }) => z.safeParse(option, value).success)
    if (form === undefined) throw new TypeError('A value of the response has none of its declared forms.')
    return form.pick(value)
  }
}

function build(schema: Schema, cache: Map<Schema, Pick>): Pick {
  const inner = innerOf(schema)
  if (inner !== undefined) return pickOf(inner, cache)
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return pickObject(def.shape, def.catchall, cache)
    case 'union':
      return pickUnion(def.options, cache)
    case 'array': {
      const pick = pickOf(def.element, cache)
      return (value) => (Array.isArray(value) ? value.map(pick) : value)
    }
    case 'record': {
      const pick = pickOf(def.valueType, cache)
      const copy = (value: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(value).map(([k, v]) => [k, pick(v)]))
      return (value) => (isRecord(value) ? copy(value) : value)
    }
    default:
      return (value) => value
  }
}

/**
 * A function that copies a value with nothing but what its schema declares, at every depth and inside unions.
 * Recursive schemas are built once: the entry in `cache` stands before its own parts are built.
 */
export function pickOf(schema: Schema, cache: Map<Schema, Pick> = new Map()): Pick {
  const known = cache.get(schema)
  if (known !== undefined) return known
  let built: Pick | undefined
  cache.set(schema, (value) => {
    built ??= build(schema, cache)
    return built(value)
  })
  built = build(schema, cache)
  return built
}
