import { normalRecoveryText, recoveryGroupLength, recoveryGroupState, recoveryGroups } from '../../shared/recovery-code.ts'

/** What stands in each of the eight boxes. */
export type Groups = readonly string[]

export const emptyGroups: Groups = Array.from({ length: recoveryGroups }, () => '')

/** The boxes after something was typed or pasted into box `at`; what does not fit flows on. `focus` is where the cursor goes next. */
export const typedGroups = (groups: Groups, at: number, text: string): { groups: Groups; focus: number } => {
  const symbols = normalRecoveryText(text)
  if (symbols.length <= recoveryGroupLength) {
    const next = groups.map((group, i) => (i === at ? symbols : group))
    return { groups: next, focus: symbols.length === recoveryGroupLength ? Math.min(at + 1, recoveryGroups - 1) : at }
  }
  const parts = symbols.match(new RegExp(`.{1,${recoveryGroupLength}}`, 'g')) ?? []
  // A whole code fills all boxes wherever it is pasted.
  const start = parts.length >= recoveryGroups ? 0 : at
  const next = groups.map((group, i) => parts[i - start] ?? group)
  return { groups: next, focus: Math.min(start + parts.length, recoveryGroups - 1) }
}

export type GroupsState = { wrong: readonly number[]; good: number; complete: boolean; code: string }

/** Which groups (1-8) are wrong, how many are right, and the code they make. */
export const groupsState = (groups: Groups): GroupsState => {
  const states = groups.map((group, at) => recoveryGroupState(group, at))
  const good = states.filter((state) => state === 'good').length
  return {
    wrong: states.flatMap((state, at) => (state === 'bad' ? [at + 1] : [])),
    good,
    complete: good === recoveryGroups,
    code: groups.map((group) => normalRecoveryText(group)).join('-'),
  }
}
