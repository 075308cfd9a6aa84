/** Two days of this computer's calendar, both included, as moments; an empty day is no bound. */
export const dayBounds = (fromOn: string, toOn: string): { from?: string; to?: string } => {
  const start = (day: string) => new Date(`${day}T00:00:00.000`)
  const end = (day: string) => new Date(`${day}T23:59:59.999`)
  return { ...(fromOn === '' ? {} : { from: start(fromOn).toISOString() }), ...(toOn === '' ? {} : { to: end(toOn).toISOString() }) }
}
