const TELL_MS = 3_000

/**
 * Says that a stage begins, and while it lasts every few seconds how far it is: of ten million facts a table takes a minute, and who waits must see that it is not stuck.
 *
 * @param work is given what to call with each step that it begins
 */
export async function tellWhile<Result>(
  tell: (line: string) => void,
  stage: string,
  work: (onStep: (step: string) => void) => Promise<Result>,
  everyMs = TELL_MS,
): Promise<Result> {
  const began = performance.now()
  let at = stage
  tell(`now ${stage}`)
  const telling = setInterval(
    () => tell(`still at ${at}, ${Math.round((performance.now() - began) / 1_000)} s`),
    everyMs,
  )
  try {
    return await work((step) => (at = step))
  } finally {
    clearInterval(telling)
  }
}
