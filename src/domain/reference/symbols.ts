import type { Sourced } from './entries.ts'

export interface FactorySymbol extends Sourced {
  readonly code: string
  /** Words of the look, as `symbolWords` reads them; `#` is any number. All must be there, and no other shape or number. */
  readonly words: readonly string[]
  /** Who may have struck it. Only one that can be one maker's alone may stand for a maker's name. */
  readonly makers: readonly string[]
}

/** The most specific symbol comes first: the first of which all words are there is meant. */
export const FACTORY_SYMBOLS: readonly FactorySymbol[] = [
  {
    code: 'SYM_TRIANGLE_66',
    words: ['TRIANGLE', '66'],
    makers: ['NORINCO'],
    source: 'Museums Victoria 388898',
    certainty: 'HIGH',
  },
  {
    code: 'SYM_TRIANGLE_26',
    words: ['TRIANGLE', '26'],
    makers: ['JIANSHE'],
    source: 'collectors’ tables',
    certainty: 'LOW',
  },
  {
    code: 'SYM_TRIANGLE_NN',
    words: ['TRIANGLE', '#'],
    makers: [],
    source: 'Museums Victoria 388898',
    certainty: 'MEDIUM',
  },
  {
    code: 'SYM_DOUBLE_CIRCLE_10',
    words: ['DOUBLE', 'CIRCLE', '10'],
    makers: ['ARSENAL'],
    source: 'makarov.ch',
    certainty: 'MEDIUM',
  },
  { code: 'SYM_CIRCLE_11', words: ['CIRCLE', '11'], makers: ['RADOM'], source: 'general literature', certainty: 'LOW' },
  { code: 'SYM_CIRCLE_11', words: ['OVAL', '11'], makers: ['RADOM'], source: 'general literature', certainty: 'LOW' },
  { code: 'SYM_OVAL_NN', words: ['OVAL', '#'], makers: [], source: 'collectors’ tables', certainty: 'LOW' },
  {
    code: 'SYM_ARROW_IN_TRIANGLE',
    words: ['ARROW', 'TRIANGLE'],
    makers: ['IZHMASH', 'CUGIR'],
    source: 'selector and symbol tables',
    certainty: 'MEDIUM',
  },
  {
    code: 'SYM_HAMMER_IN_TRIANGLE',
    words: ['HAMMER', 'TRIANGLE'],
    makers: ['MOLOT'],
    source: 'general literature',
    certainty: 'LOW',
  },
  {
    code: 'SYM_TRIANGLE_CIRCLE',
    words: ['TRIANGLE', 'CIRCLE'],
    makers: ['IZHMEKH'],
    source: 'makarov.ch',
    certainty: 'MEDIUM',
  },
  {
    code: 'SYM_RHOMBUS_CIRCLE',
    words: ['RHOMBUS', 'CIRCLE'],
    makers: ['SUHL'],
    source: 'makarov.ch',
    certainty: 'MEDIUM',
  },
  {
    code: 'SYM_STAR_IN_CIRCLE',
    words: ['STAR', 'CIRCLE'],
    makers: ['FACTORY_61_65'],
    source: 'general literature',
    certainty: 'LOW',
  },
  {
    code: 'SYM_STAR',
    words: ['ARROW', 'STAR'],
    makers: ['TULA'],
    source: 'news reports on Russian arms plants',
    certainty: 'MEDIUM',
  },
  {
    code: 'SYM_STAR',
    words: ['STAR'],
    makers: ['TULA'],
    source: 'news reports on Russian arms plants',
    certainty: 'MEDIUM',
  },
  {
    code: 'SYM_TRIANGLE_EMPTY',
    words: ['TRIANGLE'],
    makers: ['CUGIR'],
    source: 'selector and symbol tables',
    certainty: 'MEDIUM',
  },
]
