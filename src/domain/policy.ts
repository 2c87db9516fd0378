/** Days after which an export that nobody confirmed is a gap, where its licence says nothing shorter (design 4). */
export const TRANSIT_DAYS = 90
/** Days after which a store must have been counted whole again: the yearly stock-taking that is the common minimum for arms (MOSAIC 05.20). */
export const STOCK_COUNT_DAYS = 365
