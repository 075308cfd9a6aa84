import type { Texts } from '../texts.ts'
import type { papers as zh } from '../zh/papers.ts'

export const papers: Texts<typeof zh> = {
  title: 'Papers',
  about: 'Scans of signed forms, letters and sealed papers. They are kept encrypted in the vault; papers only, never data.',
  none: 'No papers',
  name: 'Name',
  by: 'Added by',
  state: 'State',
  here: 'Here',
  waiting: 'Goes along',
  submitted: 'Received {{at}}',
  onPlatform: 'On the platform, not fetched',
  asked: 'Asked for, comes by package',
  add: 'Attach…',
  kinds: 'Papers (PDF, OFD, pictures, docx, xlsx, wps)',
  added: '“{{name}}” was attached',
  save: 'Save as…',
  saved: '“{{name}}” was saved',
  fetch: 'Fetch',
  fetched: '“{{name}}” was fetched',
  askedFor: "“{{name}}” is asked for with the next package, and comes with one of the platform's",
  remove: 'Remove',
  removeAsk: 'Remove “{{name}}” from this entry? The same paper of other entries stays.',
  scan: 'Attach the signed scan…',
}
