import { roleWords } from '../../../shared/roles.ts'

export const roles = roleWords
