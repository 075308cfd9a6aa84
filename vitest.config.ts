import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { keepTemporaryInMemory } from './scripts/memory-folder.ts'

// As in scripts/run.mjs, when vitest is called by itself.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'node')

keepTemporaryInMemory()

/** Its own configuration, so that the tests do not take over the screens' folder from vite.config.ts. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules', 'dist', 'release'],
    root: import.meta.dirname,
    // On two cores vitest would use one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // No module keeps state (architecture), so files of one worker share what they import: a third of the time went into importing it anew.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    // What tests choose by chance is the same in every run, unless another seed is asked for.
    env: { MULU_SEED: process.env.MULU_SEED ?? '2711' },
    setupFiles: ['scripts/seed-properties.ts'],
  },
})
