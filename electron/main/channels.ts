/** The only messages between a page's preload and the main process. */
export const channels = {
  /** The page wants a line to the core. */
  connect: 'mulu:connect',
  /** Its answer, with the port. */
  port: 'mulu:port',
  open: 'mulu:open',
  openMany: 'mulu:openMany',
  save: 'mulu:save',
} as const
