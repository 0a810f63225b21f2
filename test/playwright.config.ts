import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { quietChromium } from './chromium.mjs';

/** `npm test` says which; run by itself, Playwright takes the system's Chromium if there is one, else its own. */
const executablePath = [process.env['STOIKA_CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

export default defineConfig({
  outputDir: '../out/test/playwright',
  workers: 2, // a test has servers, folders and a browser of its own
  fullyParallel: true, // or the longest file would be left alone at the end
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  reporter: 'list',
  use: {
    headless: true,
    locale: 'en-US',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: quietChromium },
  },
  projects: [
    { name: 'browser', testDir: 'e2e' },
    { name: 'electron', testDir: 'e2e-electron' },
  ],
});
