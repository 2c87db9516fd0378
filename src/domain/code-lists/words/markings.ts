import type {
  Component,
  MARKING_METHODS,
  MarkingCondition,
  MarkingKind,
  ReadingConfidence,
  SIDES,
} from '../../vocabulary/markings.ts'

// English | French | Spanish | Russian | Arabic | Chinese; English alone where no other word is certain.

// biome-ignore format: one line is one code
export const COMPONENT_WORDS: Record<Component, string> = {
  FRAME: 'Frame|Carcasse|Armazón|Рамка|هيكل|枪身',
  RECEIVER: 'Receiver|Boîte de culasse|Cajón de mecanismos|Ствольная коробка|بدن السلاح|机匣',
  RECEIVER_UPPER: 'Upper receiver|Boîte de culasse supérieure|Cajón de mecanismos superior|Верхняя часть ствольной коробки|الجزء العلوي من البدن|上机匣',
  RECEIVER_LOWER: 'Lower receiver|Boîte de culasse inférieure|Cajón de mecanismos inferior|Нижняя часть ствольной коробки|الجزء السفلي من البدن|下机匣',
  TRUNNION: 'Trunnion|Tourillon|Muñón|Вкладыш ствольной коробки|مرتكز السبطانة|节套',
  BARREL: 'Barrel|Canon|Cañón|Ствол|سبطانة|枪管',
  CHAMBER: 'Chamber|Chambre|Recámara|Патронник|حجرة الإطلاق|弹膛',
  SLIDE: 'Slide|Culasse mobile (glissière)|Corredera|Затвор-кожух|المنزلقة|套筒',
  CYLINDER: 'Cylinder|Barillet|Tambor|Барабан|أسطوانة الذخيرة|转轮',
  BOLT: 'Bolt|Culasse (verrou)|Cerrojo|Затвор|مغلاق|枪机',
  BOLT_CARRIER: 'Bolt carrier|Porte-culasse|Portacerrojo|Затворная рама|حامل المغلاق|枪机框',
  BREECH_BLOCK: 'Breech block|Bloc de culasse|Bloque de cierre|Клин затвора|كتلة المغلاق|闭锁块',
  RECEIVER_COVER: 'Receiver cover|Couvre-culasse|Tapa del cajón de mecanismos|Крышка ствольной коробки|غطاء البدن|机匣盖',
  TRIGGER_GUARD: 'Trigger guard|Pontet|Guardamonte|Спусковая скоба|واقي الزناد|扳机护圈',
  GRIP: 'Grip|Poignée|Empuñadura|Рукоятка|مقبض|握把',
  STOCK: 'Stock|Crosse|Culata|Приклад|أخمص|枪托',
  MAGAZINE: 'Magazine|Chargeur|Cargador|Магазин|مخزن|弹匣',
  LAUNCH_TUBE: 'Launch tube|Tube de lancement|Tubo de lanzamiento|Пусковая труба|أنبوب الإطلاق|发射筒',
  GRIPSTOCK: 'Gripstock|Poignée de tir|Empuñadura de disparo|Пусковой механизм|مقبض الإطلاق|发射握把',
  BASEPLATE: 'Baseplate|Plaque de base|Placa base|Опорная плита|لوحة القاعدة|座板',
  SIGHT_UNIT: 'Sight unit|Appareil de visée|Aparato de puntería|Прицел|جهاز التسديد|瞄准装置',
  OTHER: 'Other|Autre|Otro|Другое|غير ذلك|其他',
}

// biome-ignore format: one line is one code
export const SIDE_WORDS: Record<(typeof SIDES)[number], string> = {
  LEFT: 'Left|Gauche|Izquierda|Левая сторона|اليسار|左侧',
  RIGHT: 'Right|Droite|Derecha|Правая сторона|اليمين|右侧',
  TOP: 'Top|Dessus|Parte superior|Верх|الأعلى|上方',
  BOTTOM: 'Bottom|Dessous|Parte inferior|Низ|الأسفل|下方',
  FRONT: 'Front|Avant|Parte delantera|Перед|الأمام|前方',
  REAR: 'Rear|Arrière|Parte trasera|Зад|الخلف|后方',
  INTERNAL: 'Internal|Intérieur|Interior|Внутри|الداخل|内部',
}

// biome-ignore format: one line is one code
export const CONFIDENCE_WORDS: Record<ReadingConfidence, string> = {
  HIGH: 'High|Élevée|Alta|Высокая|عالية|高',
  MEDIUM: 'Medium|Moyenne|Media|Средняя|متوسطة|中',
  LOW: 'Low|Faible|Baja|Низкая|منخفضة|低',
}

export const CONDITION_WORDS: Record<MarkingCondition, string> = {
  INTACT: 'Intact|Intact|Intacta|Целая|سليمة|完整',
  WORN: 'Worn|Usé|Desgastada|Стёртая от износа|بالية|磨损',
  CORRODED: 'Corroded|Corrodé|Corroída|Повреждена коррозией|متآكلة|锈蚀',
  PARTIALLY_LEGIBLE:
    'Partly legible|Partiellement lisible|Parcialmente legible|Частично читаемая|مقروءة جزئياً|部分可辨',
  OVERSTAMPED: 'Overstamped|Surfrappé|Sobreestampada|Перебитая|مختومة فوقها|被覆盖冲压',
  ALTERED: 'Altered|Altéré|Alterada|Изменённая|محرّفة|被篡改',
  OBLITERATED: 'Obliterated|Effacé|Borrada|Уничтоженная|مطموسة|被磨灭',
  RESTORED_FULL:
    'Restored in full|Entièrement restauré|Restaurada por completo|Полностью восстановленная|مستعادة كلياً|完全恢复',
  RESTORED_PARTIAL:
    'Restored in part|Partiellement restauré|Restaurada en parte|Частично восстановленная|مستعادة جزئياً|部分恢复',
  RESTORATION_FAILED:
    'Restoration failed|Restauration sans succès|Restauración sin éxito|Восстановить не удалось|تعذّرت الاستعادة|恢复失败',
  ABSENT_NEVER_MARKED:
    'Absent, never marked|Absent, jamais apposé|Ausente, nunca marcada|Отсутствует, не наносилась|غائبة، لم توضع قط|无，从未标记',
  ABSENT_UNKNOWN:
    'Absent, reason not known|Absent, raison inconnue|Ausente, motivo desconocido|Отсутствует, причина неизвестна|غائبة، السبب غير معروف|无，原因不明',
}

// biome-ignore format: one line is one code
export const MARKING_KIND_WORDS: Record<MarkingKind, string> = {
  SERIAL_PRIMARY: 'Serial number of the weapon|Numéro de série de l’arme|Número de serie del arma|Серийный номер оружия|الرقم المتسلسل للسلاح|武器序列号',
  SERIAL_COMPONENT: 'Serial number of a component|Numéro de série d’un élément|Número de serie de un componente|Серийный номер детали|الرقم المتسلسل لمكوّن|部件序列号',
  SERIAL_IMPORT_ASSIGNED: 'Serial number given at import',
  SERIAL_STATE_ASSIGNED: 'Serial number given by an authority',
  SERIAL_FORCED_MATCH: 'Number put on a part to match the weapon',
  MANUFACTURER_NAME: 'Name of the manufacturer|Nom du fabricant|Nombre del fabricante|Название изготовителя|اسم الصانع|制造商名称',
  MANUFACTURER_LOGO: 'Logo of the manufacturer|Logo du fabricant|Logotipo del fabricante|Логотип изготовителя|شعار الصانع|制造商标志',
  FACTORY_SYMBOL: 'Factory symbol',
  FACTORY_CODE: 'Factory code',
  MODEL: 'Model|Modèle|Modelo|Модель|الطراز|型号',
  CALIBRE: 'Calibre|Calibre|Calibre|Калибр|العيار|口径',
  YEAR: 'Year of manufacture|Année de fabrication|Año de fabricación|Год изготовления|سنة الصنع|制造年份',
  YEAR_CODE: 'Code of the year of manufacture',
  COUNTRY_OF_ORIGIN: 'Country of manufacture|Pays de fabrication|País de fabricación|Страна изготовления|بلد الصنع|制造国',
  IMPORT_COUNTRY: 'Country of import|Pays d’importation|País de importación|Страна ввоза|بلد الاستيراد|进口国',
  IMPORT_YEAR: 'Year of import|Année d’importation|Año de importación|Год ввоза|سنة الاستيراد|进口年份',
  IMPORTER_NAME: 'Name of the importer|Nom de l’importateur|Nombre del importador|Название импортёра|اسم المستورد|进口商名称',
  PROOF: 'Proof mark',
  INSPECTION: 'Inspection mark',
  ACCEPTANCE: 'Acceptance mark',
  REPROOF: 'Reproof mark',
  OWNERSHIP_STATE: 'Mark of State ownership',
  UNIT_RACK: 'Number of a unit or rack',
  AGENCY: 'Property mark of an agency',
  GOV_STOCK_TRANSFER: 'Mark put on at transfer from government stock to civilian use',
  CONFISCATION: 'Mark of confiscation',
  DEACTIVATION: 'Mark of deactivation',
  PATENT: 'Patent number',
  PART_OR_DRAWING_NO: 'Number of a part or drawing',
  MOULD_NO: 'Mould number',
  LOT_NO: 'Lot number',
  ASSEMBLY_NO: 'Assembly number',
  SELECTOR: 'Letters at the fire selector',
  COVERT_SECONDARY: 'Covert secondary mark (its existence only)',
  QR_OR_2D_CODE: 'QR or other two-dimensional code',
  UNCLASSIFIED_NUMBER: 'Number of unknown meaning',
}

// biome-ignore format: one line is one code
export const METHOD_WORDS: Record<(typeof MARKING_METHODS)[number], string> = {
  STAMP_PRESS: 'Stamped by press',
  STAMP_ROLL: 'Roll-stamped',
  STAMP_HAND: 'Stamped by hand',
  DOT_PEEN: 'Dot peen',
  ENGRAVE_MECHANICAL: 'Engraved mechanically',
  ENGRAVE_LASER: 'Engraved by laser|Gravé au laser|Grabado con láser|Лазерная гравировка|منقوشة بالليزر|激光雕刻',
  CAST: 'Cast',
  FORGED_IN: 'Forged in',
  ETCH_CHEMICAL: 'Etched chemically',
  ELECTRO_PENCIL: 'Written by electric pencil',
  MOULDED: 'Moulded',
  PLATE_EMBEDDED: 'On an embedded plate',
  PAINT: 'Painted',
  INK: 'Inked',
  UNKNOWN: 'Not known|Inconnu|Desconocido|Неизвестно|غير معروف|未知',
}
