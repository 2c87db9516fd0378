import type { CustodyStatus } from '../../custody/event-kind-rules.ts'
import type { ConfidenceBasis, ConfidenceLevel } from '../../traces/link-confidence.ts'
import type { Outcome } from '../../traces/outcome.ts'
import type {
  CIRCUMSTANCE_KINDS,
  ILLICIT_GROUNDS,
  IntendedUse,
  Priority,
  Purpose,
  RefusalGround,
  RequestStatus,
  Tier,
} from '../../vocabulary/traces.ts'

export const ILLICIT_GROUND_WORDS: Record<(typeof ILLICIT_GROUNDS)[number], string> = {
  ILLICIT_BY_NATIONAL_LAW: 'Illicit under the law of the State where it was found (ITI 6(a))',
  UNSC_EMBARGO_BREACH: 'Transferred in breach of an arms embargo of the Security Council (ITI 6(b))',
  INADEQUATE_MARKING: 'Not marked as the Instrument asks (ITI 6(c))',
  UNLICENSED_MANUFACTURE: 'Made without a licence (ITI 6(d))',
  UNAUTHORISED_TRANSFER: 'Transferred without authorisation (ITI 6(e))',
}

export const PURPOSE_WORDS: Record<Purpose, string> = {
  CRIMINAL_INVESTIGATION:
    'Criminal investigation|Enquête pénale|Investigación penal|Уголовное расследование|تحقيق جنائي|刑事调查',
  PROSECUTION: 'Prosecution|Poursuites pénales|Enjuiciamiento|Уголовное преследование|ملاحقة قضائية|起诉',
  EMBARGO_MONITORING: 'Monitoring of an arms embargo',
  COUNTER_TERRORISM:
    'Counter-terrorism|Lutte contre le terrorisme|Lucha contra el terrorismo|Борьба с терроризмом|مكافحة الإرهاب|反恐',
  CUSTOMS_ENFORCEMENT: 'Customs enforcement',
  DIVERSION_ANALYSIS: 'Analysis of diversion',
  RETURN_TO_OWNER: 'Return to the owner',
  STATISTICS_SDG: 'Statistics of indicator 16.4.2',
  PEACE_OPERATION: 'Peace operation|Opération de paix|Operación de paz|Операция в пользу мира|عملية سلام|和平行动',
  STOCKPILE_ACCOUNTABILITY: 'Accounting for a stockpile',
}

export const INTENDED_USE_WORDS: Record<IntendedUse, string> = {
  INTELLIGENCE: 'Intelligence only',
  EVIDENCE: 'Evidence in court',
  BOTH: 'Intelligence and evidence',
}

export const PRIORITY_WORDS: Record<Priority, string> = { ROUTINE: 'Routine', URGENT: 'Urgent' }

export const REFUSAL_GROUND_WORDS: Record<RefusalGround, string> = {
  ONGOING_INVESTIGATION: 'It would harm a criminal investigation that is going on (ITI 22)',
  CONFIDENTIALITY_LAW: 'It would break a law on confidential information (ITI 22)',
  CONFIDENTIALITY_NOT_GUARANTEED: 'The asking State cannot guarantee its confidentiality (ITI 22)',
  NATIONAL_SECURITY: 'National security (ITI 22)',
}

export const REQUEST_STATUS_WORDS: Record<RequestStatus, string> = {
  DRAFT: 'Draft',
  SUBMITTED: 'Submitted',
  ACKNOWLEDGED: 'Received and acknowledged (ITI 19)',
  MORE_INFO_REQUESTED: 'More information asked for (ITI 21)',
  RESUBMITTED: 'Submitted again with more information',
  IN_PROGRESS_DOMESTIC: 'Being worked on in this State; may wait for a person',
  FORWARDED_INTERNATIONAL: 'Forwarded to another State',
  ANSWERED_FULL: 'Answered in full',
  ANSWERED_RESTRICTED: 'Answered, with something withheld (ITI 22)',
  ANSWERED_NO_RECORD: 'Answered: no record',
  DELAYED: 'Delayed until a day of review (ITI 22)',
  REFUSED: 'Refused (ITI 22)',
  CLARIFICATION_REQUESTED: 'The asker wants the answer made clearer',
  CLOSED: 'Closed',
  WITHDRAWN: 'Withdrawn by the asker',
}

// biome-ignore format: one line is one code
export const CUSTODY_STATUS_WORDS: Record<CustodyStatus, string> = {
  NOT_RECORDED: 'No custody on record',
  IN_POSSESSION: 'In the possession of its holder|En possession de son détenteur|En posesión de su tenedor|Во владении держателя|في حوزة حائزه|由持有人持有',
  IN_TRANSIT: 'In transit|En transit|En tránsito|В пути|عابر|运输途中',
  LOST: 'Lost|Perdu|Perdida|Утрачено|مفقود|丢失',
  STOLEN: 'Stolen|Volé|Robada|Похищено|مسروق|被盗',
  DIVERTED: 'Diverted|Détourné|Desviada|Перенаправлено незаконно|محوَّل وجهته|被转移用途',
  STATE_CUSTODY: 'In the custody of the State|Sous la garde de l’État|Bajo custodia del Estado|Под охраной государства|في عهدة الدولة|由国家保管',
  DEACTIVATED: 'Deactivated|Neutralisé|Inutilizada|Деактивировано|معطَّل|已失效处理',
  DESTROYED: 'Destroyed|Détruit|Destruida|Уничтожено|مدمَّر|已销毁',
  REPLACED: 'Ended by replacement of its frame or receiver|Terminé par remplacement de la carcasse|Terminada por sustitución del armazón|Прекращено заменой рамки или ствольной коробки|منتهٍ باستبدال الهيكل|因更换枪身或机匣而终止',
  CONFLICT: 'Contradictory records: more than one holder',
}

// biome-ignore format: one line is one code
export const CIRCUMSTANCE_WORDS: Record<(typeof CIRCUMSTANCE_KINDS)[number], string> = {
  TRAFFIC_STOP: 'Traffic stop|Contrôle routier|Control de tráfico|Дорожная проверка|تفتيش مروري|交通检查',
  BORDER_CHECK_LAND: 'Check at a land border|Contrôle à une frontière terrestre|Control en frontera terrestre|Проверка на сухопутной границе|تفتيش على حدود برية|陆地边境检查',
  AIRPORT: 'Airport|Aéroport|Aeropuerto|Аэропорт|مطار|机场',
  SEAPORT_CONTAINER: 'Container in a seaport|Conteneur dans un port|Contenedor en un puerto|Контейнер в морском порту|حاوية في ميناء بحري|海港集装箱',
  POSTAL_COURIER: 'Post or courier|Poste ou messagerie|Correo o mensajería|Почта или курьер|بريد أو ناقل سريع|邮政或快递',
  VESSEL_BOARDING: 'Boarding of a vessel',
  HOUSE_SEARCH: 'House search|Perquisition|Registro domiciliario|Обыск жилища|تفتيش منزل|住宅搜查',
  CRIME_SCENE: 'Crime scene|Scène de crime|Escena del delito|Место преступления|مسرح جريمة|犯罪现场',
  ARREST: 'Arrest|Arrestation|Detención|Арест|توقيف|逮捕',
  CACHE: 'Cache|Cache d’armes|Escondite de armas|Тайник|مخبأ أسلحة|武器藏匿点',
  BATTLEFIELD: 'Battlefield|Champ de bataille|Campo de batalla|Поле боя|ساحة معركة|战场',
  CHECKPOINT: 'Checkpoint|Point de contrôle|Puesto de control|Контрольно-пропускной пункт|نقطة تفتيش|检查站',
  ABANDONED_FOUND: 'Found abandoned',
  VOLUNTARY_SURRENDER: 'Voluntary surrender|Remise volontaire|Entrega voluntaria|Добровольная сдача|تسليم طوعي|自愿上交',
  AMNESTY_PROGRAMME: 'Amnesty programme',
  DDR_PROGRAMME: 'Programme of disarmament, demobilisation and reintegration',
  ESTATE: 'Estate of a person who died',
  PRISON: 'Prison|Prison|Prisión|Тюрьма|سجن|监狱',
  DARK_WEB_PURCHASE: 'Purchase on the dark web',
  PEACE_OPERATION_INSPECTION: 'Inspection by a peace operation',
  STOCK_INSPECTION: 'Inspection of a stock',
  OTHER: 'Other|Autre|Otro|Другое|غير ذلك|其他',
  UNKNOWN: 'Not known|Inconnu|Desconocido|Неизвестно|غير معروف|未知',
}

/** The label, and what it means in one sentence. */
export const OUTCOME_WORDS: Record<Outcome, readonly [string, string]> = {
  DUPLICATE_REQUEST: [
    'Asked already',
    'The same agency asks for the same weapon or item in the same case, and that request is open.',
  ],
  FAILED_INSUFFICIENT_ID: ['Too little to search by', 'Make, model and marks are too weak to search.'],
  FAILED_INVALID_SERIAL: [
    'Impossible serial',
    'The serial is impossible for that maker and model, and nothing else was found.',
  ],
  AMBIGUOUS_CANDIDATES: [
    'Several candidates',
    'Several weapons may be meant, and a person closed without confirming one: nothing of any is released.',
  ],
  MATCH_LOST_STOLEN: [
    'Reported lost or stolen',
    'Identified, and reported lost or stolen: the report is the point of diversion.',
  ],
  TRACED_TO_DIVERSION: ['Traced to its diversion', 'Another point or time of loss of control is established.'],
  TRACED_LAST_LICIT: [
    'Traced to the last licit holder',
    'The last licit holder is known, the moment of diversion is not.',
  ],
  TRACED_TO_FIRST_RETAIL: ['Traced to the first retail sale', 'The records end at the first retail sale.'],
  TRACED_EXPORTED_TO: ['Traced to an export', 'The chain ends with an export: ask that State.'],
  TRACED_TO_IMPORTER: ['Traced to the importer', 'The chain ends at the importer.'],
  TRACED_TO_MANUFACTURER_ONLY: ['Traced to the manufacturer only', 'Only the origin is on record.'],
  ORIGIN_ESTABLISHED_OTHER: [
    'Origin established otherwise',
    'The origin is established by intelligence or by another authority, not by these records.',
  ],
  FAILED_CRAFT_MADE: ['Craft or privately made', 'Craft or privately made: there is no maker’s record.'],
  FAILED_OBLITERATED: ['Marks obliterated', 'The marks are gone, and restoring them failed or was not possible.'],
  FAILED_TOO_OLD: ['Before record-keeping', 'No record was found, and the weapon was made before records were kept.'],
  FAILED_RECORDS_LOST: ['Records lost', 'The records that would tell are lost.'],
  FAILED_RECORDS_DESTROYED: ['Records destroyed', 'The records that would tell were destroyed.'],
  FAILED_HOLDER_CLOSED: [
    'Holder closed',
    'The firm that held the weapon has closed, and its records are not to be had.',
  ],
  FAILED_UNREGISTERED_SALE: ['Sale not registered', 'The weapon was sold on without a record.'],
  FAILED_NOT_FOUND: ['No record', 'No record of this weapon was found.'],
  NO_REPLY: ['No reply', 'The State that was asked has not replied in spite of reminders.'],
}

/** The label, and what may happen at this tier (design of the identification). */
export const TIER_WORDS: Record<Tier, readonly [string, string]> = {
  T1: [
    'Identified',
    'The serial agrees, maker, model and calibre agree, and exactly one weapon fits: released, unless a flag blocks it.',
  ],
  T2: [
    'Very likely',
    'Family only, a folded key, or numbers that restart yearly without their year: a named analyst decides.',
  ],
  T3: [
    'Likely from a partial reading',
    'Unreadable characters, with maker, model and calibre, and one weapon fits: a named analyst decides.',
  ],
  T4: ['Possible', 'Model or maker is absent, or an importer stands in the maker’s place: two persons decide.'],
  T5: ['Weak', 'Something contradicts, or more than one weapon fits equally well: two persons decide.'],
}

export const CONFIDENCE_LEVEL_WORDS: Record<ConfidenceLevel, readonly [string, string]> = {
  CONFIRMED: [
    'Confirmed',
    'Two voices tell of it, or an authority of its own act, with the papers that such a step needs.',
  ],
  PROBABLE: ['Probable', 'One side tells of it in good time or with papers, or two do with a paper missing.'],
  POSSIBLE: [
    'Possible',
    'One side tells of it late or without a paper that such a step needs, or it is from older books.',
  ],
  UNCONFIRMED: [
    'Unconfirmed',
    'A step that is missing or contradicted, or one side’s word with little or nothing behind it.',
  ],
  DISPUTED: ['Disputed', 'One side denies it.'],
}

/** What the confidence of a link rests on. */
export const CONFIDENCE_BASIS_WORDS: Record<ConfidenceBasis, string> = {
  ACCEPTED_BY_OTHER_SIDE: 'The other side accepted it',
  REPORTED_BY_TWO: 'Two agencies reported it',
  ACT_OF_AUTHORITY: 'An authority tells of its own act',
  SAID_BY_ONE_SIDE: 'Only one side tells of it',
  PAPER_AUTHENTICATED: 'A paper was checked with its issuer',
  PAPER_NAMED: 'A paper is named',
  NO_PAPER_WANTED: 'No paper is named, and none is required',
  PAPER_MISSING: 'A paper that is required is not named',
  PAPER_REJECTED: 'The issuer does not know a paper that is named',
  REPORTED_PROMPTLY: 'Reported within 30 days',
  REPORTED_LATE: 'Reported within a year',
  REPORTED_YEARS_LATER: 'Reported after more than a year',
  FROM_OLDER_REGISTER: 'Entered from an older register',
  DENIED_BY_A_SIDE: 'One side denies it',
  STEP_MISSING: 'A step is not on record',
  RECORDS_CONTRADICT: 'Records contradict each other',
}
