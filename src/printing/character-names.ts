function named(script: string, letters: string): [string, CharacterName][] {
  return letters.split(',').map((entry) => {
    const [character = '', ...words] = entry.split(' ')
    return [character, { script, name: words.join('-') }]
  })
}

export interface CharacterName {
  readonly script: string
  /** As Unicode has it, its words joined by hyphens. */
  readonly name: string
}

const CYRILLIC =
  'А A,Б BE,В VE,Г GHE,Д DE,Е IE,Ё IO,Ж ZHE,З ZE,И I,Й SHORT I,К KA,Л EL,М EM,Н EN,О O,П PE,Р ER,С ES,Т TE,У U,Ф EF,Х HA,' +
  'Ц TSE,Ч CHE,Ш SHA,Щ SHCHA,Ъ HARD SIGN,Ы YERU,Ь SOFT SIGN,Э E,Ю YU,Я YA,Ђ DJE,Ѓ GJE,Є UKRAINIAN IE,Ѕ DZE,' +
  'І UKRAINIAN I,Ї YI,Ј JE,Љ LJE,Њ NJE,Ћ TSHE,Ќ KJE,Ў SHORT U,Џ DZHE,Ґ GHE WITH UPTURN'
const GREEK =
  'Α ALPHA,Β BETA,Γ GAMMA,Δ DELTA,Ε EPSILON,Ζ ZETA,Η ETA,Θ THETA,Ι IOTA,Κ KAPPA,Λ LAMDA,Μ MU,Ν NU,Ξ XI,Ο OMICRON,Π PI,' +
  'Ρ RHO,Σ SIGMA,Τ TAU,Υ UPSILON,Φ PHI,Χ CHI,Ψ PSI,Ω OMEGA'
const ARABIC =
  'ء HAMZA,آ ALEF WITH MADDA,أ ALEF WITH HAMZA ABOVE,إ ALEF WITH HAMZA BELOW,ا ALEF,ب BEH,ة TEH MARBUTA,ت TEH,ث THEH,' +
  'ج JEEM,ح HAH,خ KHAH,د DAL,ذ THAL,ر REH,ز ZAIN,س SEEN,ش SHEEN,ص SAD,ض DAD,ط TAH,ظ ZAH,ع AIN,غ GHAIN,ف FEH,ق QAF,ك KAF,' +
  'ل LAM,م MEEM,ن NOON,ه HEH,و WAW,ى ALEF MAKSURA,ي YEH,پ PEH,چ TCHEH,ژ JEH,ک KEHEH,گ GAF,ی FARSI YEH'
const ARABIC_DIGITS = '٠ ZERO,١ ONE,٢ TWO,٣ THREE,٤ FOUR,٥ FIVE,٦ SIX,٧ SEVEN,٨ EIGHT,٩ NINE'
const EASTERN_DIGITS = '۰ ZERO,۱ ONE,۲ TWO,۳ THREE,۴ FOUR,۵ FIVE,۶ SIX,۷ SEVEN,۸ EIGHT,۹ NINE'
const SIGNS =
  '△ TRIANGLE,▲ BLACK TRIANGLE,☆ STAR,★ BLACK STAR,□ SQUARE,○ CIRCLE,◇ DIAMOND,† DAGGER,№ NUMERO SIGN,° DEGREE SIGN'

/** What the letters, digits and signs that are met on weapons are called: the alphabets of the arsenals, and no more. Letters by their capitals. */
const NAMES: ReadonlyMap<string, CharacterName> = new Map([
  ...named('CYRILLIC', CYRILLIC),
  ...named('GREEK', GREEK),
  ...named('ARABIC', ARABIC),
  ...named('ARABIC-INDIC', ARABIC_DIGITS),
  ...named('EASTERN ARABIC-INDIC', EASTERN_DIGITS),
  ...named('SIGN', SIGNS),
])

/** The name of a character, of a small letter by its capital; undefined where the table has none. */
export function nameOfCharacter(character: string): (CharacterName & { readonly isSmall: boolean }) | undefined {
  const own = NAMES.get(character)
  if (own !== undefined) return { ...own, isSmall: false }
  const capital = NAMES.get(character.toUpperCase())
  return capital === undefined ? undefined : { ...capital, isSmall: true }
}
