import { judgeAddCheckpoint, parseAddCheckpoint } from '../../../src/domain/ledger/add-checkpoint.ts'
import { openCheckpoint, parseCheckpoint } from '../../../src/domain/ledger/checkpoint.ts'
import { commitmentOfDisclosed, parseDisclosedFact } from '../../../src/domain/ledger/disclosed-fact.ts'
import { factOfDisclosed } from '../../../src/domain/ledger/disclosed-fields.ts'
import { decodeBundle, parseLedgerEntry } from '../../../src/domain/ledger/entry-bundles.ts'
import { verifyConsistency, verifyInclusion } from '../../../src/domain/ledger/merkle.ts'
import { parseVkey } from '../../../src/domain/ledger/note-keys.ts'
import { openNote } from '../../../src/domain/ledger/signed-note.ts'
import { parseTilePath } from '../../../src/domain/ledger/tile-paths.ts'
import { parseProof } from '../../../src/domain/ledger/tlog-proof.ts'
import { parseTrustPolicy, quorumMet } from '../../../src/domain/ledger/trust-policy.ts'
import { hex, type LedgerVector, unhex, verifiersOf } from './vector-files.ts'

type Of<F extends LedgerVector['format']> = Extract<LedgerVector, { readonly format: F }>

/** What is read from a case, in the words of the case; or a verdict that no error tells. Parsers throw. */
type Reading = Readonly<Record<string, unknown>> | string

const READERS: { readonly [F in LedgerVector['format']]: (vector: Of<F>) => Reading } = {
  entry: ({ entryHex }) => ({ commitmentHex: hex(parseLedgerEntry(unhex(entryHex))) }),
  bundle: ({ bundleHex, width }) => ({ entriesHex: decodeBundle(unhex(bundleHex), width).map(hex) }),
  'tile-path': ({ path }) => ({ address: parseTilePath(path) }),
  vkey: ({ vkey }) => {
    const { name, type, keyId, publicKey } = parseVkey(vkey)
    return { keyName: name, type, keyIdHex: hex(keyId), publicKeyHex: hex(publicKey) }
  },
  note: ({ note, noteHex = '', trusted }) => {
    const opened = openNote(note ?? unhex(noteHex), verifiersOf(trusted))
    const signedBy = opened.signatures.map(({ name }) => name)
    return { text: opened.text, signedBy, unknown: opened.unknown.length }
  },
  'checkpoint-text': ({ text, ...options }) => {
    const { root, ...rest } = parseCheckpoint(text, options)
    return { ...rest, rootHex: hex(root) }
  },
  checkpoint: ({ note, trusted }) => {
    const { checkpoint, cosignatures } = openCheckpoint(note, verifiersOf(trusted))
    const seen = cosignatures.map(({ name, time }) => [name, time])
    return { origin: checkpoint.origin, size: checkpoint.size, cosignatures: seen }
  },
  'tlog-proof': (vector) => {
    const { proof, extra, ...rest } = parseProof(vector.proof)
    return { ...rest, proofHex: proof.map(hex), ...(extra === undefined ? {} : { extraHex: hex(extra) }) }
  },
  inclusion: ({ index, size, leafHashHex, proofHex, rootHex }) => {
    const claim = { leafHash: unhex(leafHashHex), root: unhex(rootHex), proof: proofHex.map(unhex) }
    return verifyInclusion({ index, size, ...claim }) ? {} : 'not-proved'
  },
  consistency: ({ oldSize, oldRootHex, size, rootHex, proofHex }) => {
    const claim = { oldRoot: unhex(oldRootHex), root: unhex(rootHex), proof: proofHex.map(unhex) }
    return verifyConsistency({ oldSize, size, ...claim }) ? {} : 'not-proved'
  },
  'trust-policy': ({ policy, met, unmet }) => {
    const read = parseTrustPolicy(policy)
    return {
      met: met.filter((names) => quorumMet(read, names)),
      unmet: unmet.filter((names) => !quorumMet(read, names)),
    }
  },
  'add-checkpoint': ({ body }) => {
    const { oldSize, proof } = parseAddCheckpoint(body)
    return { oldSize, proofHex: proof.map(hex) }
  },
  witness: ({ body, known, trusted, size }) => {
    const seen = known === undefined ? undefined : { size: known.size, root: unhex(known.rootHex) }
    const verdict = judgeAddCheckpoint({ request: parseAddCheckpoint(body), known: seen, logs: verifiersOf(trusted) })
    if (verdict.status === 200) return { status: 200, size: verdict.checkpoint.size }
    const tellsTheSize = verdict.status === 409 && verdict.size === size
    return verdict.status !== 409 || tellsTheSize ? `witness-${verdict.status}` : 'another size was told'
  },
  'disclosed-fact': (vector) => {
    const disclosed = parseDisclosedFact(vector.disclosed)
    if (hex(commitmentOfDisclosed(disclosed)) !== vector.commitmentHex) return 'commitment-differs'
    return { fact: factOfDisclosed(disclosed) ?? null }
  },
}

/** Reads a case as its format says. @throws LedgerFormatError as the parser of the format */
export function readVector(vector: LedgerVector): Reading {
  // Each reader is under its own format.
  const reader = READERS[vector.format] as (vector: LedgerVector) => Reading
  return reader(vector)
}
