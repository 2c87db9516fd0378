/**
 * The version of the lists in this folder. Facts keep the version under which their names were resolved, so that a later list does not change
 * what was understood then. Raise it with every change of an entry; entries are never deleted.
 */
export const REFERENCE_VERSION = '2026.1'
