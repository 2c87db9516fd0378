declare module 'bidi-js' {
  interface EmbeddingLevels {
    readonly levels: Uint8Array
  }

  interface Bidi {
    getEmbeddingLevels(text: string, direction: 'ltr' | 'rtl'): EmbeddingLevels
    getMirroredCharacter(character: string): string | null
  }

  /** The Unicode Bidirectional Algorithm, version 13. The package brings no types. */
  export default function bidiFactory(): Bidi
}
