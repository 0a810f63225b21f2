/** A desk as its user has it: `npm start` in a process of its own, a browser with a profile of its own, a real server behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, chromium, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { startPractice, type PracticeOptions, type PracticeServer } from '../../electron/practice/server.ts';
import { quietChromium } from '../chromium.mjs';
import { startFaultProxy, type FaultProxy } from '../faults/proxy.ts';

const START = fileURLToPath(new URL('../../build/start.mjs', import.meta.url));
const DEBIAN_CHROMIUM = '/usr/bin/chromium';

export interface StartOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A running `npm start`. */
export class DeskProcess {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start({ args, env }: StartOptions): Promise<DeskProcess> {
    const child = spawn(process.execPath, [START, '--shell', 'browser', '--no-open', ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        said += chunk.toString('utf8');
        const ready = /^stoika ready (\S+)$/m.exec(said);
        if (ready?.[1] !== undefined) resolve(ready[1]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`the desk ended with ${String(code)}:\n${said}`)));
    });
    return new DeskProcess(child, url);
  }

  /** It has ended by itself. */
  get ended(): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => child.once('exit', () => resolve()));
  }

  /** As a power cut would: nothing is closed. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.kill(signal);
    });
  }
}

/** One station: its folders, its browser, its process; and the server that it talks to, with faults in between. */
export class Station {
  readonly practice: PracticeServer;
  readonly proxy: FaultProxy;
  readonly folder: string;
  desk: DeskProcess | null = null;
  #context: BrowserContext | null = null;

  constructor(practice: PracticeServer, proxy: FaultProxy, folder: string) {
    this.practice = practice;
    this.proxy = proxy;
    this.folder = folder;
  }

  static async create(options: PracticeOptions): Promise<Station> {
    const practice = await startPractice({ seed: 7, participants: 200, ...options });
    const proxy = await startFaultProxy(practice.url);
    return new Station(practice, proxy, await mkdtemp(join(tmpdir(), 'stoika-e2e-')));
  }

  get dataFolder(): string {
    return join(this.folder, 'data');
  }

  get printed(): string {
    return join(this.folder, 'printed');
  }

  operator(role: 'Admin' | 'Operator') {
    const found = this.practice.operators.find((operator) => operator.Role === role);
    if (found === undefined) throw new Error(`the practice event has no ${role}`);
    return found;
  }

  /** Starts the desk signed in, as a technician would with options. */
  async start(
    role: 'Admin' | 'Operator' = 'Operator',
    more: readonly string[] = [],
    prints: 'folder' | 'browser' = 'folder',
  ): Promise<DeskProcess> {
    const operator = this.operator(role);
    const signedIn = ['--operator', operator.Login, '--password', operator.Password];
    return this.startBare(['--server', this.proxy.url, '--hash', this.practice.hash, ...signedIn, ...more], prints);
  }

  async startBare(more: readonly string[] = [], prints: 'folder' | 'browser' = 'folder'): Promise<DeskProcess> {
    const printTo = prints === 'folder' ? ['--print-to', this.printed] : [];
    this.desk = await DeskProcess.start({ args: ['--data', this.dataFolder, ...printTo, '--lang', 'en', ...more] });
    return this.desk;
  }

  /** Opens the desk in this station's browser. The profile stays, so that what the browser keeps is there after a restart. */
  async open(
    viewport = { width: 1280, height: 800 },
    prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
  ): Promise<Page> {
    const { desk } = this;
    if (desk === null) throw new Error('the desk is not started');
    this.#context ??= await chromium.launchPersistentContext(join(this.folder, 'profile'), {
      ...(existsSync(DEBIAN_CHROMIUM) ? { executablePath: DEBIAN_CHROMIUM } : {}),
      args: quietChromium,
      viewport,
      locale: 'en-GB',
      reducedMotion: 'reduce', // or axe sees colours that are on their way to others
    });
    const page = this.#context.pages()[0] ?? (await this.#context.newPage());
    await prepare(page);
    await page.goto(desk.url);
    return page;
  }

  /** Ends the browser as a crash would. */
  async closeBrowser(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
  }

  async printedFiles(): Promise<readonly string[]> {
    return existsSync(this.printed) ? (await readdir(this.printed)).filter((name) => name.endsWith('.pdf')) : [];
  }

  /** From now on what is written waits on its way to the server: "unsent" stays as it is. @returns how to let it go on */
  holdWrites(): () => void {
    let letGo = (): void => undefined;
    const until = new Promise<void>((resolve) => (letGo = resolve));
    this.proxy.script = ({ method }) => (method === 'GET' ? null : { kind: 'hold', until });
    return () => {
      this.proxy.script = null;
      letGo();
    };
  }

  async end(): Promise<void> {
    await this.closeBrowser();
    await this.desk?.kill();
    await this.proxy.close();
    await this.practice.close();
    // a process of the browser may still be writing the last of the profile
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** What an operator sees, by the names of the stable surface. */
export function deskOf(page: Page) {
  const results = page.getByRole('list', { name: 'Results' });
  return {
    search: page.getByRole('searchbox', { name: 'Find a participant' }),
    results,
    row: (text: string | RegExp) => results.getByRole('listitem').filter({ hasText: text }),
    panel: page.getByRole('region', { name: 'Participant' }),
    connection: page.getByRole('status', { name: 'Connection' }),
    attention: page.getByRole('region', { name: 'Attention' }),
    button: (name: string) => page.getByRole('button', { name }),
  };
}

/** Finds a person by the email, which only one has, and opens them. */
export async function openPerson(page: Page, query: string): Promise<void> {
  const desk = deskOf(page);
  await desk.search.fill(query);
  await desk.results.getByRole('listitem').first().waitFor();
  await desk.search.press('Enter');
  await desk.panel.waitFor();
}

/** Opens the settings. @returns their dialog */
export async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Operator menu' }).click();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.waitFor();
  return dialog;
}

export interface Fixtures {
  readonly practiceOptions: PracticeOptions;
  readonly station: Station;
}

export const test = base.extend<Fixtures>({
  practiceOptions: [{}, { option: true }],
  station: async ({ practiceOptions }, use) => {
    const station = await Station.create(practiceOptions);
    await use(station);
    await station.end();
  },
});

export { expect };
