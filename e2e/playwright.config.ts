import { defineConfig } from '@playwright/test';
import { screens } from './screens.ts';

export default defineConfig({
  testDir: '.',
  // Those need a packed app (`npm run package:test`) or much time (`npm run soak`).
  testIgnore: process.env.DROPMILL_SOAK ? 'packaged/**' : ['packaged/**', 'soak/**'],
  outputDir: '../test-results',
  // Each worker has an app on a screen of its own; with a real screen there is one app only.
  workers: Math.max(1, screens.length),
  fullyParallel: true,
  // These end tests that hang. A busy machine may be many times slower than an idle one.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
});
