import { IDS } from './fixture.ts'
import { type InvalidCases, of } from './invalid-case.ts'
import type { CertificateJson } from './make-certificate.ts'
import { fieldIn, recordIn, spoilt, withHeader } from './spoil.ts'
import { nothing, traced } from './valid-cases.ts'

const nested = (certificate: CertificateJson): string => JSON.stringify(certificate).replace('{', '{"more":1,')

/** The JWS and the records that it lists. */
export const INVALID_ENVELOPES: InvalidCases = {
  'certificate-malformed-not-json': of('certificate-malformed', nothing, (certificate) =>
    JSON.stringify(certificate).slice(0, -1),
  ),
  'certificate-malformed-further-member': of('certificate-malformed', nothing, nested),
  'certificate-malformed-member-twice': of('certificate-malformed', nothing, (certificate) =>
    JSON.stringify(certificate).replace('{', '{"payload":"e30",'),
  ),
  'certificate-malformed-value-twice': of('certificate-malformed', nothing, (certificate) =>
    JSON.stringify(certificate).replace('"value":', '"v\\u0061lue" : "{another", "value":'),
  ),
  'certificate-malformed-general-serialization': of(
    'certificate-malformed',
    nothing,
    ({ payload, header, ...signature }) => JSON.stringify({ payload, signatures: [{ ...signature, header }] }),
  ),
  'certificate-malformed-base64-padded': of(
    'certificate-malformed',
    nothing,
    spoilt((one) => (one.signature += '==')),
  ),
  'certificate-malformed-base64-last-bits': of(
    'certificate-malformed',
    nothing,
    spoilt((one) => (one.signature = `${one.signature.slice(0, -1)}${one.signature.endsWith('B') ? 'C' : 'B'}`)),
  ),
  'certificate-malformed-header-not-signed': of('certificate-malformed', nothing, withHeader({ iat: 1 })),
  'algorithm-not-allowed-none': of('algorithm-not-allowed', nothing, withHeader({ alg: 'none' })),
  'algorithm-not-allowed-hs256': of('algorithm-not-allowed', nothing, withHeader({ alg: 'HS256' })),
  'header-critical': of('header-critical', nothing, withHeader({ crit: ['exp'], exp: 1 })),
  'header-not-allowed-b64': of('header-not-allowed', nothing, withHeader({ b64: false })),
  'header-not-allowed-key-of-its-own': of('header-not-allowed', nothing, withHeader({ jwk: { kty: 'OKP' } })),
  'type-not-allowed': of('type-not-allowed', nothing, withHeader({ typ: 'JWT' })),
  'facts-not-as-signed-record-left-out': of(
    'facts-not-as-signed',
    traced,
    spoilt(({ header }) => {
      header.disclosures.pop()
      header.proofs.pop()
    }),
  ),
  'facts-not-as-signed-proof-left-out': of(
    'facts-not-as-signed',
    nothing,
    spoilt((one) => one.header.proofs.pop()),
  ),
  'facts-not-as-signed-other-order': of(
    'facts-not-as-signed',
    nothing,
    spoilt((one) => one.header.disclosures.push(one.header.disclosures.shift() as never)),
  ),
  'facts-not-as-signed-listed-twice': of('facts-not-as-signed', nothing, withHeader({ facts: [IDS.key, IDS.key] })),
  'disclosure-malformed-not-sorted': of(
    'disclosure-malformed',
    nothing,
    spoilt((one) => recordIn(one, IDS.key).shown.push(recordIn(one, IDS.key).shown.shift() as never)),
  ),
  'disclosure-malformed-salt-cut': of(
    'disclosure-malformed',
    nothing,
    spoilt((one) => (fieldIn(one, IDS.key, '/kid').salt = 'AAAA')),
  ),
  'record-names-another': of('record-names-another', {
    ...nothing,
    disclose: (all) => all.map((one) => ({ ...one, factId: one.factId === IDS.key ? IDS.mark : one.factId })),
  }),
}
