import type { Texts } from '../texts.ts'
import type { settings as zh } from '../zh/settings.ts'

export const settings: Texts<typeof zh> = {
  about: 'What this computer shows, program updates, trusted keys.',
  display: 'Display',
  aboutTitle: 'About',
  version: 'Version',
  licence: 'Licence',
  licenceText: 'Apache-2.0; for third-party components see THIRD-PARTY-NOTICES.md beside the program.',
  network: 'Network',
  networkText: 'Apart from a server an administrator has named for updates this program connects to no network; it sends nothing.',
  secrecy: 'Secrecy',
  secrecyText: 'For non-classified content only. State and work secrets must not be entered.',
  update: {
    title: 'Update the program',
    about:
      'For an installer that was carried in: signature, versions and schema of its manifest are checked, then the installer, and the vault is backed up. Only then run the installer.',
    manifest: 'Choose manifest…',
    manifestTitle: 'Choose the release manifest',
    manifestKind: 'Release manifest',
    installer: 'Choose installer, check and back up…',
    installerTitle: 'Choose the installer',
    found: 'Version {{version}}, published {{day}}, signed by “{{name}}”; it fits this program and this vault.',
    working: 'Checking the installer and backing up…',
    good: 'The installer is the one in the manifest: {{file}}. Backed up and verified: {{backup}}.',
    onward: 'Close Mulu, then run this installer.',
  },
}
