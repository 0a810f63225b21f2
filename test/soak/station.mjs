/** One station under fire: its folder, its host, its Chromium; whatever is dead is started again on the same data. */
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDesk, waitForDesk } from './operator.mjs';
import { askFreshAddress, killRenderers, startChromium, startDesk, throwProfileAway } from './processes.mjs';

/** An open page comes back by itself within this time after its host; else the operator opens the desk anew. */
const COMES_BACK_MS = 20_000;

/** @typedef {'chromium' | 'tab' | 'host' | 'both'} Kind */

export class Station {
  #options;
  #host = null;
  #browser = null;
  #page = null;
  #starting = null;
  /** Pages that did not come back by themselves when their host did. */
  reopened = 0;

  /**
   * @param {{ folder: string, book: import('./book.mjs').Book,
   *   server: { url: string, hash: string, login: string, password: string } }} options
   */
  constructor(options) {
    this.#options = options;
  }

  /** @returns {import('@playwright/test').Page} */
  get page() {
    if (this.#page === null) throw new Error('the browser is not started');
    return this.#page;
  }

  get hasBrowser() {
    return this.#browser !== null;
  }

  get #args() {
    const { folder, server } = this.#options;
    const connection = ['--server', server.url, '--hash', server.hash];
    const signedIn = ['--operator', server.login, '--password', server.password];
    return ['--data', join(folder, 'data'), '--print-to', this.printed, ...connection, ...signedIn];
  }

  get printed() {
    return join(this.#options.folder, 'printed');
  }

  async countPapers() {
    if (!existsSync(this.printed)) return 0;
    return (await readdir(this.printed)).filter((name) => name.endsWith('.pdf')).length;
  }

  async startHost() {
    await mkdir(this.#options.folder, { recursive: true });
    this.#host = await startDesk(this.#args, { onSpawn: (kill) => (this.#starting = kill) });
    this.#starting = null;
    return this.#host.url;
  }

  /** Starts the host and kills it after so many milliseconds, whatever it is doing by then. @param {number} ms */
  async startHostAndKill(ms) {
    const started = this.startHost().catch(() => undefined); // killed before it was ready, as is meant
    await new Promise((resolve) => setTimeout(resolve, ms));
    await this.#starting?.();
    await started;
    await this.killHost();
  }

  /** Starts what is dead, and opens the desk. Returns as soon as the page is asked for: the desk may still be opening. */
  async start({ newProfile = false } = {}) {
    if (this.#host === null) await this.startHost();
    if (this.#browser !== null) {
      this.#page ??= await this.#openTab(this.#browser.context);
      if (this.#page !== null) return;
      await this.killBrowser();
    }
    if (newProfile) await throwProfileAway(this.#options.folder);
    this.#browser = await startChromium(this.#options.folder);
    const [blank] = this.#browser.context.pages();
    this.#page = await openDesk(
      blank ?? (await this.#browser.context.newPage()),
      this.#options.book,
      await this.#freshAddress(),
    );
  }

  /** A new tab of a browser that has lost one: its spare process may have died with it, and so may the first tab. */
  async #openTab(context) {
    for (let tries = 3; tries > 0; tries -= 1) {
      try {
        return await openDesk(await context.newPage(), this.#options.book, await this.#freshAddress());
      } catch (error) {
        if (!String(error.message).includes('crashed')) throw error;
      }
    }
    return null;
  }

  /** The desk can be used. */
  async waitUntilOpen() {
    try {
      await waitForDesk(this.page, COMES_BACK_MS);
    } catch {
      // late or crashed, the operator opens the desk anew; what is wrong for good fails again
      this.reopened += 1;
      await this.page.goto(await this.#freshAddress(), { waitUntil: 'commit' });
      await waitForDesk(this.page);
    }
  }

  /** An address opens the desk once, and a browser that was killed may have lost its cookie: as a second start would, it asks anew. */
  #freshAddress() {
    return askFreshAddress(this.#options.folder);
  }

  async killHost() {
    const host = this.#host;
    this.#host = null;
    await host?.process.kill();
  }

  async killBrowser() {
    const browser = this.#browser;
    this.#browser = null;
    this.#page = null;
    await browser?.process.kill();
  }

  /** The page's own process, with the engine in it; the browser lives on and shows an empty window. */
  async killTab() {
    const page = this.#page;
    this.#page = null;
    if (this.#browser !== null) await killRenderers(this.#browser.context);
    page?.close().catch(() => undefined); // a page whose process is gone need not answer
  }

  /** @param {Kind} kind */
  async kill(kind) {
    if (kind === 'tab') return this.killTab();
    await Promise.all([
      kind === 'chromium' ? undefined : this.killHost(),
      kind === 'host' ? undefined : this.killBrowser(),
    ]);
  }
}
