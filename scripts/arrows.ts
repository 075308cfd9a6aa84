/**
 * Who may import whom, one row per folder. biome.json is written from this table (`npm run lint:write`), because
 * overrides that match the same file replace each other: each folder gets one override with all of its bans.
 * The second net is one tsconfig per folder.
 */
export type Arrow = {
  /** Files the row speaks about. */
  folder: string
  includes: string[]
  bans: { group: string[]; message: string }[]
}

const tests = {
  group: ['**/*.test.ts', '**/testing.ts', '**/*.testkit.ts', '**/*.fixture.ts', '**/e2e/**', '**/bench/**', '**/scripts/**'],
  message: 'Nothing imports tests, e2e, bench or scripts.',
}
const screens = {
  group: ['react', 'react-dom', 'react-dom/**', '@mantine/**', 'zustand', 'zustand/**', '**/renderer/**'],
  message: 'Only renderer knows screens.',
}
const electron = { group: ['electron', 'electron/**', 'electron-updater'], message: "Only electron/main imports 'electron'." }
const platform = { group: ['**/platform/**'], message: 'The reference platform is nobody’s library.' }

const core = (...names: string[]) => ({ group: names.map((name) => `**/${name}/**`), message: 'electron/core knows neither its hosts nor its callers.' })

export const arrows: Arrow[] = [
  {
    folder: 'shared',
    includes: ['shared/**'],
    bans: [
      { group: ['**/electron/**', '**/renderer/**', '**/platform/**'], message: 'shared imports nothing of ours.' },
      {
        group: ['node:*', 'fs', 'path', 'crypto', 'electron', 'react', '@mantine/**', 'zustand', 'better-sqlite3'],
        message: 'shared runs anywhere: no Node, no Electron, no screens.',
      },
      tests,
    ],
  },
  {
    folder: 'electron/core',
    includes: ['electron/core/**'],
    bans: [
      core('electron/main', 'electron/host', 'main', 'host'),
      { group: ['**/cli.ts', '**/electron/cli/**'], message: 'electron/core knows neither its hosts nor its callers.' },
      electron,
      screens,
      platform,
      tests,
    ],
  },
  {
    folder: 'electron/host',
    includes: ['electron/host/**', 'electron/cli.ts', 'electron/cli/**'],
    bans: [{ group: ['**/main/**'], message: 'The hosts do not know each other; what they share is core.' }, electron, screens, platform, tests],
  },
  {
    folder: 'electron/main',
    includes: ['electron/main/**'],
    bans: [
      { group: ['**/host/**', '**/cli.ts', '**/cli/**'], message: 'The hosts do not know each other; what they share is core.' },
      screens,
      platform,
      tests,
    ],
  },
  {
    folder: 'renderer',
    includes: ['renderer/**'],
    bans: [
      { group: ['**/electron/**', 'electron'], message: 'renderer knows the core only through api.call and api.on.' },
      { group: ['node:*', 'fs', 'path', 'crypto', 'better-sqlite3'], message: 'renderer has no Node.' },
      platform,
      tests,
    ],
  },
  {
    folder: 'platform',
    includes: ['platform/**'],
    bans: [{ group: ['**/electron/**', '**/renderer/**'], message: 'platform imports shared and nothing else of ours.' }, electron, screens, tests],
  },
]

/** Tests, e2e, bench and scripts may import anything. */
const free = ['!**/*.test.ts', '!**/*.test.tsx', '!**/*.testkit.ts', '!**/*.fixture.ts', '!**/testing.ts', '!**/testing/**']

export const biomeConfig = () => ({
  $schema: './node_modules/@biomejs/biome/configuration_schema.json',
  vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
  files: { includes: ['**', '!**/schema.sql', '!assets/listings', '!assets/submission', '!package-lock.json', '!shared/platform-api/openapi.yaml'] },
  plugins: ['./lint/forms.grit'],
  formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 160 },
  javascript: { formatter: { quoteStyle: 'single', semicolons: 'asNeeded', arrowParentheses: 'always' } },
  linter: {
    enabled: true,
    rules: {
      preset: 'recommended',
      correctness: { noUnusedImports: 'error', noUnusedVariables: 'error', noUndeclaredDependencies: 'off' },
      performance: { noBarrelFile: 'error', noReExportAll: 'error' },
      style: {
        noDefaultExport: 'error',
        noCommonJs: 'error',
        useImportType: 'error',
        noNonNullAssertion: 'error',
        noParameterProperties: 'error',
        noEnum: 'error',
        noNamespace: 'error',
      },
      suspicious: { noExplicitAny: 'error', noTsIgnore: 'error', noConsole: 'error', noSkippedTests: 'error', noFocusedTests: 'error' },
    },
  },
  overrides: [
    ...arrows.map(({ includes, bans }) => ({
      includes: [...includes, ...free],
      linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: bans } } } } },
    })),
    { includes: ['*.config.ts', 'e2e/*.config.ts', 'e2e/support/setup.ts'], linter: { rules: { style: { noDefaultExport: 'off' } } } },
    { includes: ['scripts/**', 'bench/**', 'e2e/**'], linter: { rules: { suspicious: { noConsole: 'off' } } } },
  ],
})
