import { z } from 'zod'

const Tally = z.object({ code: z.string(), count: z.number().int().min(0) }).meta({ id: 'Tally' })

/** How many there are of each code of a list; codes of which there is none are told too. */
export const Tallies = z.array(Tally)
