import { excerpt } from './base64.ts'
import { type LedgerFormatCode, LedgerFormatError } from './ledger-format-error.ts'
import { ED25519_COSIGNATURE, ED25519_NOTE, type NoteKey, parseVkey, vkey } from './note-keys.ts'

export interface PolicyLog {
  readonly key: NoteKey
  readonly url?: string
}

export interface PolicyWitness {
  /** Of this file only: what groups and the quorum call the witness. The name of its key may be another. */
  readonly name: string
  readonly key: NoteKey
  readonly url?: string
}

export interface PolicyGroup {
  readonly name: string
  /** So many of the members must have witnessed. */
  readonly threshold: number
  /** Witnesses, and groups that are defined before. */
  readonly members: readonly string[]
}

/** Whom a verifier believes (C2SP tlog-policy). Several logs may have one name: the keys of a log that changes them. */
export interface TrustPolicy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** A witness, a group, or `none`. */
  readonly quorum: string
}

const NONE = 'none'

interface Reading {
  readonly logs: PolicyLog[]
  readonly witnesses: PolicyWitness[]
  readonly groups: PolicyGroup[]
  quorum: string | undefined
  readonly fail: (code: LedgerFormatCode, message: string) => LedgerFormatError
}

/**
 * Reads a trust policy. Only LF ends a line, and only spaces and tabs stand between words.
 *
 * @throws LedgerFormatError `policy-…`, or that of `parseVkey`; the message begins with the number of the line
 */
export function parseTrustPolicy(text: string): TrustPolicy {
  let line = 0
  const fail = (code: LedgerFormatCode, message: string) => new LedgerFormatError(code, `Line ${line}: ${message}`)
  const reading: Reading = { logs: [], witnesses: [], groups: [], quorum: undefined, fail }
  const lines = text.split('\n')
  for (const content of lines) {
    line++
    // oxlint-disable-next-line no-control-regex
    if (/[\x00-\x08\x0b-\x1f\x7f]/.test(content)) {
      throw fail('policy-control-character', 'a character that no policy may hold, such as a carriage return.')
    }
    // What follows the last newline: nothing, if the file was not cut off.
    if (line === lines.length && content !== '') throw fail('policy-line-malformed', 'does not end with a newline.')
    readPolicyLine(reading, content)
  }
  const { quorum, logs, witnesses, groups } = reading
  if (quorum === undefined) throw fail('policy-quorum-missing', 'the policy has ended and names no quorum.')
  return { logs, witnesses, groups, quorum }
}

function readPolicyLine(reading: Reading, content: string): void {
  const [keyword, ...words] = content.split(/[ \t]+/).filter((word) => word !== '')
  if (keyword === undefined || keyword.startsWith('#')) return
  if (keyword === 'log') readLog(reading, words)
  else if (keyword === 'witness') readWitness(reading, words)
  else if (keyword === 'group') readGroup(reading, words)
  else if (keyword === 'quorum') readQuorum(reading, words)
  else throw reading.fail('policy-keyword-unknown', `${excerpt(keyword)} is no word of a policy.`)
}

function readLog({ logs, fail }: Reading, [key, url, ...more]: readonly string[]): void {
  if (key === undefined || more.length > 0) throw fail('policy-line-malformed', 'log <key> [<url>] is expected.')
  const read = readKey(fail, key, ED25519_NOTE)
  if (logs.some((log) => log.key.publicKey.equals(read.publicKey))) throw fail('policy-key-repeated', 'a log again.')
  logs.push(url === undefined ? { key: read } : { key: read, url })
}

function readWitness(reading: Reading, [name, key, url, ...more]: readonly string[]): void {
  const { witnesses, fail } = reading
  if (name === undefined || key === undefined || more.length > 0) {
    throw fail('policy-line-malformed', 'witness <name> <key> [<url>] is expected.')
  }
  checkNew(reading, name)
  const read = readKey(fail, key, ED25519_COSIGNATURE)
  // One key under two names would count twice.
  if (witnesses.some((other) => other.key.publicKey.equals(read.publicKey))) {
    throw fail('policy-key-repeated', `the key of ${excerpt(name)} is that of another witness.`)
  }
  witnesses.push(url === undefined ? { name, key: read } : { name, key: read, url })
}

function readKey(fail: Reading['fail'], text: string, type: number): NoteKey {
  const key = readVkey(fail, text)
  if (key.type === type) return key
  throw fail('vkey-type-not-supported', `a key of type ${key.type} stands where one of type ${type} belongs.`)
}

function readVkey(fail: Reading['fail'], text: string): NoteKey {
  try {
    return parseVkey(text)
  } catch (error) {
    throw error instanceof LedgerFormatError ? fail(error.code, error.message) : error
  }
}

function readGroup(reading: Reading, [name, threshold, ...members]: readonly string[]): void {
  const { groups, fail } = reading
  if (name === undefined || threshold === undefined || members.length === 0) {
    throw fail('policy-line-malformed', 'group <name> <number, any or all> <members> is expected.')
  }
  checkNew(reading, name)
  for (const [at, member] of members.entries()) {
    checkDefined(reading, member)
    // A witness that is in two groups, or twice in one, would count twice.
    if (members.indexOf(member) < at || groups.some((group) => group.members.includes(member))) {
      throw fail('policy-member-repeated', `${excerpt(member)} is a member already.`)
    }
  }
  groups.push({ name, threshold: readThreshold(fail, threshold, members.length), members })
}

function readThreshold(fail: Reading['fail'], text: string, members: number): number {
  if (text === 'any') return 1
  if (text === 'all') return members
  const threshold = /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : 0
  if (threshold >= 1 && threshold <= members) return threshold
  throw fail('policy-threshold-invalid', `${excerpt(text)} is no number from 1 to the ${members} members.`)
}

function readQuorum(reading: Reading, [name, ...more]: readonly string[]): void {
  if (name === undefined || more.length > 0) {
    throw reading.fail('policy-line-malformed', 'quorum <name or none> is expected.')
  }
  if (reading.quorum !== undefined) throw reading.fail('policy-quorum-repeated', 'a second quorum.')
  if (name !== NONE) checkDefined(reading, name)
  reading.quorum = name
}

function isDefined({ witnesses, groups }: Reading, name: string): boolean {
  return witnesses.some((witness) => witness.name === name) || groups.some((group) => group.name === name)
}

function checkDefined(reading: Reading, name: string): void {
  if (isDefined(reading, name)) return
  throw reading.fail('policy-name-unknown', `no line before this one defines ${excerpt(name)}.`)
}

function checkNew(reading: Reading, name: string): void {
  if (name !== NONE && !isDefined(reading, name)) return
  throw reading.fail('policy-name-repeated', `${excerpt(name)} is taken.`)
}

/** The policy as a file, without comments. What it gives is read again first, so that no policy is published that others must refuse. */
export function formatTrustPolicy({ logs, witnesses, groups, quorum }: TrustPolicy): string {
  const lines = [
    ...logs.map(({ key, url }) => ['log', textOf(key), url]),
    ...witnesses.map(({ name, key, url }) => ['witness', name, textOf(key), url]),
    ...groups.map(({ name, threshold, members }) => ['group', name, String(threshold), ...members]),
    ['quorum', quorum],
  ]
  const text = lines.map((words) => `${words.filter((word) => word !== undefined).join(' ')}\n`).join('')
  parseTrustPolicy(text)
  return text
}

const textOf = ({ name, type, publicKey }: NoteKey): string => vkey(name, type, publicKey)

/**
 * Whether these witnesses are enough.
 *
 * @param names those, as the policy names them, whose cosignatures were verified; another name counts for nothing
 */
export function quorumMet({ witnesses, groups, quorum }: TrustPolicy, names: Iterable<string>): boolean {
  if (quorum === NONE) return true
  const given = new Set(names)
  const met = new Set(witnesses.map(({ name }) => name).filter((name) => given.has(name)))
  // A group stands after its members, so one pass is enough.
  for (const { name, threshold, members } of groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name)
  }
  return met.has(quorum)
}
