export const MARKING_KINDS = [
  'SERIAL_PRIMARY',
  'SERIAL_COMPONENT',
  'SERIAL_IMPORT_ASSIGNED',
  'SERIAL_STATE_ASSIGNED',
  'SERIAL_FORCED_MATCH',
  'MANUFACTURER_NAME',
  'MANUFACTURER_LOGO',
  'FACTORY_SYMBOL',
  'FACTORY_CODE',
  'MODEL',
  'CALIBRE',
  'YEAR',
  'YEAR_CODE',
  'COUNTRY_OF_ORIGIN',
  'IMPORT_COUNTRY',
  'IMPORT_YEAR',
  'IMPORTER_NAME',
  'PROOF',
  'INSPECTION',
  'ACCEPTANCE',
  'REPROOF',
  'OWNERSHIP_STATE',
  'UNIT_RACK',
  'AGENCY',
  'GOV_STOCK_TRANSFER',
  'CONFISCATION',
  'DEACTIVATION',
  'PATENT',
  'PART_OR_DRAWING_NO',
  'MOULD_NO',
  'LOT_NO',
  'ASSEMBLY_NO',
  'SELECTOR',
  'COVERT_SECONDARY',
  'QR_OR_2D_CODE',
  'UNCLASSIFIED_NUMBER',
] as const
export type MarkingKind = (typeof MARKING_KINDS)[number]

/** Marks that identify the weapon itself (domain vocabulary "may be the serial: yes"). Only these can carry a T1. */
export const PRIMARY_SERIAL_KINDS = [
  'SERIAL_PRIMARY',
  'SERIAL_IMPORT_ASSIGNED',
  'SERIAL_STATE_ASSIGNED',
] as const satisfies readonly MarkingKind[]

/** Marks that are searched, but never carry a T1 alone: a part's number, a re-numbering, or a number of unknown meaning. */
export const SECONDARY_SERIAL_KINDS = [
  'SERIAL_COMPONENT',
  'SERIAL_FORCED_MATCH',
  'UNCLASSIFIED_NUMBER',
] as const satisfies readonly MarkingKind[]

export const COMPONENTS = [
  'FRAME',
  'RECEIVER',
  'RECEIVER_UPPER',
  'RECEIVER_LOWER',
  'TRUNNION',
  'BARREL',
  'CHAMBER',
  'SLIDE',
  'CYLINDER',
  'BOLT',
  'BOLT_CARRIER',
  'BREECH_BLOCK',
  'RECEIVER_COVER',
  'TRIGGER_GUARD',
  'GRIP',
  'STOCK',
  'MAGAZINE',
  'LAUNCH_TUBE',
  'GRIPSTOCK',
  'BASEPLATE',
  'SIGHT_UNIT',
  'OTHER',
] as const
export type Component = (typeof COMPONENTS)[number]

/** Components whose number is the weapon's own (ITI 10, MOSAIC 05.30): a number on any other is a secondary one. */
export const FRAME_COMPONENTS = [
  'FRAME',
  'RECEIVER',
  'RECEIVER_UPPER',
  'RECEIVER_LOWER',
  'TRUNNION',
  'LAUNCH_TUBE',
  'GRIPSTOCK',
  'BASEPLATE',
] as const satisfies readonly Component[]

export const SIDES = ['LEFT', 'RIGHT', 'TOP', 'BOTTOM', 'FRONT', 'REAR', 'INTERNAL'] as const

export const MARKING_METHODS = [
  'STAMP_PRESS',
  'STAMP_ROLL',
  'STAMP_HAND',
  'DOT_PEEN',
  'ENGRAVE_MECHANICAL',
  'ENGRAVE_LASER',
  'CAST',
  'FORGED_IN',
  'ETCH_CHEMICAL',
  'ELECTRO_PENCIL',
  'MOULDED',
  'PLATE_EMBEDDED',
  'PAINT',
  'INK',
  'UNKNOWN',
] as const

export const MARKING_CONDITIONS = [
  'INTACT',
  'WORN',
  'CORRODED',
  'PARTIALLY_LEGIBLE',
  'OVERSTAMPED',
  'ALTERED',
  'OBLITERATED',
  'RESTORED_FULL',
  'RESTORED_PARTIAL',
  'RESTORATION_FAILED',
  'ABSENT_NEVER_MARKED',
  'ABSENT_UNKNOWN',
] as const
export type MarkingCondition = (typeof MARKING_CONDITIONS)[number]

/** How sure a reader is that he read a mark as it was struck: of a restored or a worn one mostly (domain reference 10.1, row 18). */
export const READING_CONFIDENCES = ['HIGH', 'MEDIUM', 'LOW'] as const
export type ReadingConfidence = (typeof READING_CONFIDENCES)[number]
