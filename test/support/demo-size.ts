/** How many weapons the demo data holds: those of its named lives, and its stock. */
export const DEMO_WEAPONS = 2942

/** How many custody events it holds. */
export const DEMO_EVENTS = 11_445
