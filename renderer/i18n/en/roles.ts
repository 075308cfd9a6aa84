import { roleWordsEn } from '../../../shared/roles.ts'
import type { Texts } from '../texts.ts'
import type { roles as zh } from '../zh/roles.ts'

export const roles: Texts<typeof zh> = roleWordsEn
