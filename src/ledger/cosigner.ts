/** A witness's line, verified. */
export interface KeptLine {
  /** The witness's public key, as the trust policy writes it. */
  readonly vkey: string
  /** With its newline. */
  readonly line: string
}

/** What became of asking the witnesses for one checkpoint. */
export interface Cosigned {
  readonly lines: readonly KeptLine[]
  /** By the policy of this log. Where it is false the checkpoint must not be published. */
  readonly isQuorumMet: boolean
  /**
   * Names of witnesses that say to have seen a larger tree, or one that this is no continuation of. Nobody signed that word: it is a reason to ask them for the
   * checkpoint itself, by `readWitnessed`, and no proof.
   */
  readonly dissenting: readonly string[]
}

/** What a witness saw last of this log. */
export type Witnessed = { readonly name: string } & (
  | {
      readonly state: 'SEEN'
      readonly size: number
      readonly root: Uint8Array
      /** The signed note, verified by a key of this log and by that of the witness. */
      readonly note: string
    }
  /** It has seen none. */
  | { readonly state: 'NONE' }
  /** It does not answer, or not with a checkpoint that is signed by both. */
  | { readonly state: 'UNKNOWN'; readonly reason: string }
)

/** Of each witness, how the last question went: for health and metrics. */
export interface WitnessReport {
  readonly name: string
  /** The size that it cosigned last; undefined for none since the process began. */
  readonly size: number | undefined
  /** Undefined while it cosigns. */
  readonly trouble: string | undefined
}

/** How the publisher has its checkpoints witnessed. */
export interface Cosigner {
  /** Whether a checkpoint may be published only with cosignatures. */
  readonly isRequired: boolean
  /**
   * Asks all witnesses and returns as soon as the quorum is met, or when no more can come. Called before publishing where `isRequired`; the lines are stored in the
   * transaction that stores the checkpoint. Never throws for what a witness does.
   *
   * @param note signed by the log; its tree must be in the database already
   */
  readonly cosign: (note: string, size: number) => Promise<Cosigned>
  /** After the checkpoint was published: has the other witnesses asked, and stores what they say. Nobody waits for it. */
  readonly follow: (note: string, size: number) => void
  /** Each witness's last checkpoint of this log, for the guard that compares before it signs. */
  readonly readWitnessed: (origin: string) => Promise<readonly Witnessed[]>
  readonly report: () => readonly WitnessReport[]
  /** Ends what is in flight. */
  readonly close: () => Promise<void>
}
