/** Orders texts by their units, so that days and times of one form come in their order and ids in one that stays. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
