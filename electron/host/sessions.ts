/** Who may speak to the host: pages that showed a key which only the person at this machine was given. */
export type Sessions = {
  /** For the address on the terminal; good as often as it is typed in. */
  readonly key: string
  /** For the address handed to a browser, where other users of the machine may see it: good once. */
  ticket(): string
  /** A token for one tab, or null. */
  open(key: string): string | null
  knows(token: string): boolean
}

/** 244 random bits. */
const secret = (): string => `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', '')

/** `fixedKey` outlives a restart of the development host, as key and as token. */
export const createSessions = (fixedKey?: string): Sessions => {
  const key = fixedKey ?? secret()
  const tickets = new Set<string>()
  const tokens = new Set<string>(fixedKey === undefined ? [] : [fixedKey])
  return {
    key,
    ticket: () => {
      const ticket = secret()
      tickets.add(ticket)
      return ticket
    },
    open: (shown) => {
      if (shown !== key && !tickets.delete(shown)) return null
      const token = fixedKey ?? secret()
      tokens.add(token)
      return token
    },
    knows: (token) => tokens.has(token),
  }
}
