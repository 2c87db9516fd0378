import { DESCRIPTOR_RELATION_WORDS, DESCRIPTOR_WORDS, KEY_WORDS } from '../domain/code-lists/words/answers.ts'
import { MARKING_KIND_WORDS } from '../domain/code-lists/words/markings.ts'
import { TIER_WORDS } from '../domain/code-lists/words/traces.ts'
import { TYPE_WORDS } from '../domain/code-lists/words/weapons.ts'
import { countryInWords, sentencesOf, wordOf } from './codes-in-words.ts'
import { momentInWords } from './dates-in-words.ts'
import type { Block, Fact, Section } from './document.ts'
import type { PrintableAnswer, PrintableDecision, PrintableIdentification } from './printable-answer.ts'

function tierFacts(tier: string | null): readonly Fact[] {
  if (tier === null) return [{ label: 'Certainty', value: 'No weapon of the registry fits what was read.' }]
  const [label, sentence] = sentencesOf(TIER_WORDS, tier)
  return [{ label: 'Certainty', value: `${label} (tier ${tier}). ${sentence}` }]
}

function countFact(count: number): Fact {
  const value = count === 1 ? 'One weapon of the registry came into question' : `${count} weapons came into question`
  return { label: 'Candidates', value }
}

function takenFor({ substitutions }: PrintableIdentification): readonly Fact[] {
  const nothing = (text: string): string => (text === '' ? 'nothing' : `"${text}"`)
  return substitutions.map(({ observed, registered, position }) => ({
    label: 'Read otherwise',
    value: `At character ${position + 1}, ${nothing(observed)} was read where ${nothing(registered)} is on record`,
  }))
}

function decisionFact({ persons, decidedAt }: PrintableDecision): Fact {
  const who = persons === 1 ? 'one person' : `${persons} persons`
  return { label: 'Confirmed by', value: `${who}, on ${momentInWords(decidedAt)}` }
}

function observedInWords(descriptor: string, observed: string): string {
  if (descriptor === 'type') return wordOf(TYPE_WORDS, observed)
  return descriptor === 'countryOfManufacture' ? countryInWords(observed) : observed
}

/** Descriptor by descriptor, for the weapon that the answer names and for no other candidate. */
function comparisons({ identification, weapon }: PrintableAnswer): readonly Fact[] {
  const confirmed = identification.candidates.find(({ weaponId }) => weaponId === weapon?.id)
  const told = (confirmed?.reasons ?? []).map(({ descriptor, relation, observed, kind }) => {
    const found = wordOf(descriptor === 'serial' ? KEY_WORDS : DESCRIPTOR_RELATION_WORDS, relation)
    const value = observed === undefined ? found : `${observedInWords(descriptor, observed)} - ${found}`
    const label = kind === undefined ? wordOf(DESCRIPTOR_WORDS, descriptor) : wordOf(MARKING_KIND_WORDS, kind)
    return { label, value }
  })
  return confirmed?.score === undefined ? told : [...told, scoreFact(confirmed.score)]
}

/** The probability in words, never as certainty: the tier says what may be relied on. */
function scoreFact(score: number): Fact {
  const value = `${(score * 100).toFixed(score > 0.99 ? 2 : 1)} % by what was read and told; reckoned, and no proof`
  return { label: 'Probability', value }
}

/** How the weapon was found among all others. */
export function describeIdentification(answer: PrintableAnswer): Section {
  const { identification, decided } = answer
  const facts = [
    ...tierFacts(identification.tier),
    countFact(identification.candidates.length),
    ...takenFor(identification),
    ...(decided === undefined ? [] : [decisionFact(decided)]),
  ]
  const compared = comparisons(answer)
  const blocks: Block[] = [{ kind: 'FACTS', facts }]
  if (compared.length > 0)
    blocks.push(
      { kind: 'PARAGRAPH', text: 'What was read or told, and how it agrees with the record:' },
      { kind: 'FACTS', facts: compared },
    )
  return { heading: 'How it was identified', blocks }
}
