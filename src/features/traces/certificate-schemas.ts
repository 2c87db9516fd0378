import { z } from 'zod'

const Shown = z
  .object({ pointer: z.string(), value: z.unknown(), salt: z.string() })
  .meta({ id: 'ShownField', description: 'A field of a record by its JSON pointer, with the salt of its digest.' })

const Hidden = z
  .object({ pointer: z.string(), digest: z.string() })
  .meta({ id: 'HiddenField', description: 'A field that is withheld: its digest, of which nothing can be guessed.' })

const Disclosure = z
  .object({ factId: z.string(), fact: z.object({ shown: z.array(Shown), hidden: z.array(Hidden) }) })
  .meta({ id: 'Disclosure', description: 'A record that the answer stands on, as far as the answer shows it.' })

const Proof = z
  .object({
    factId: z.string(),
    proof: z.string().optional().meta({ description: 'C2SP tlog-proof, with the checkpoint under which it stands.' }),
    pending: z.string().optional().meta({
      description:
        'Where this certificate will be with the proof (Prefer: wait=5 waits); in the place of `proof` until a checkpoint covers the record.',
    }),
  })
  .meta({ id: 'RecordProof' })

const Name = z.object({ id: z.string(), name: z.string(), salt: z.string() }).meta({
  id: 'ShownName',
  description:
    'A name that the answer shows, with the salt by which it gives its id, which the record of the party holds.',
})

/** The certificate of an answer. */
export const Certificate = z
  .object({
    payload: z
      .string()
      .meta({ description: "The answer's bytes, exactly as GET .../answer gives them, in base64url." }),
    protected: z.string().meta({
      description:
        '`{alg: "EdDSA", facts, kid, typ: "marktrace-answer+jws"}`; `facts` lists the records that are shown.',
    }),
    header: z.object({ disclosures: z.array(Disclosure), names: z.array(Name), proofs: z.array(Proof) }),
    signature: z.string(),
  })
  .meta({ id: 'Certificate', description: 'JWS, flattened JSON serialization (RFC 7515 section 7.2.2).' })
export type Certificate = z.infer<typeof Certificate>
