import type { LICENCE_KINDS, PartyKind } from '../../vocabulary/parties.ts'

// English | French | Spanish | Russian | Arabic | Chinese

// biome-ignore format: one line is one code
export const PARTY_KIND_WORDS: Record<PartyKind, string> = {
  MANUFACTURER: 'Manufacturer|Fabricant|Fabricante|Изготовитель|صانع|制造商',
  STATE_ARSENAL: 'State arsenal|Arsenal d’État|Arsenal del Estado|Государственный арсенал|ترسانة الدولة|国家兵工厂',
  PROOF_HOUSE: 'Proof house|Banc d’épreuve|Banco de pruebas|Испытательная станция|دار اختبار الأسلحة|枪械检验所',
  WHOLESALER: 'Wholesaler|Grossiste|Mayorista|Оптовый торговец|تاجر جملة|批发商',
  DEALER: 'Dealer|Armurier (détaillant)|Comerciante de armas|Торговец оружием|تاجر أسلحة|经销商',
  GUNSMITH: 'Gunsmith|Armurier (réparateur)|Armero|Оружейный мастер|صانع ومصلح أسلحة|枪匠',
  IMPORTER: 'Importer|Importateur|Importador|Импортёр|مستورد|进口商',
  EXPORTER: 'Exporter|Exportateur|Exportador|Экспортёр|مصدّر|出口商',
  BROKER: 'Broker|Courtier|Corredor|Брокер|سمسار|经纪人',
  CARRIER: 'Carrier|Transporteur|Transportista|Перевозчик|ناقل|承运人',
  MILITARY: 'Armed forces|Forces armées|Fuerzas armadas|Вооружённые силы|القوات المسلحة|武装部队',
  POLICE: 'Police|Police|Policía|Полиция|الشرطة|警察',
  OTHER_SECURITY: 'Other security force|Autre force de sécurité|Otra fuerza de seguridad|Другая служба безопасности|قوة أمنية أخرى|其他安全部队',
  CUSTOMS: 'Customs|Douanes|Aduanas|Таможня|الجمارك|海关',
  PRISON: 'Prison service|Administration pénitentiaire|Servicio penitenciario|Пенитенциарная служба|مصلحة السجون|监狱管理部门',
  INTELLIGENCE: 'Intelligence service|Service de renseignement|Servicio de inteligencia|Разведывательная служба|جهاز استخبارات|情报机构',
  PEACEKEEPING_CONTINGENT: 'Peacekeeping contingent|Contingent de maintien de la paix|Contingente de mantenimiento de la paz|Миротворческий контингент|وحدة حفظ سلام|维和特遣队',
  PEACE_OPERATION: 'Peace operation|Opération de paix|Operación de paz|Операция в пользу мира|عملية سلام|和平行动',
  PRIVATE_SECURITY: 'Private security company|Société de sécurité privée|Empresa de seguridad privada|Частная охранная компания|شركة أمن خاصة|私营保安公司',
  PRIVATE_PERSON: 'Private person|Particulier|Particular|Частное лицо|شخص خاص|个人',
  COLLECTOR: 'Collector|Collectionneur|Coleccionista|Коллекционер|جامع أسلحة|收藏者',
  MUSEUM: 'Museum|Musée|Museo|Музей|متحف|博物馆',
  SHOOTING_CLUB: 'Shooting club|Club de tir|Club de tiro|Стрелковый клуб|نادي رماية|射击俱乐部',
  FILM_PROP: 'Film or theatre props|Accessoires de cinéma ou de théâtre|Utilería de cine o teatro|Кино- или театральный реквизит|لوازم السينما أو المسرح|影视道具方',
  DIPLOMATIC: 'Diplomatic mission|Mission diplomatique|Misión diplomática|Дипломатическое представительство|بعثة دبلوماسية|外交使团',
  COURT: 'Court|Tribunal|Tribunal|Суд|محكمة|法院',
  LAB: 'Laboratory|Laboratoire|Laboratorio|Лаборатория|مختبر|实验室',
  STATE_CUSTODIAN: 'State custodian|Dépositaire de l’État|Depositario estatal|Государственный хранитель|أمين عهدة حكومي|国家保管机构',
  CRIMINAL_GROUP: 'Criminal group|Groupe criminel|Grupo delictivo|Преступная группа|جماعة إجرامية|犯罪集团',
  NON_STATE_ARMED_GROUP: 'Non-State armed group|Groupe armé non étatique|Grupo armado no estatal|Негосударственная вооружённая группа|جماعة مسلحة من غير الدول|非国家武装团体',
  UNKNOWN: 'Not known|Inconnu|Desconocido|Неизвестно|غير معروف|未知',
}

// biome-ignore format: one line is one code
export const LICENCE_KIND_WORDS: Record<(typeof LICENCE_KINDS)[number], string> = {
  MANUFACTURING_LICENCE: 'Manufacturing licence|Licence de fabrication|Licencia de fabricación|Лицензия на производство|رخصة تصنيع|制造许可证',
  DEALER_LICENCE: 'Dealer licence|Licence d’armurier|Licencia de comerciante de armas|Лицензия на торговлю оружием|رخصة تاجر أسلحة|经销许可证',
  POSSESSION_PERMIT: 'Possession permit|Permis de détention|Permiso de tenencia|Разрешение на хранение|تصريح حيازة|持有许可',
  EXPORT_LICENCE: 'Export licence|Licence d’exportation|Licencia de exportación|Экспортная лицензия|رخصة تصدير|出口许可证',
  IMPORT_LICENCE: 'Import licence|Licence d’importation|Licencia de importación|Импортная лицензия|رخصة استيراد|进口许可证',
  BROKERING_LICENCE: 'Brokering licence|Licence de courtage|Licencia de corretaje|Лицензия на брокерскую деятельность|رخصة سمسرة|经纪许可证',
}
