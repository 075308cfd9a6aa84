import { useLoad } from '../../app/use-load.ts'

/** Who reviews most likely: the heads named in the profile. Anybody else can be typed. */
export const useReviewers = (): string[] => {
  const { value } = useLoad('profile.get', {}, ['profile'])
  if (value === null) return []
  return [...new Set([value.profile.workingBodyHead, value.profile.departmentHead].filter((name) => name !== ''))]
}
