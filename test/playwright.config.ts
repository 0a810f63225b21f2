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
  // Beside others on a slow machine all of it takes long; these end what hangs. How fast the desk is, is measured elsewhere.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    headless: true,
    locale: 'en-US',
    actionTimeout: 30_000,
    // the page itself at each step, and no film of it: filming costs a fifth of all the work
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true, attachments: true },
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: quietChromium },
  },
  projects: [
    { name: 'browser', testDir: 'e2e' },
    { name: 'electron', testDir: 'e2e-electron' },
  ],
});
