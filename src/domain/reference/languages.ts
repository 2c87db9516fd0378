/** The six official languages of the United Nations, as BCP 47 names them. */
export const LANGUAGES = ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]
