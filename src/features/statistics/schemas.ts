import { Uuid } from '../../http/text.ts'
import { Tallies } from '../tally-schema.ts'
import { z } from 'zod'

export const StatisticsQuery = z.strictObject({
  from: z.iso.date().optional().meta({ description: 'The first day, in UTC; a year before `to` where absent.' }),
  to: z.iso.date().optional().meta({ description: 'The last day, in UTC; today where absent. Ten years at most.' }),
  agencyId: Uuid.optional().meta({
    description: 'For registrars and auditors: one agency; all where absent. Others have their own.',
  }),
})
export type StatisticsQuery = z.infer<typeof StatisticsQuery>

const Count = z.number().int().min(0)
const Seconds = z
  .object({ median: z.number(), p90: z.number(), max: z.number() })
  .meta({ id: 'SecondsToAnswer', description: 'Median, 90th percentile and longest, in seconds.' })

const Requests = z
  .object({
    received: Count,
    byStatus: Tallies.meta({ description: 'As they stand now.' }),
    byOutcome: Tallies.meta({ description: 'Of the current answer; requests without one are not in it.' }),
    byTier: Tallies.meta({
      description: 'Of the identification when the request came in; NONE where nothing was found.',
    }),
    byPriority: Tallies,
    answered: z.object({
      total: Count.meta({ description: 'With an answer, whatever their status became.' }),
      atOnce: Count.meta({ description: 'In the call that asked.' }),
      later: Count.meta({ description: 'After a person decided, or the asker sent more.' }),
      seconds: Seconds.nullable().meta({ description: 'From receipt to the first answer, of all that have one.' }),
      secondsLater: Seconds.nullable().meta({ description: 'The same of those answered later.' }),
    }),
    open: z.object({
      total: Count,
      byAge: z.array(
        z.object({
          fromDays: z.number(),
          belowDays: z.number().nullable().meta({ description: 'Null for the oldest.' }),
          count: Count,
        }),
      ),
    }),
    supersededAnswers: Count.meta({ description: 'Answers that a later record made others, however often.' }),
    supersededNow: Count.meta({ description: 'Requests whose current answer is one of them.' }),
    withdrawn: Count.meta({ description: 'Ever, also where another status followed; so are the next two.' }),
    refused: Count,
    delayed: Count,
  })
  .meta({ id: 'RequestFigures', description: 'Requests received in the period.' })

const reading = (description: string) =>
  z
    .object({
      traced: Count,
      denominator: Count,
      share: z.number().min(0).max(1).nullable().meta({ description: 'Null where the denominator is 0.' }),
    })
    .meta({ description })

const Sdg = z
  .object({
    traceable: reading(
      'Of what could be traced: without items that bear no readable mark, are older than 1946 or came in under an amnesty.',
    ),
    all: reading('Of everything seized, found and surrendered.'),
    tracePending: Count.meta({ description: 'Asked for and not answered yet; in the denominators.' }),
    notAsked: Count.meta({ description: 'Never asked for; in the denominators.' }),
    outsideScope: Count.meta({
      description: 'Recovered, and no small arm or light weapon (ITI 4): in no denominator.',
    }),
    byRecoveryClass: Tallies,
    byTraceability: Tallies,
    byOutcome: Tallies.meta({ description: 'Of the newest request on the item that has an answer.' }),
  })
  .meta({ id: 'Sdg1642', description: 'SDG 16.4.2: items recovered in the period, by the day of recovery.' })

export const TraceStatistics = z
  .object({
    agencyId: z.string().optional().meta({ description: 'Whose figures; absent for all agencies.' }),
    from: z.string(),
    to: z.string(),
    countedAt: z.string(),
    requests: Requests,
    sdg1642: Sdg,
    disclaimer: z.string(),
  })
  .meta({ id: 'TraceStatistics' })
export type TraceStatistics = z.infer<typeof TraceStatistics>
