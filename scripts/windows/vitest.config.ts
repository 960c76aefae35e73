// Tests that run the built command line on Windows' Node under Wine: `npm run test:windows`.
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: ['scripts/windows/matrix/*.spec.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // These end tests that hang. A busy machine may be many times slower than an idle one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
