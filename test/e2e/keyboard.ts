/** A keyboard, or a scanner that is one: keys as they come from a real one, with their times, under the Russian layout. */
import type { CDPSession, Page } from '@playwright/test';
import { pressOf } from '../../shared/scan/keys.ts';

const AMERICAN = '`1234567890-=qwertyuiop[]asdfghjkl;\'\\zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?';
const RUSSIAN = 'ё1234567890-=йцукенгшщзхъфывапролджэ\\ячсмитьбю.Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ,';

/** The keyboard of a station whose layout is Russian. */
export class Keyboard {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  /** Seconds. Keys say themselves when they were pressed: a busy machine does not change what they are. */
  #at = Date.now() / 1000;

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<Keyboard> {
    return new Keyboard(page, await page.context().newCDPSession(page));
  }

  /** One whose keys alone bring the time of the page forward, from now on: a busy machine makes nobody a slow typist. */
  static async withTimeStopped(page: Page): Promise<Keyboard> {
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    return Keyboard.of(page);
  }

  /** Key by key, with time stopped. @param gap milliseconds before each key */
  async typeSlowly(text: string, gap: number): Promise<void> {
    this.#rest();
    for (const sign of text) {
      await this.#page.clock.runFor(gap);
      await this.#send(sign, gap);
    }
  }

  /** @param gap milliseconds from key to key */
  type(text: string, gap: number, end: 'Enter' | 'Tab' | '' = ''): Promise<void> {
    this.#rest();
    return this.#send(text, gap, end);
  }

  scan(text: string, end: 'Enter' | 'Tab' | '' = 'Enter'): Promise<void> {
    return this.type(text, 7, end);
  }

  #rest(): void {
    this.#at = Math.max(this.#at + 1, Date.now() / 1000);
  }

  async #send(text: string, gap: number, end: 'Enter' | 'Tab' | '' = ''): Promise<void> {
    const sent: Promise<unknown>[] = [];
    for (const sign of text) {
      const press = pressOf(sign);
      if (press === null) throw new Error(`no key writes ${sign}`);
      const key = RUSSIAN[AMERICAN.indexOf(sign)] ?? sign;
      const modifiers = press.shift ? 8 : 0;
      this.#at += gap / 1000;
      const event = { key, code: press.code, modifiers, timestamp: this.#at };
      sent.push(this.#cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, ...event }));
      sent.push(this.#cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }));
    }
    if (end !== '') {
      this.#at += gap / 1000;
      const code = end === 'Enter' ? 13 : 9;
      const event = { key: end, code: end, windowsVirtualKeyCode: code, timestamp: this.#at };
      sent.push(
        this.#cdp.send('Input.dispatchKeyEvent', {
          type: 'keyDown',
          ...event,
          ...(end === 'Enter' ? { text: '\r' } : {}),
        }),
      );
      sent.push(this.#cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }));
    }
    await Promise.all(sent);
  }
}
