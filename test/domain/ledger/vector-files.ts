import { readdirSync, readFileSync } from 'node:fs'
import type { JsonValue } from '../../../src/domain/ledger/canonical-json.ts'
import { verifierOf } from '../../../src/domain/ledger/cosignature.ts'
import type { DisclosedFact } from '../../../src/domain/ledger/disclosed-fields.ts'
import { LedgerFormatError } from '../../../src/domain/ledger/ledger-format-error.ts'
import { type NoteVerifier, parseVkey } from '../../../src/domain/ledger/note-keys.ts'
import type { TileAddress } from '../../../src/domain/ledger/tile-paths.ts'

/** What stands in `known` of a witness's case. */
interface KnownTree {
  readonly size: number
  readonly rootHex: string
}

/** The cases on disk, by `format`. `shows` says what a case is about. Hashes and bytes are hexadecimal. */
export type LedgerVector =
  | { readonly format: 'entry'; readonly entryHex: string; readonly commitmentHex: string }
  | {
      readonly format: 'bundle'
      readonly bundleHex: string
      readonly width: number
      readonly entriesHex: readonly string[]
    }
  | { readonly format: 'tile-path'; readonly path: string; readonly address: TileAddress }
  | {
      readonly format: 'vkey'
      readonly vkey: string
      readonly keyName: string
      readonly type: number
      readonly keyIdHex: string
      readonly publicKeyHex: string
    }
  | {
      readonly format: 'note'
      readonly note?: string
      readonly noteHex?: string
      readonly trusted: readonly string[]
      readonly text: string
      readonly signedBy: readonly string[]
      readonly unknown: number
    }
  | {
      readonly format: 'checkpoint-text'
      readonly text: string
      readonly allowExtensions?: boolean
      readonly origin: string
      readonly size: number
      readonly rootHex: string
      readonly extensions: readonly string[]
    }
  | {
      readonly format: 'checkpoint'
      readonly note: string
      readonly trusted: readonly string[]
      readonly origin: string
      readonly size: number
      readonly cosignatures: readonly (readonly [name: string, time: number])[]
    }
  | {
      readonly format: 'tlog-proof'
      readonly proof: string
      readonly index: number
      readonly proofHex: readonly string[]
      readonly extraHex?: string
      readonly checkpoint: string
    }
  | {
      readonly format: 'inclusion'
      readonly index: number
      readonly size: number
      readonly leafHashHex: string
      readonly proofHex: readonly string[]
      readonly rootHex: string
    }
  | {
      readonly format: 'consistency'
      readonly oldSize: number
      readonly oldRootHex: string
      readonly size: number
      readonly rootHex: string
      readonly proofHex: readonly string[]
    }
  | {
      readonly format: 'trust-policy'
      readonly policy: string
      readonly met: readonly (readonly string[])[]
      readonly unmet: readonly (readonly string[])[]
      /** Of an invalid policy: where it is refused. */
      readonly line?: number
    }
  | {
      readonly format: 'add-checkpoint'
      readonly body: string
      readonly oldSize: number
      readonly proofHex: readonly string[]
    }
  | {
      readonly format: 'witness'
      readonly body: string
      readonly known?: KnownTree
      readonly trusted: readonly string[]
      readonly status: number
      /** Of the new tree, or what a 409 tells. */
      readonly size?: number
    }
  | {
      readonly format: 'disclosed-fact'
      /** With `whole`: what the disclosure is made from. */
      readonly secretHex: string
      readonly whole: JsonValue
      readonly showsPointers: readonly string[]
      readonly disclosed: DisclosedFact
      readonly commitmentHex: string
      /** As a reader sees it; null where nothing is shown. */
      readonly fact: JsonValue
    }

const ROOT = new URL('../../vectors/ledger/', import.meta.url)

export interface VectorFile {
  readonly file: string
  readonly vector: LedgerVector
  /** Of an invalid case. `not-proved`, `commitment-differs` and `witness-<status>` are verdicts, the others codes of `LedgerFormatError`. */
  readonly code: string
}

export function readVectors(kind: 'valid' | 'invalid'): readonly VectorFile[] {
  return readdirSync(new URL(`${kind}/`, ROOT)).map((file) => {
    const vector = JSON.parse(readFileSync(new URL(`${kind}/${file}`, ROOT), 'utf8')) as LedgerVector & { code: string }
    return { file: file.replace('.json', ''), vector, code: vector.code }
  })
}

export const unhex = (text: string): Buffer => Buffer.from(text, 'hex')
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export function verifiersOf(vkeys: readonly string[]): readonly NoteVerifier[] {
  return vkeys.map((text) => verifierOf(parseVkey(text)))
}

/** The code by which a call is refused, or undefined where it is not. An error of another class is one of the test. */
export function refusalOf(call: () => unknown): LedgerFormatError | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    if (error instanceof LedgerFormatError) return error
    throw error
  }
}
