import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  // Those need a packed app (`npm run package:test`) or much time (`npm run soak`).
  testIgnore: process.env.DROPMILL_SOAK ? 'packaged/**' : ['packaged/**', 'soak/**'],
  outputDir: '../test-results',
  // One app at a time: each test saturates the machine on purpose or measures what is left of it.
  workers: 1,
  // These end tests that hang. A busy machine may be many times slower than an idle one.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
});
