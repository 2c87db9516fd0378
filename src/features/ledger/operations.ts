import type { Access } from '../../http/access.ts'
import { operation } from '../../http/operation.ts'
import { z } from 'zod'
import {
  bundleExample,
  checkpointExample,
  growthExample,
  healthExample,
  policyExample,
  proofExample,
  tileExample,
} from './examples.ts'
import {
  BundleParams,
  Bytes,
  FactParams,
  GrowthQuery,
  LedgerHealth,
  NoQuery,
  PendingProof,
  ProofHeaders,
  TileParams,
} from './schemas.ts'

const TAGS = ['ledger']
const ADDRESS =
  'The index is written in groups of three digits, all but the last after an x (1234067 is x001/x234/067); a partial one of W ends in .p/W. ' +
  'Any part of a tile is served up to the last checkpoint that was signed, and nothing beyond it.'

const plainText = (description: string) => ({ description, content: { 'text/plain': { schema: z.string() } } })
const bytes = (description: string) => ({ description, content: { 'application/octet-stream': { schema: Bytes } } })

const checkpointSchema = {
  operationId: 'getLedgerCheckpoint',
  summary: 'Read the last checkpoint of the ledger',
  description:
    'How many facts are recorded and the root over all of them, signed by the log and its witnesses (C2SP tlog-checkpoint). It tells nothing of any fact. ' +
    '404 before the first.',
  tags: TAGS,
  querystring: NoQuery,
  response: { 200: plainText('A signed note.') },
}

const tileSchema = {
  operationId: 'getLedgerTile',
  summary: 'Read a tile of the ledger',
  description: `256 hashes of 32 bytes (C2SP tlog-tiles). ${ADDRESS}`,
  tags: TAGS,
  params: TileParams,
  querystring: NoQuery,
  response: { 200: bytes('The hashes.') },
}

const bundleSchema = {
  operationId: 'getLedgerEntries',
  summary: 'Read a bundle of entries of the ledger',
  description: `256 entries, each after its length in two bytes (C2SP tlog-tiles). An entry is a commitment and says nothing without its fact. ${ADDRESS}`,
  tags: TAGS,
  params: BundleParams,
  querystring: NoQuery,
  response: { 200: bytes('The entries.') },
}

const growthSchema = {
  operationId: 'getLedgerConsistency',
  summary: 'Prove that a checkpoint continues an older one',
  description:
    'The old size, the consistency proof (RFC 6962 section 2.1.2) and the checkpoint: what a witness is sent (C2SP tlog-witness). ' +
    'new is the size of a published checkpoint, by default the last.',
  tags: TAGS,
  querystring: GrowthQuery,
  response: { 200: plainText('The body of a request to a witness.') },
}

const policySchema = {
  operationId: 'getTrustPolicy',
  summary: 'Read whose signatures prove something of this ledger',
  description:
    'The keys that sign the ledger now, its witnesses, and how many are enough (C2SP tlog-policy). Compare it with what the operator gave you on another way: ' +
    'it is the one thing that a verifier must believe.',
  tags: TAGS,
  querystring: NoQuery,
  response: { 200: plainText('A trust policy.') },
}

const healthSchema = {
  operationId: 'getLedgerHealth',
  summary: 'Whether the ledger grows and is witnessed',
  tags: TAGS,
  querystring: NoQuery,
  response: { 200: LedgerHealth },
}

/** The operations on what everybody may see; `access` says whether a token is needed all the same. */
export function publicOperations(access: Access) {
  const limited = { access, etag: false } as const
  // Whoever checks the whole log fetches thousands of tiles; what they cost is bounded where they are read.
  const config = { ...limited, rateLimit: false } as const
  return {
    checkpoint: operation({ schema: checkpointSchema, config: { ...config, example: checkpointExample } }),
    tile: operation({ schema: tileSchema, config: { ...config, example: tileExample } }),
    bundle: operation({ schema: bundleSchema, config: { ...config, example: bundleExample } }),
    growth: operation({ schema: growthSchema, config: { ...limited, example: growthExample } }),
    policy: operation({
      schema: policySchema,
      config: { ...limited, access: { public: true }, example: policyExample },
    }),
    health: operation({ schema: healthSchema, config: { ...limited, example: healthExample } }),
  }
}

export const getFactProofOperation = operation({
  schema: {
    operationId: 'getFactProof',
    summary: 'Prove that a fact is in the ledger',
    description:
      'The index, the inclusion proof and the checkpoint (C2SP tlog-proof), to be checked offline with the disclosed fact. For facts of your agency, of records that ' +
      'you may read, of answers to you, and of looks at your weapons; else the same 404. 202 while no checkpoint has the fact.',
    tags: TAGS,
    params: FactParams,
    querystring: NoQuery,
    headers: ProofHeaders,
    response: { 200: plainText('A proof.'), 202: PendingProof },
  },
  config: { access: { scopes: ['weapons:read'] }, example: proofExample },
})
