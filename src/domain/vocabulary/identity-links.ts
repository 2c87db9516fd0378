/** Why two records may be one: registered twice, by maker and importer say, or a recovered item that is a registered weapon. */
export const LINK_BASES = ['SAME_REGISTRATION', 'RECOVERED_ITEM'] as const
export type LinkBasis = (typeof LINK_BASES)[number]
