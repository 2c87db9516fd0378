/** How many records each property sees: a sample in an ordinary run, which is short enough to be made after each change, and many in a long one. */
export const runs = { numRuns: process.env['LONG'] === '1' ? 20_000 : 300 }
