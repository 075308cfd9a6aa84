import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Manifest = {
  name: string
  version: string
  license?: string
  author?: string | { name: string }
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

/** Development packages whose code ends up in the bundles: the interface's. */
const bundled = [
  'react',
  'react-dom',
  '@mantine/core',
  '@mantine/hooks',
  '@mantine/spotlight',
  '@mantine/notifications',
  '@tabler/icons-react',
  '@tanstack/react-virtual',
  'zustand',
  'i18next',
  'react-i18next',
  'diff',
  '@fontsource-variable/noto-sans-sc',
  'electron',
]

/** Folder of `name` as `from` would load it; undefined when it is an optional package of another platform. */
const folderOf = (from: string, name: string): string | undefined => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules') - 1))) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
    if (at === '') return undefined
  }
}

const closure = (): string[] => {
  const seen = new Set<string>()
  const visit = (folder: string, { dependencies = {}, optionalDependencies = {} }: Pick<Manifest, 'dependencies' | 'optionalDependencies'>) => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = folderOf(folder, name)
      if (found === undefined || seen.has(found)) continue
      seen.add(found)
      // Electron's own package only fetches the binary; what it needs for that is not shipped.
      if (name !== 'electron') visit(found, manifestOf(found))
    }
  }
  visit('', { dependencies: { ...manifestOf('.').dependencies, ...Object.fromEntries(bundled.map((name) => [name, '*'])) } })
  return [...seen].sort()
}

const licenceText = (folder: string): string => {
  const [file, ...others] = globSync(['LICENSE*', 'LICENCE*', 'license*', 'OFL*', 'NOTICE*', 'THIRD-PARTY*'], { cwd: folder }).sort()
  // A package of a font has one licence for itself and one for the font.
  const files = file === undefined ? [] : [file, ...others.filter((name) => name.startsWith('LICENSE_FONT'))]
  return files.map((name) => readFileSync(join(folder, name), 'utf8').trim().replaceAll('\r\n', '\n')).join('\n\n')
}

/** Data copied into ours, of packages that are not installed: their licence stands beside the copy. */
const copied = [{ name: 'chinese-days (holiday data)', version: '1.5.7', license: 'MIT', by: 'Yawei sun', file: 'shared/calendars/chinese-days.LICENSE' }]

/** THIRD-PARTY-NOTICES.md: every package whose code is shipped, with its licence; same input, same text. */
export const notices = (): string => {
  const parts = closure().map((folder) => {
    const { name, version, license = 'see below', author } = manifestOf(folder)
    const by = typeof author === 'string' ? author : (author?.name ?? '')
    return { name, version, license, by, text: licenceText(folder) }
  })
  for (const { file, ...part } of copied) parts.push({ ...part, text: readFileSync(file, 'utf8').trim() })
  const table = parts.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`).join('\n')
  const texts = new Map<string, string[]>()
  for (const { name, version, text, license, by } of parts) {
    const key = text === '' ? `${license}${by === '' ? '' : `, ${by.replace(/\s*<[^>]*>/, '')}`} (the package carries no text of its own)` : text
    texts.set(key, [...(texts.get(key) ?? []), `${name} ${version}`])
  }
  const blocks = [...texts].map(([text, names]) => `## ${names.join(', ')}\n\n\`\`\`\n${text}\n\`\`\`\n`).join('\n')
  return `# Third-party notices\n\nWritten by \`npm run notices\`. Mulu ships code of these packages, under their own licences:\n\n| package | version | licence |\n|---|---|---|\n${table}\n\n${blocks}`
}
