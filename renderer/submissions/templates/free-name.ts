/** `field1`, `field2`, …: the first that is not taken. */
export const freeName = (stem: string, taken: readonly string[]): string => {
  for (let n = 1; ; n++) if (!taken.includes(`${stem}${n}`)) return `${stem}${n}`
}

/** With one more in its place; a place outside changes nothing. */
export const moved = <T>(list: readonly T[], at: number, by: -1 | 1): T[] => {
  const next = [...list]
  const to = at + by
  const [from, other] = [next[at], next[to]]
  if (from === undefined || other === undefined) return next
  next[at] = other
  next[to] = from
  return next
}
