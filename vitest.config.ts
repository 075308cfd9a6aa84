import { defineConfig } from 'vitest/config'

/** Its own configuration, so that the tests do not take over the screens' folder from vite.config.ts. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules', 'dist', 'release'],
    root: import.meta.dirname,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
})
