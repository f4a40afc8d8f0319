import { defineConfig } from 'vitest/config'

const shared = { environment: 'node' as const, restoreMocks: true }

export default defineConfig({
  test: {
    // Two cores: more workers than that only make timings worse.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          // Properties are tried on many cases; a busy machine takes its time.
          testTimeout: 60_000,
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'database',
          include: ['apps/*/src/**/*.db.test.ts'],
          globalSetup: ['apps/server/src/platform/db/testing-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['e2e/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'soak',
          include: ['e2e/soak/**/*.soak.ts'],
          globalSetup: ['apps/server/src/platform/db/testing-server.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
