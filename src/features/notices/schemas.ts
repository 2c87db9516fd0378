import { NOTICE_KINDS } from '../../domain/vocabulary/notices.ts'
import { cursor, limit } from '../../http/text.ts'
import { FromMoment } from '../moments.ts'
import { z } from 'zod'

export const NoticeQuery = z.strictObject({
  kind: z.enum(NOTICE_KINDS).optional(),
  from: FromMoment.meta({ description: 'Queued at or after this moment or day: what is new since you last asked.' }),
  limit,
  cursor,
})
export type NoticeQuery = z.infer<typeof NoticeQuery>

export const Notice = z
  .object({
    id: z.string(),
    kind: z.string().meta({ description: 'A code of notice-kinds.' }),
    subjectId: z.string().meta({ description: 'Your record that it is about: a trace request.' }),
    link: z.string().meta({ description: 'Where to read what it is about. Reading is a look, and recorded as one.' }),
    recordedAt: z.string(),
  })
  .meta({ id: 'Notice' })
export type Notice = z.infer<typeof Notice>
export const NoticePage = z.object({ notices: z.array(Notice), next: z.string().optional() }).meta({ id: 'NoticePage' })
