import { defineConfig } from '@playwright/test';

/** One worker: a bank, eight tabs and a browser fill two cores. A journey that fails once has failed. */
export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  // What is live is live within a second; the rest of the patience is for a busy machine.
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', screenshot: 'only-on-failure', actionTimeout: 15_000 },
});
