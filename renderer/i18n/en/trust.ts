import type { Texts } from '../texts.ts'
import type { trust as zh } from '../zh/trust.ts'

export const trust: Texts<typeof zh> = {
  title: 'Trusted signing keys',
  about:
    'Program updates, rule packs and calendar packs are used only when signed by one of these. The system administrator imports a key after comparing its fingerprint; it is recorded.',
  none: 'No key has been imported: no signed file is used.',
  import: 'Import key',
  importAbout: 'The key file and the fingerprint on paper should come by two ways. Look at the fingerprint of the file, compare group by group, then import.',
  purpose: 'Purpose',
  purposes: { release: 'Program updates', rulePack: 'Rule packs', calendar: 'Calendar packs' },
  name: 'Publisher',
  nameHint: 'Whose key it is, such as the name of the publishing body.',
  choose: 'Choose key file…',
  chooseTitle: 'Choose the public key file',
  kind: 'Public key',
  fingerprint: 'Fingerprint (SHA-256)',
  compared: 'Compared with the paper group by group: the same',
  imported: 'Trusted: {{name}}',
  importedAt: 'Imported',
  remove: 'Stop trusting',
  removeTitle: 'Stop trusting this key',
  removeAbout: 'Files signed by “{{name}}” are no longer used; what was used already stays.',
}
