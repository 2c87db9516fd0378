// ISO 3166-1 alpha-2, and XK, which is user-assigned and in general use for Kosovo.
const CURRENT = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR ' +
    'CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ' +
    'ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ ' +
    'MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI ' +
    'SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
)

// Former States that marked weapons: the alpha-2 code as marked, the ISO 3166-3 code, and the States to ask today, the one that keeps most records first.
// CS is Czechoslovakia (CSHH) as on weapons; the later use for Serbia and Montenegro (CSXX) is told by its four letters only.
const FORMER = [
  {
    codes: ['SU', 'SUHH'],
    contacts: ['RU', 'UA', 'BY', 'KZ', 'UZ', 'GE', 'AZ', 'LT', 'MD', 'LV', 'KG', 'TJ', 'AM', 'TM', 'EE'],
  },
  { codes: ['YU', 'YUCS'], contacts: ['RS', 'HR', 'BA', 'SI', 'MK', 'ME', 'XK'] },
  { codes: ['CSXX'], contacts: ['RS', 'ME', 'XK'] },
  { codes: ['CS', 'CSHH'], contacts: ['CZ', 'SK'] },
  { codes: ['DD', 'DDDE'], contacts: ['DE'] },
] as const

const CONTACTS: ReadonlyMap<string, readonly string[]> = new Map(
  FORMER.flatMap(({ codes, contacts }) => codes.map((code): [string, readonly string[]] => [code, contacts])),
)

/** True for a code of today (ISO 3166-1 alpha-2, XK) and for one of a former State (SU, YU, CS, DD; SUHH, YUCS, CSHH, CSXX, DDDE of ISO 3166-3). */
export function isCountry(code: string): boolean {
  return CURRENT.has(code) || CONTACTS.has(code)
}

/** The States to ask today about a weapon marked with this code; empty for an unknown code. For a code of today the State itself. */
export function successorsOf(code: string): readonly string[] {
  return CONTACTS.get(code) ?? (CURRENT.has(code) ? [code] : [])
}
