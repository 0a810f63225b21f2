/**
 * The processes that are killed: the desk's host and a real Chromium. Each is a child with a process group of its own, so that
 * SIGKILL takes the whole of it at one instant, as a battery that is pulled out does; nothing of it can tidy up.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { quietChromium } from '../chromium.mjs';

const START = fileURLToPath(new URL('../../build/start.mjs', import.meta.url));
const PRACTICE = fileURLToPath(new URL('../../build/practice.mjs', import.meta.url));
const READY_MS = 90_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  for (const child of running) killGroup(child);
});

/** A child, and what it said when it was ready. */
export class Process {
  #child;

  /** @param {import('node:child_process').ChildProcess} child @param {RegExpExecArray} said */
  constructor(child, said) {
    this.#child = child;
    this.said = said;
  }

  get alive() {
    return isAlive(this.#child);
  }

  /** At once and without a word. Resolves when it is gone. */
  kill() {
    return end(this.#child);
  }
}

/**
 * Starts a program and waits for the line that says that it is ready.
 * @param {string} command @param {readonly string[]} args @param {RegExp} ready
 * @param {{ env?: Record<string, string>, onSpawn?: (kill: () => Promise<void>) => void }} [options]
 * @throws Error with what the program said, when it ends before
 */
export async function startProcess(command, args, ready, { env = {}, onSpawn } = {}) {
  const child = spawn(command, args, {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  onSpawn?.(() => end(child));
  let text = '';
  const said = await new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      killGroup(child);
      reject(new Error(`${command} ${args[0]} was not ready in ${READY_MS / 1000} s:\n${text}`));
    }, READY_MS);
    const read = (chunk) => {
      text = (text + chunk.toString('utf8')).slice(-20_000);
      const found = ready.exec(text);
      if (found === null) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(new Error(`${args[0]} ended with ${code ?? signal}:\n${text}`));
    });
  });
  return new Process(child, said);
}

/** @param {readonly string[]} args @param {{ onSpawn?: (kill: () => Promise<void>) => void }} [options] */
export async function startDesk(args, options = {}) {
  const all = [START, '--shell', 'browser', '--no-open', '--lang', 'en', ...args];
  const desk = await startProcess(process.execPath, all, /^stoika ready (\S+)$/m, options);
  return { url: desk.said[1] ?? '', process: desk };
}

/** As a second start does: the lock of the data folder says where, and with what. @param {string} folder of the station */
export async function askFreshAddress(folder) {
  const { url } = JSON.parse(await readFile(join(folder, 'data', 'lock'), 'utf8'));
  const [address, secret] = url.split('#');
  const answer = await fetch(address, { headers: { authorization: `Bearer ${secret}` } });
  return (await answer.json()).url;
}

/** @param {readonly string[]} args */
export async function startPracticeServer(args) {
  const ready = /^practice ready (\S+) hash=(\S+)$[^]*?^operator (\S+) password (\S+) Operator$/m;
  const server = await startProcess(process.execPath, [PRACTICE, ...args], ready);
  const [, url = '', hash = '', login = '', password = ''] = server.said;
  return { url, hash, login, password, process: server };
}

/**
 * A Chromium with its profile in `folder/profile`, headless, driven over its own DevTools port.
 * @param {string} folder what it writes stays in here: the profile outlives a kill, shared memory does not fill up
 */
export async function startChromium(folder) {
  const temporary = join(folder, 'tmp');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  const args = [
    ...quietChromium,
    '--headless',
    '--remote-debugging-port=0',
    `--user-data-dir=${profileOf(folder)}`,
    '--window-size=1280,800',
    '--no-default-browser-check',
    '--disable-dev-shm-usage',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--password-store=basic',
    'about:blank',
  ];
  const browser = await startProcess(findChromium(), args, /^DevTools listening on (ws:\S+)$/m, {
    env: { TMPDIR: temporary },
  });
  const driver = await chromium.connectOverCDP(browser.said[1] ?? '');
  const context = driver.contexts()[0] ?? (await driver.newContext());
  context.setDefaultTimeout(8000);
  return { context, process: browser };
}

/**
 * Kills the processes that show pages, and nothing else of the browser.
 * @param {import('@playwright/test').BrowserContext} context
 */
export async function killRenderers(context) {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) signal(id);
  await session?.detach();
}

/** What the browser keeps: lost with a laptop that is set up anew. @param {string} folder */
export function throwProfileAway(folder) {
  return rm(profileOf(folder), { recursive: true, force: true, maxRetries: 5 });
}

/** @param {string} folder */
function profileOf(folder) {
  return join(folder, 'profile');
}

function findChromium() {
  const found = [process.env.STOIKA_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
  if (found === undefined) throw new Error('There is no Chromium: run npm test once, or set STOIKA_CHROMIUM.');
  return found;
}

/** @param {import('node:child_process').ChildProcess} child */
function isAlive(child) {
  return child.exitCode === null && child.signalCode === null;
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<void>} */
function end(child) {
  if (!isAlive(child)) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    killGroup(child);
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function killGroup(child) {
  if (child.pid !== undefined && isAlive(child)) signal(-child.pid);
}

/** @param {number} id a process, or with a minus a process group */
function signal(id) {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // it has ended in between
  }
}
