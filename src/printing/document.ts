/** One line of a table of two columns: what is told, and what there is to say. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** Set in letters that cannot be taken for one another: marks and ids. */
  readonly isExact?: true
  /** What is said of the value in smaller letters. */
  readonly note?: string
  /** The value letter by letter, for reading it aloud. */
  readonly spelled?: string
}

/** A link of the chain. */
export interface Step {
  readonly kind: 'STEP'
  readonly type: 'EVENT' | 'GAP' | 'CONFLICT'
  readonly number: number
  readonly when: string
  readonly what: string
  readonly facts: readonly Fact[]
}

export type Block =
  | { readonly kind: 'PARAGRAPH'; readonly text: string }
  | { readonly kind: 'FACTS'; readonly facts: readonly Fact[] }
  | { readonly kind: 'LIST'; readonly items: readonly string[] }
  | Step

export interface Section {
  readonly heading: string
  readonly blocks: readonly Block[]
}

/** An answer in words, before it is known on what it is written. Every rendering says all of it and nothing else. */
export interface AnswerDocument {
  readonly title: string
  readonly requestId: string
  /** Where the record is to be read; the QR code leads there. */
  readonly address: string
  /** ISO 8601, the answer's own: what is printed twice is the same twice. */
  readonly answeredAt: string
  /** Must be seen on every page, such as that the answer no longer stands. */
  readonly notice?: string
  readonly sections: readonly Section[]
}
