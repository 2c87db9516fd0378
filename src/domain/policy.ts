/** Days after which an export that nobody confirmed is a gap, where its licence says nothing shorter (design 4). */
export const TRANSIT_DAYS = 90
/** Days after which a store must have been counted whole again: the yearly stock-taking that is the common minimum for arms (MOSAIC 05.20). */
export const STOCK_COUNT_DAYS = 365
/**
 * Days after a recovery by which an item is to be marked and recorded, or destroyed, where the agency names no day. ITI 9 says as soon as possible and gives no
 * figure; a quarter leaves room for a laboratory and a first hearing, and is short enough that a store is looked through four times a year.
 */
export const DISPOSITION_DAYS = 90
