import { privateKeyOf } from '../domain/ledger/keys.ts'
import { type changed, IDS, KEY_FACT, KID } from './fixture.ts'
import { type InvalidCases, of, withoutRecord } from './invalid-case.ts'
import type { Parts } from './make-certificate.ts'
import { fieldIn, flipFirst, proofIn, recordIn, spoilt } from './spoil.ts'
import { nothing, traced } from './valid-cases.ts'

const keyFact = (change: Parameters<typeof changed>[1]): Parts => {
  return { ...nothing, key: { ...KEY_FACT, body: { ...KEY_FACT.body, ...change } } }
}

/** Proofs, checkpoints, the key and its signature. */
export const INVALID_PROOFS: InvalidCases = {
  'proof-malformed-without-index': of(
    'proof-malformed',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace(/index \d+\n/, ''))),
  ),
  'proof-malformed-leading-zero': of(
    'proof-malformed',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace('index ', 'index 0'))),
  ),
  'checkpoint-not-trusted-another-log': of('checkpoint-not-trusted', { ...nothing, signers: 'ANOTHER_LOG' }),
  'checkpoint-not-trusted-size-changed': of(
    'checkpoint-not-trusted',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace(/ledger\n6\n/, 'ledger\n7\n'))),
  ),
  'checkpoint-not-trusted-log-line-left-out': of(
    'checkpoint-not-trusted',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace(/— registry.*\n/, ''))),
  ),
  'quorum-not-met': of('quorum-not-met', { ...nothing, signers: 'LOG_ALONE' }),
  'record-not-in-ledger-value-changed': of(
    'record-not-in-ledger',
    nothing,
    spoilt((one) => (fieldIn(one, IDS.answer, '/answer/outcome').value = 'TRACED_LAST_LICIT')),
  ),
  'record-not-in-ledger-salt-changed': of(
    'record-not-in-ledger',
    nothing,
    spoilt(
      (one) => (fieldIn(one, IDS.answer, '/requestId').salt = flipFirst(fieldIn(one, IDS.answer, '/requestId').salt)),
    ),
  ),
  'record-not-in-ledger-digest-changed': of(
    'record-not-in-ledger',
    nothing,
    spoilt(
      (one) => (fieldIn(one, IDS.answer, '/agencyId').digest = flipFirst(fieldIn(one, IDS.answer, '/agencyId').digest)),
    ),
  ),
  'record-not-in-ledger-field-left-out': of(
    'record-not-in-ledger',
    nothing,
    spoilt((one) => recordIn(one, IDS.key).hidden.pop()),
  ),
  'record-not-in-ledger-index-changed': of(
    'record-not-in-ledger',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace('index 3', 'index 2'))),
  ),
  'record-not-in-ledger-hash-left-out': of(
    'record-not-in-ledger',
    nothing,
    spoilt((one) => proofIn(one, (proof) => proof.replace(/(index 3\n).*\n/, '$1'))),
  ),
  'key-not-recorded': of('key-not-recorded', { ...nothing, disclose: withoutRecord(IDS.key) }),
  'key-not-recorded-other-kid': of('key-not-recorded', { ...nothing, protectedHeader: { kid: flipFirst(KID) } }),
  'key-differs-key-of-the-ledger': of('key-differs', keyFact({ use: 'LEDGER' })),
  'key-differs-retired': of('key-differs', keyFact({ event: 'RETIRED' })),
  'key-differs-another-key-under-the-name': of(
    'key-differs',
    keyFact({ publicKey: Buffer.alloc(32, 1).toString('base64url') }),
  ),
  'signature-invalid-name-changed': of(
    'signature-invalid',
    traced,
    spoilt((one) => {
      const payload = Buffer.from(one.payload, 'base64url').toString()
      one.payload = Buffer.from(payload.replaceAll('Invented Dealer', 'Invented Healer')).toString('base64url')
    }),
  ),
  'signature-invalid-by-another-key': of('signature-invalid', { ...nothing, signingKey: privateKeyOf(0x0c) }),
  'ledgers-mixed': of('ledgers-mixed', { ...traced, elsewhere: [IDS.made, IDS.sold] }),
}
