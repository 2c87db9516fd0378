import { canonicalJson, type JsonValue } from '../ledger/canonical-json.ts'

/** What an answer tells; when it was given, the search that led to it and what may be done with it are not compared. */
const TOLD = [
  'outcome',
  'weapon',
  'manufacturer',
  'chain',
  'holder',
  'owner',
  'lastLicitHolder',
  'contenders',
  'diversion',
  'diversions',
  'timeToCrimeDays',
  'timeToDiversionDays',
  'nextAuthorities',
  'flags',
  'relations',
] as const

export type ToldField = (typeof TOLD)[number]

type Told = { readonly [field in ToldField]?: unknown }

/** The fields in which two answers differ, in the order of an answer. All of them where there is no answer today. */
export function differencesOf(given: Told, today: Told | null): readonly ToldField[] {
  return TOLD.filter((field) => textOf(given[field]) !== textOf(today?.[field]))
}

function textOf(value: unknown): string {
  return value === undefined ? '' : canonicalJson(JSON.parse(JSON.stringify(value)) as JsonValue)
}
