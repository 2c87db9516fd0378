import type { Concealment, Disposition, RecoveryClass, Traceability, Transport } from '../../vocabulary/seizures.ts'

// English | French | Spanish | Russian | Arabic | Chinese

// biome-ignore format: one line is one code
export const RECOVERY_CLASS_WORDS: Record<RecoveryClass, string> = {
  SEIZED: 'Seized|Saisie|Incautada|Изъято|مضبوط|扣押',
  FOUND: 'Found|Trouvée|Hallada|Найдено|معثور عليه|被发现',
  SURRENDERED: 'Surrendered|Remise volontairement|Entregada|Сдано|مُسلَّم|上交',
}

// biome-ignore format: one line is one code
export const TRANSPORT_WORDS: Record<Transport, string> = {
  ROAD: 'By road|Par la route|Por carretera|Автомобильным транспортом|براً|公路',
  RAIL: 'By rail|Par le rail|Por ferrocarril|Железной дорогой|بالسكك الحديدية|铁路',
  AIR: 'By air|Par avion|Por vía aérea|Воздушным транспортом|جواً|空运',
  SEA: 'By sea|Par mer|Por mar|Морем|بحراً|海运',
  INLAND_WATER: 'On inland water|Par voie navigable|Por vía navegable|Внутренним водным транспортом|بالمجاري المائية الداخلية|内河',
  POST: 'By post or courier|Par la poste ou un coursier|Por correo o mensajería|Почтой или курьером|بالبريد|邮寄或快递',
  FOOT: 'On foot|À pied|A pie|Пешком|سيراً على الأقدام|步行',
}

export const CONCEALMENT_WORDS: Record<Concealment, string> = {
  BAGGAGE: 'In baggage',
  BODY: 'On the body',
  VEHICLE_CAVITY: 'In a cavity of a vehicle',
  CARGO_DECLARED_AS_OTHER: 'In cargo declared as something else',
  CONTAINER: 'In a container',
  PARCEL: 'In a parcel',
  FUEL_TANK: 'In a fuel tank',
  VESSEL_HOLD: 'In the hold of a vessel',
  MACHINERY: 'In machinery',
  NONE: 'Not concealed',
}

export const TRACEABILITY_WORDS: Record<Traceability, string> = {
  TRACEABLE: 'A trace can be expected',
  UNMARKED: 'No mark of it can be read',
  PRE_1946: 'Made before 1946',
  AMNESTY_COLLECTION: 'Collected in an amnesty, which asks no questions',
  NOT_A_WEAPON: 'A related item of resolution 2370, outside the International Tracing Instrument',
}

export const DISPOSITION_WORDS: Record<Disposition, string> = {
  SECURED: 'Stored securely, until it is marked and recorded or destroyed',
  MARKED_AND_RECORDED: 'Uniquely marked, and recorded',
  DESTROYED: 'Destroyed',
  RETURNED: 'Returned to whom it belongs',
  RETAINED: 'Kept by the State for its own use',
  CONFISCATED: 'Confiscated for good',
  DEACTIVATED: 'Made permanently unable to fire',
}
