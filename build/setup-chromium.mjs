/**
 * A Chromium for tests and the demo: the system's own, else Playwright's if it is there, else one of them is fetched. Ubuntu's
 * `chromium` package is only a door to a snap, so the package manager is used on Debian alone.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runner/paths.mjs';
import { say } from './runner/say.mjs';

const systemPaths = ['/usr/bin/chromium', '/usr/bin/google-chrome'];

/**
 * @returns {Promise<string>} path of a Chromium that can be started
 * @throws with what to do, where none can be had
 */
export async function setUpChromium() {
  const there = await findChromium();
  if (there !== null) return there;
  if (isRootOnDebian()) {
    say('installing Chromium with apt-get …');
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'poppler-utils']);
  } else {
    say('fetching the Chromium of Playwright …');
    await run(process.execPath, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
  }
  const found = await findChromium();
  if (found === null) throw new Error('No Chromium could be had. Install one, and say where it is in STOIKA_CHROMIUM.');
  return found;
}

/** @returns {Promise<string | null>} the one that `STOIKA_CHROMIUM` names, the system's, or Playwright's own */
export async function findChromium() {
  const { chromium } = await import('@playwright/test');
  const candidates = [process.env.STOIKA_CHROMIUM, ...systemPaths, chromium.executablePath()];
  return candidates.find((path) => Boolean(path) && existsSync(path)) ?? null;
}

function isRootOnDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function run(command, args) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) say(`${command} ended with ${code}`);
}
