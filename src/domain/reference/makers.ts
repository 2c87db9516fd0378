import type { Maker } from './entries.ts'
import { maker } from './maker-entry.ts'

/**
 * Manufacturers with a published serial shape. Official rules of Zastava, Radom and Cugir were not seen. Numbers that begin again each year are
 * marked so on the side of caution: the year is stamped beside them, and without it the same letters and digits come again.
 */
export const MAKERS_WITH_SHAPE: readonly Maker[] = [
  maker('GLOCK', 'AT', 'Glock|Glock Ges.m.b.H.|Глок', {
    serialPattern: '^[A-Z]{2,4}\\d{3}(US)?$',
    serialInWords:
      'two to four letters and three digits; early imports into the United States end in US, which belongs to the number',
    source: 'Small Arms Review 18/6',
    certainty: 'MEDIUM',
  }),
  maker('BERETTA', 'IT', 'Beretta|Pietro Beretta|Fabbrica d’Armi Pietro Beretta|P. Beretta|PB|Берета', {
    serialPattern: '^[A-Z]{0,3}\\d{5,6}[A-Z]?$',
    serialInWords: 'up to three letters and five or six digits, often with a letter behind them',
  }),
  maker(
    'FN_HERSTAL',
    'BE',
    'FN Herstal|FN|Fabrique Nationale|Fabrique Nationale Herstal|Fabrique Nationale d’Armes de Guerre|Browning|FN Browning|FNH',
    {
      serialPattern: '^\\d{3}[ZYXWVTRPNM]{2}\\d{5}$',
      serialInWords:
        'on older pistols three digits of the type, two letters of the year and five digits, as in 245PN12345',
    },
  ),
  maker('HECKLER_KOCH', 'DE', 'Heckler & Koch|H&K|HK|Heckler und Koch', {
    serialPattern: '^\\d{2}-?\\d{6}$',
    serialInWords: 'two digits, a hyphen and six digits, with a code of the year beside',
  }),
  maker('SIG_SAUER', 'DE', 'SIG Sauer|SIG|SIGARMS|SIG-Sauer|Sig Sauer USA', {
    serialPattern: '^([A-Z]\\d{6}|\\d{2}[A-Z]\\d{6})$',
    serialInWords: 'a letter and six digits, or two digits, a letter and six digits',
  }),
  maker('CESKA_ZBROJOVKA', 'CZ', 'Česká zbrojovka|CZ|CZUB|CZ-UB|Česká zbrojovka Uherský Brod|CZ Uherský Brod', {
    serialPattern: '^[A-Z]\\d{4,6}$',
    serialInWords: 'a letter and four to six digits, with the year of proof beside',
  }),
  maker(
    'ZASTAVA',
    'RS',
    'Zastava|Zastava Arms|Zastava Oružje|Crvena Zastava|Zavodi Crvena Zastava|ZCZ|Застава|Застава оружје|Црвена застава|Kragujevac|Zastava Kragujevac',
    {
      serialPattern: '^(M\\d{2})?[A-Z]{0,2}\\d{5,6}$',
      serialInWords: 'five or six digits, on export arms with the model or one or two letters before them',
    },
  ),
  maker(
    'IZHMASH',
    'RU',
    'Izhmash|Izhevsk|Izhevsk Arsenal|Izhevsk rifle works|Ижмаш|Ижевск|Kalashnikov Concern|Concern Kalashnikov|Концерн Калашников|Kalashnikov',
    {
      serialPattern: '^\\p{L}{0,2}\\d{4,7}$',
      serialInWords: 'up to two letters and four to seven digits, with the year beside',
      restartsYearly: true,
    },
  ),
  maker('IZHMEKH', 'RU', 'Izhmekh|Izhevsk Mechanical Plant|Izhevsk mechanical|Baikal|Байкал|Ижмех|IZHMECH|IMZ', {
    serialPattern: '^\\p{Script=Cyrillic}{2}\\d{4}$',
    serialInWords: 'two Cyrillic letters and four digits, with the year beside',
    restartsYearly: true,
    source: 'makarov.ch',
    certainty: 'MEDIUM',
  }),
  maker('TULA', 'RU', 'Tula Arms Plant|Tula|Tulsky Oruzheiny Zavod|TOZ|Тула|Тульский оружейный завод|ТОЗ', {
    serialPattern: '^\\p{Script=Cyrillic}{2}\\d{4}$',
    serialInWords: 'two Cyrillic letters and four digits, with the year beside',
    restartsYearly: true,
  }),
  maker('MOLOT', 'RU', 'Molot|Vyatskiye Polyany|Vyatskie Polyany|Молот|Вятские Поляны|VPMZ|Molot-Oruzhie', {
    serialPattern: '^\\p{L}{0,2}\\d{4,6}$',
    serialInWords: 'up to two letters and four to six digits',
    restartsYearly: true,
  }),
  maker(
    'ARSENAL',
    'BG',
    'Arsenal|Factory 10|Arsenal AD|Arsenal Kazanlak|Kazanlak|Арсенал|Арсенал Казанлък|Arsenal Bulgaria',
    {
      serialPattern: '^[A-Z]{2}\\d{2}\\d{4}$',
      serialInWords: 'two letters, two digits of the year and four digits',
      restartsYearly: true,
      yearInSerial: { pattern: '^\\p{L}{2}(\\d{2})\\d{4}$', base: 1960 },
      source: 'makarov.ch',
      certainty: 'MEDIUM',
    },
  ),
  maker(
    'SUHL',
    'DE',
    'VEB Ernst Thälmann Suhl|Suhl|Ernst Thälmann|Ernst Thaelmann|VEB Ernst Thälmann|Fahrzeug- und Jagdwaffenwerk Ernst Thälmann',
    {
      serialPattern: '^[A-Z]{2}\\d{4}$',
      serialInWords: 'two letters and four digits',
      restartsYearly: true,
      source: 'makarov.ch',
      certainty: 'MEDIUM',
    },
  ),
  maker(
    'NORINCO',
    'CN',
    'Norinco|State Factory 66|Factory 66|China North Industries|中国北方工业|北方工业|North Industries',
    {
      serialPattern: '^(\\d{7,8}|[A-Z]{2}\\d{6})$',
      serialInWords: 'seven or eight digits, or two letters and six digits',
      source: 'Museums Victoria 388898',
      certainty: 'HIGH',
    },
  ),
  maker('JIANSHE', 'CN', 'Jianshe|Factory 26|Jianshe Arsenal|State Factory 26|建设', {
    serialPattern: '^([A-Z]\\d{4}|\\d{7})$',
    serialInWords: 'in 1956 a letter and four digits, from 1957 seven digits',
    source: 'collectors’ tables',
    certainty: 'LOW',
  }),
  maker(
    'CUGIR',
    'RO',
    'Cugir|Romarm|Cugir Arsenal|Uzina Mecanică Cugir|Fabrica de Arme Cugir|ROMARM Cugir|SC Fabrica de Arme Cugir|Ratmil|Romtechnica',
    {
      serialPattern: '^[A-Z0-9]{1,4}-?[A-Z]{0,2}-?\\d{4,5}(-\\d{2})?$',
      serialInWords:
        'up to four letters or digits, up to two letters and four or five digits, on export arms with hyphens',
    },
  ),
  maker(
    'RADOM',
    'PL',
    'FB Radom|Radom|Łucznik|Fabryka Broni|Fabryka Broni Łucznik|Fabryka Broni Radom|FB Łucznik-Radom',
    { serialPattern: '^[A-Z]{2}\\d{5}$', serialInWords: 'two letters and five digits' },
  ),
  maker(
    'COLT',
    'US',
    'Colt|Colt’s|Colt’s Manufacturing Company|Colt’s Patent Fire Arms|Colt’s Pt. F.A. Mfg. Co.|Colt Firearms|Colt Defense',
    {
      serialPattern: '^[A-Z]{0,3}\\d{1,7}[A-Z]{0,2}$',
      serialInWords:
        'one to seven digits with up to three letters before and two behind; the numbers of models overlap',
      source: 'RCMP marking training slides',
      certainty: 'MEDIUM',
    },
  ),
  maker('SMITH_WESSON', 'US', 'Smith & Wesson|S&W|SW|Smith and Wesson|Smith Wesson', {
    serialPattern: '^[A-Z]{3}\\d{4}$',
    serialInWords: 'three letters and four digits',
  }),
  maker('RUGER', 'US', 'Sturm, Ruger|Ruger|Sturm Ruger & Co.|Sturm Ruger', {
    serialPattern: '^\\d{3}-?\\d{5}$',
    serialInWords: 'three digits, a hyphen and five digits',
  }),
  maker('TAURUS', 'BR', 'Taurus|Forjas Taurus|Taurus Armas|Taurus Brasil', {
    serialPattern: '^[A-Z]{2,3}\\d{5,6}$',
    serialInWords: 'two or three letters and five or six digits',
  }),
  maker('IWI', 'IL', 'Israel Weapon Industries|IWI|IMI|Israel Military Industries|Israeli Military Industries', {
    serialPattern: '^\\d{8}$',
    serialInWords: 'eight digits',
  }),
]

/** Manufacturers of which no serial shape is known here. */
export const MAKERS_WITHOUT_SHAPE: readonly Maker[] = [
  maker('STAR', 'ES', 'Star Bonifacio Echeverria|Star Echeverria'),
  maker('LLAMA', 'ES', 'Llama Gabilondo|Llama|Gabilondo|Llama Gabilondo y Cia'),
  maker('ASTRA', 'ES', 'Astra Unceta|Astra|Unceta y Cia'),
  maker('WALTHER', 'DE', 'Walther|Carl Walther|Carl Walther Waffenfabrik'),
  maker('MAUSER', 'DE', 'Mauser|Mauser-Werke|Waffenfabrik Mauser'),
  maker('SAUER', 'DE', 'J. P. Sauer & Sohn|Sauer|Sauer & Sohn'),
  maker('STEYR', 'AT', 'Steyr|Steyr Mannlicher|Steyr Arms|Steyr-Daimler-Puch'),
  maker('REMINGTON', 'US', 'Remington|Remington Arms'),
  maker('WINCHESTER', 'US', 'Winchester|Winchester Repeating Arms'),
  maker('MOSSBERG', 'US', 'Mossberg|O. F. Mossberg & Sons'),
  maker('BUSHMASTER', 'US', 'Bushmaster|Bushmaster Firearms'),
  maker('DPMS', 'US', 'DPMS|DPMS Panther Arms'),
  maker('FEG', 'HU', 'FÉG|Fegyver- és Gépgyár|FEG Budapest|Fegyvergyar'),
  maker('FN_AMERICA', 'US', 'FN America|FN Manufacturing|FNMI'),
  maker('MKE', 'TR', 'MKE|MKEK|Makina ve Kimya Endüstrisi'),
  maker('CANIK', 'TR', 'Canik|Canik55|Samsun Yurt Savunma'),
  maker('GIRSAN', 'TR', 'Girsan|Girsan Yavuz'),
  maker('SARSILMAZ', 'TR', 'Sarsilmaz|Sarsılmaz|SAR Arms'),
  maker('TANFOGLIO', 'IT', 'Tanfoglio|Fratelli Tanfoglio'),
  maker('FRANCHI', 'IT', 'Franchi|Luigi Franchi'),
  maker('BENELLI', 'IT', 'Benelli|Benelli Armi'),
  maker('MAADI', 'EG', 'Maadi|Factory 54|Maadi Company for Engineering Industries|Helwan'),
  maker('POF', 'PK', 'Pakistan Ordnance Factories|POF|POF Wah'),
  maker('OFB', 'IN', 'Indian Ordnance Factories|Ordnance Factory Board|Rifle Factory Ishapore|Ishapore|RFI'),
  maker('DIO', 'IR', 'Defense Industries Organization|DIO|Iran Defense Industries'),
  maker('MIC_SUDAN', 'SD', 'Military Industry Corporation|MIC|Sudan Military Industry Corporation'),
  maker('IMBEL', 'BR', 'IMBEL|Indústria de Material Bélico do Brasil'),
  maker('BERSA', 'AR', 'Bersa'),
  maker('INDUMIL', 'CO', 'INDUMIL|Industria Militar'),
  maker('HS_PRODUKT', 'HR', 'HS Produkt|HS2000|IM Metal'),
  maker('ENFIELD', 'GB', 'Royal Small Arms Factory Enfield|Enfield|RSAF Enfield'),
  maker('GIAT', 'FR', 'GIAT Industries|Nexter|MAS|Manufacture d’armes de Saint-Étienne|MAT'),
  maker('DEGTYAREV', 'RU', 'Degtyarev Plant|ZiD|Завод имени Дегтярёва|Kovrov'),
  maker('BAZALT', 'RU', 'Bazalt|Базальт'),
  maker('FACTORY_61_65', 'KP', 'Factory 61/65|Factory 61|Factory 65'),
  maker('VMZ', 'BG', 'VMZ Sopot|VMZ|Вазовски машиностроителни заводи|Vazovski Mashinostroitelni Zavodi'),
]
