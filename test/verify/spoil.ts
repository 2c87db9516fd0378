import { makeCertificate, type CertificateJson, type Parts, signAgain } from './make-certificate.ts'

export type Spoil = (certificate: CertificateJson) => CertificateJson | string

/** Changes the certificate in place. */
export const spoilt =
  (change: (certificate: CertificateJson) => void): Spoil =>
  (certificate) => {
    change(certificate)
    return certificate
  }

export function recordIn(certificate: CertificateJson, factId: string) {
  const record = certificate.header.disclosures.find((one) => one.factId === factId)
  if (record === undefined) throw new Error(`no ${factId}`)
  return record.fact
}

export function fieldIn(certificate: CertificateJson, factId: string, pointer: string) {
  const { shown, hidden } = recordIn(certificate, factId)
  const field = [...shown, ...hidden].find((one) => one.pointer === pointer)
  if (field === undefined) throw new Error(`no ${pointer}`)
  return field
}

export const proofIn = (certificate: CertificateJson, change: (proof: string) => string): void => {
  const [first] = certificate.header.proofs
  if (first?.proof === undefined) throw new Error('no proof')
  first.proof = change(first.proof)
}

export const flipFirst = (text = ''): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`

export const withHeader =
  (change: Readonly<Record<string, unknown>>): Spoil =>
  (certificate) => {
    const header = JSON.parse(Buffer.from(certificate.protected, 'base64url').toString()) as object
    const payload = Buffer.from(certificate.payload, 'base64url').toString()
    return signAgain(certificate, { ...header, ...change }, payload)
  }

/** The file of a case, as it lies on disk. */
export function fileOf({ parts, spoil }: { readonly parts: Parts; readonly spoil?: Spoil }): string {
  const made = makeCertificate(parts)
  const spoiltOne = spoil === undefined ? made : spoil(made)
  return `${typeof spoiltOne === 'string' ? spoiltOne : JSON.stringify(spoiltOne)}\n`
}
