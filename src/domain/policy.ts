/** Days after which an export that nobody confirmed is a gap, where its licence says nothing shorter (design 4). */
export const TRANSIT_DAYS = 90
