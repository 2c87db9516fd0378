import { z } from 'zod'
import { LANGUAGES } from '../../domain/reference/languages.ts'
import { cursor, text } from '../../http/text.ts'

const MAX_QUERY_CHARS = 100
// The closed lists and the countries come whole: the longest has about 260 entries, of 200 bytes each.
const MAX_ENTRIES = 500

const [, ...OTHERS] = LANGUAGES
const Labels = z
  .object({ en: z.string(), ...Object.fromEntries(OTHERS.map((language) => [language, z.string().optional()])) })
  .meta({
    id: 'Labels',
    description:
      'In the languages of the United Nations: en, fr, es, ru, ar, zh. English is always there; show it where another is missing.',
  })

const Mapping = z.object({ scheme: z.string(), code: z.string() }).meta({ id: 'CodeMapping' })
const Texts = z.array(z.string()).readonly()

const WantedPaper = z.object({
  anyOf: Texts.meta({ description: 'Codes of document-kinds; any one will do.' }),
  severity: z.string().meta({ description: 'Of the finding where none is named.' }),
})

const eventFields = {
  rule: z.string().optional().meta({ description: 'Event kinds: the provision behind it.' }),
  channels: Texts.optional().meta({ description: 'Event kinds: where it is reported.' }),
  from: z.string().optional().meta({ description: 'Event kinds: REQUIRED, OPTIONAL or FORBIDDEN.' }),
  to: z.string().optional().meta({ description: 'Event kinds: REQUIRED, OPTIONAL or FORBIDDEN.' }),
  receivers: Texts.optional().meta({
    description: 'Event kinds: the party-kinds that may hold afterwards, or ANY. Another is a finding.',
  }),
  possession: z.string().optional().meta({ description: 'Event kinds: what becomes of possession.' }),
  title: z.string().optional().meta({ description: 'Event kinds: what becomes of title.' }),
  licit: z.string().optional().meta({ description: 'Event kinds: LICIT, ILLICIT, STATE_CUSTODY or UNKNOWN.' }),
  control: z.string().optional().meta({ description: 'Event kinds: licit control KEPT, LOST, RECOVERED or RESTORED.' }),
  ends: z.string().optional().meta({ description: 'Event kinds: whether the weapon ceases to be one.' }),
  statusAfter: z.string().optional().meta({ description: 'Event kinds: a code of custody-statuses, or UNCHANGED.' }),
  papers: z.array(WantedPaper).readonly().optional().meta({ description: 'Event kinds: papers wanted.' }),
}

export const CodeEntry = z
  .object({
    code: z.string(),
    labels: Labels,
    mappings: z.array(Mapping).readonly().meta({ description: 'The same in other schemes; the list names them.' }),
    description: z.string().optional(),
    deprecatedAt: z.string().optional().meta({ description: 'No longer for new records; old ones keep it.' }),
    parent: z.string().optional().meta({
      description: 'Weapon types: the category. Models: the model it varies. Codes of years: the table.',
    }),
    aliases: Texts.optional().meta({ description: 'Other names under which it is recognised.' }),
    source: z.string().optional(),
    certainty: z.string().optional().meta({ description: 'HIGH official or museum, MEDIUM literature, LOW general.' }),
    addedByOperator: z.boolean().optional(),
    iti: z.string().optional().meta({ description: 'Weapon types: LISTED in ITI 4, INTER_ALIA, or OUTSIDE it.' }),
    asSerial: z.string().optional().meta({ description: 'Marking kinds: PRIMARY, SECONDARY or NO serial.' }),
    essential: z.boolean().optional().meta({ description: 'Components: essential (ITI 10, European Union).' }),
    carriesSerial: z.boolean().optional().meta({ description: 'Components: a number on it is the weapon’s own.' }),
    ...eventFields,
    issuer: z.string().optional().meta({ description: 'Document kinds.' }),
    keyFields: Texts.optional().meta({ description: 'Document kinds: what it must say.' }),
    recoveryClass: z.string().optional().meta({ description: 'Circumstances: as SDG 16.4.2 counts it unless told.' }),
    success: z.string().optional().meta({ description: 'Outcomes: YES is traced for SDG 16.4.2; PARTIAL, NO.' }),
    country: z.string().optional().meta({
      description:
        'Makers: the State of today. Tables of years: of the proof houses or makers. Ways of numbering: of all its makers.',
    }),
    roles: Texts.optional().meta({ description: 'Makers.' }),
    serialPattern: z
      .string()
      .optional()
      .meta({ description: 'Makers, ways of numbering: the shape; a mismatch only warns.' }),
    restartsYearly: z.boolean().optional().meta({ description: 'Makers: numbers begin again each year.' }),
    makers: Texts.optional().meta({ description: 'Models, symbols, tables, ways of numbering: codes of makers.' }),
    calibres: Texts.optional().meta({ description: 'Models: codes of calibres.' }),
    family: z.string().optional().meta({ description: 'Models.' }),
    isGeneric: z.boolean().optional().meta({ description: 'Models: a name for any of the family.' }),
    notSameAs: Texts.optional().meta({ description: 'Calibres: taken for this one and not the same.' }),
    possible: Texts.optional().meta({ description: 'Calibres: what an ambiguous designation may mean.' }),
    looks: Texts.optional().meta({ description: 'Factory symbols: the look in words; # is any number.' }),
    countries: Texts.optional().meta({ description: 'Symbols, selector letters: the States they point at.' }),
    toDecide: z.string().optional().meta({ description: 'Symbols that several strike: what tells them apart.' }),
    letters: Texts.optional().meta({ description: 'Selector letters: each position.' }),
    year: z.number().optional().meta({ description: 'Codes of years: the year; tables have none.' }),
    since: z
      .object({ year: z.number(), source: z.string().optional(), certainty: z.string().optional() })
      .optional()
      .meta({ description: 'Models, ways of numbering: the first year; of models with its own source and certainty.' }),
    isOnly: z.boolean().optional().meta({ description: 'Ways of numbering: no other is known of the maker.' }),
    contacts: Texts.optional().meta({ description: 'Countries: the States to ask today.' }),
    formerState: z.boolean().optional().meta({ description: 'Countries.' }),
  })
  .meta({ id: 'CodeEntry' })

const listFields = {
  id: z.string(),
  title: z.string(),
  version: z.string().meta({
    description:
      'Changes with the content. Of the open lists it is what facts keep: the built-in version and, after a +, a digest of the operator’s file.',
  }),
  closed: z.boolean().meta({ description: 'True where no code can be added but by a new version of the program.' }),
  count: z.number(),
}

export const CodeListSummary = z.object(listFields).meta({ id: 'CodeListSummary' })
export const CodeLists = z.object({ lists: z.array(CodeListSummary) }).meta({ id: 'CodeLists' })
export const CodeList = z
  .object({
    ...listFields,
    schemes: z
      .array(z.object({ id: z.string(), title: z.string() }))
      .meta({ description: 'The schemes that the mappings of this list name.' }),
    entries: z.array(CodeEntry),
    next: z.string().optional(),
  })
  .meta({ id: 'CodeList' })

export const CodeListParams = z.strictObject({
  id: z.string().max(64).meta({ description: 'The id of a list, such as weapon-types.', example: 'weapon-types' }),
})

export const CodeListQuery = z.strictObject({
  q: text(MAX_QUERY_CHARS).optional().meta({
    description: 'Only entries of which a code, label or alias holds this, whatever its case, accents and script.',
  }),
  limit: z
    .string()
    .refine(
      (value) => /^[0-9]{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= MAX_ENTRIES,
      `This must be a whole number from 1 to ${MAX_ENTRIES}.`,
    )
    .transform(Number)
    .default(MAX_ENTRIES)
    .meta({ override: { type: 'integer', minimum: 1, maximum: MAX_ENTRIES, default: MAX_ENTRIES } }),
  cursor,
})
