import { defineConfig } from '@playwright/test';
import { join } from 'node:path';
import base from '../playwright.config';

/** Takes the pictures of the README, and every page in both widths and themes for review. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'screenshots.ts',
  outputDir: '../node_modules/.cache/e2e-screenshots',
  webServer: base.webServer && {
    ...base.webServer,
    cwd: join(__dirname, '..'),
  },
});
