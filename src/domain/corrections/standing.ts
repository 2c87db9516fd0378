import { type ErrorDeclaration, isKnown, statusAt, type SubjectKind } from './declaration.ts'

/** A recorded fact that a declaration may replace. */
export interface Correctable {
  readonly id: string
  readonly recordedAt: string
  /** The declaration whose replacement this fact is; null for a first report. */
  readonly declarationId: string | null
}

/** The facts that stood, and what was said of them. */
export interface Standing<Fact> {
  readonly facts: readonly Fact[]
  /** Facts whose correction waits for a registrar: fact id → declaration ids, in the order they were made. */
  readonly pending: ReadonlyMap<string, readonly string[]>
  /** Replacements that stand: fact id → the id of the fact they replace. */
  readonly replaces: ReadonlyMap<string, string>
}

/**
 * Which facts stood, as known at a moment (design 3.1, 3.2): recorded by then, not declared wrong by a declaration in effect then, and, for a replacement,
 * its own declaration in effect. Nothing recorded later can change the answer, and a withdrawn declaration leaves no trace in it.
 */
export function standingAt<Fact extends Correctable>(
  facts: readonly Fact[],
  declarations: readonly ErrorDeclaration[],
  knownAt?: string,
): Standing<Fact> {
  if (declarations.length === 0)
    return { facts: facts.filter((fact) => isKnown(fact.recordedAt, knownAt)), pending: new Map(), replaces: new Map() }
  const effective = new Map<string, ErrorDeclaration>()
  const fallen = new Set<string>()
  const pending = new Map<string, string[]>()
  for (const declaration of [...declarations].sort(byRecording)) {
    const status = statusAt(declaration, declarations, knownAt)
    if (status === 'EFFECTIVE') {
      effective.set(declaration.id, declaration)
      fallen.add(declaration.subjectId)
    }
    if (status === 'PENDING')
      pending.set(declaration.subjectId, [...(pending.get(declaration.subjectId) ?? []), declaration.id])
  }
  const stands = (fact: Fact): boolean =>
    isKnown(fact.recordedAt, knownAt) &&
    !fallen.has(fact.id) &&
    (fact.declarationId === null || effective.has(fact.declarationId))
  const standing = facts.filter(stands)
  const replaces = new Map(
    standing.flatMap(({ id, declarationId }) => {
      const declaration = declarationId === null ? undefined : effective.get(declarationId)
      return declaration === undefined ? [] : [[id, declaration.subjectId] as const]
    }),
  )
  return { facts: standing, pending, replaces }
}

function byRecording(a: ErrorDeclaration, b: ErrorDeclaration): number {
  if (a.recordedAt === b.recordedAt) return a.id < b.id ? -1 : 1
  return a.recordedAt < b.recordedAt ? -1 : 1
}

/** Whether a fact of a record stands now. */
export interface StandingFact {
  readonly weaponId: string
  readonly factId: string
  /** Declared wrong, denied by the other side of a hand-over, or an answer whose weapon was taken back. */
  readonly reason: 'DECLARED' | 'DISPUTED' | 'WITHDRAWN'
  readonly stands: boolean
}

/**
 * Of the facts that some declarations name, as subject or replacement, whether each stands now: for the searches and policies that ask the database. A subject
 * that is a link or a declaration is no such fact.
 */
export function standingNow(declarations: readonly ErrorDeclaration[]): readonly StandingFact[] {
  const ofFacts = declarations.filter(({ subjectKind }) => FACT_SUBJECTS.has(subjectKind))
  const named = ofFacts.flatMap(({ weaponId, subjectId, replacementId }) =>
    [subjectId, replacementId].flatMap((factId) => (factId === null ? [] : [{ weaponId, factId }])),
  )
  const fallen = new Set(
    ofFacts.map((declaration) =>
      statusAt(declaration, declarations) === 'EFFECTIVE' ? declaration.subjectId : declaration.replacementId,
    ),
  )
  const distinct = new Map(named.map((fact) => [fact.factId, fact]))
  return [...distinct.values()].map((fact) => ({ ...fact, reason: 'DECLARED', stands: !fallen.has(fact.factId) }))
}

const FACT_SUBJECTS: ReadonlySet<SubjectKind> = new Set<SubjectKind>(['CUSTODY_EVENT', 'MARKING', 'DESCRIPTION'])
