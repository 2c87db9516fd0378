import { includes } from '../marking/marked-weapon.ts'
import { TYPES_OF_CATEGORY, WEAPON_CATEGORIES, type WeaponCategory, type WeaponType } from '../vocabulary/weapons.ts'

/**
 * The category of a recovered item: as told, else that of its type. What nobody could name is taken for a small arm until it is told otherwise, since most
 * items are and none is then left out of ITI 9.
 */
export function categoryOf(type: WeaponType | undefined, told?: WeaponCategory): WeaponCategory {
  return told ?? WEAPON_CATEGORIES.find((category) => includes(TYPES_OF_CATEGORY[category], type)) ?? 'SMALL_ARM'
}
