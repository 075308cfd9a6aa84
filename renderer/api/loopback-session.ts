/** What the host grants a page that shows the key from the address bar. */
export type Session = { token: string; uploadLimitBytes: number }

type Page = {
  /** The address as it stands, and the way to drop the key from it. */
  hash(): string
  dropHash(): void
  storage: Pick<Storage, 'getItem' | 'setItem'>
}

const place = 'mulu.session'

/**
 * Exchanges the key in the address (`#key=…`, never sent by a browser) for a token of this tab; a reload finds the
 * token again. `null`: this page was opened without a key, or with one that is used up.
 */
export const openSession = async (page: Page, ask: (key: string) => Promise<Session | null>): Promise<Session | null> => {
  const key = new URLSearchParams(page.hash().replace(/^#/, '')).get('key')
  if (key !== null) {
    page.dropHash()
    const session = await ask(key)
    if (session !== null) {
      page.storage.setItem(place, JSON.stringify(session))
      return session
    }
  }
  const kept = page.storage.getItem(place)
  return kept === null ? null : (JSON.parse(kept) as Session)
}
