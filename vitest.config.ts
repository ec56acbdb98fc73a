import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores: real Chromium and real libp2p nodes share them, more workers only make tests wait for each other.
    maxWorkers: 2,
    globalSetup: './test/support/build-web.ts',
    reporters: ['default', './test/support/tally-reporter.ts'],
  },
})
