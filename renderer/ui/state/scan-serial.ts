/**
 * A scanner on a serial port (Web Serial).
 *
 *   none ──choose, or remembered at the start──▶ opening ──▶ open ──unplugged──▶ lost ──plugged in──▶ opening
 *                                                  └─ busy ─▶ failed ──3 s──▶ opening
 *
 * The browser remembers which port was allowed; `leave` makes it forget. One loop reads at a time: an opening that was overtaken
 * (another port, another speed) ends by itself.
 */
import { LineCutter } from '../../../shared/scan/lines.ts';

/** What is used of Web Serial, which the DOM's types do not know. */
export interface SerialPortLike {
  readonly readable: ReadableStream<Uint8Array> | null;
  open(options: { readonly baudRate: number }): Promise<void>;
  close(): Promise<void>;
  forget?(): Promise<void>;
}
export interface SerialLike {
  getPorts(): Promise<readonly SerialPortLike[]>;
  requestPort(): Promise<SerialPortLike>;
  addEventListener(type: 'connect', listener: (event: { readonly target: unknown }) => void): void;
}

export type SerialState =
  { readonly name: 'none' | 'opening' | 'open' | 'lost' } | { readonly name: 'failed'; readonly detail: string };

export interface SerialOwner {
  readonly serial: SerialLike;
  readonly readBaudRate: () => number;
  readonly onCode: (code: string) => void;
  readonly onState: (state: SerialState) => void;
  /** @returns a function that takes it back */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** A code without an end is whole when nothing has followed for so long. */
const PAUSE_MS = 150;
const RETRY_MS = 3000;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

export class SerialScanner {
  readonly #owner: SerialOwner;
  /** The port that is meant to be open, and which opening of it. */
  #port: SerialPortLike | null = null;
  #opening = 0;
  #reader: Reader | null = null;
  #closing: Promise<void> = Promise.resolve();
  #cancelRetry: () => void = () => undefined;

  constructor(owner: SerialOwner) {
    this.#owner = owner;
  }

  /** Opens the port that was chosen in an earlier session, and again whenever it is plugged in. */
  async start(): Promise<void> {
    const { serial, onState } = this.#owner;
    serial.addEventListener('connect', ({ target }) => {
      const plugged = target as SerialPortLike;
      if (this.#port === null || this.#reader === null) void this.#open(plugged);
    });
    try {
      const [remembered] = await serial.getPorts();
      if (remembered !== undefined && this.#port === null) await this.#open(remembered);
    } catch (error) {
      onState({ name: 'failed', detail: describe(error) });
    }
  }

  /** Lets the person choose a port; only after a click. A person who chooses none has changed nothing. */
  async choose(): Promise<void> {
    let port: SerialPortLike;
    try {
      port = await this.#owner.serial.requestPort();
    } catch (error) {
      if (nameOf(error) !== 'NotFoundError') this.#owner.onState({ name: 'failed', detail: describe(error) });
      return;
    }
    await this.#open(port);
  }

  /** Closes the port, for good. */
  async leave(): Promise<void> {
    const port = this.#port;
    this.#port = null;
    await this.#close();
    await port?.forget?.();
    this.#owner.onState({ name: 'none' });
  }

  /** The speed has changed. */
  async reopen(): Promise<void> {
    if (this.#port !== null) await this.#open(this.#port);
  }

  async #open(port: SerialPortLike): Promise<void> {
    const before = this.#close();
    this.#port = port;
    const opening = this.#opening;
    await before;
    if (opening !== this.#opening) return;
    this.#owner.onState({ name: 'opening' });
    try {
      await port.open({ baudRate: this.#owner.readBaudRate() });
    } catch (error) {
      if (opening !== this.#opening) return;
      this.#owner.onState({ name: 'failed', detail: describe(error) });
      this.#cancelRetry = this.#owner.after(RETRY_MS, () => void this.#open(port));
      return;
    }
    if (opening !== this.#opening) {
      await port.close();
      return;
    }
    this.#owner.onState({ name: 'open' });
    void this.#read(port, opening);
  }

  /** Ends whatever is open or being opened. */
  #close(): Promise<void> {
    this.#opening += 1;
    this.#cancelRetry();
    void this.#reader?.cancel().catch(() => undefined); // unplugged already: there is nothing to end
    return this.#closing;
  }

  async #read(port: SerialPortLike, opening: number): Promise<void> {
    let closed = (): void => undefined;
    this.#closing = new Promise((resolve) => {
      closed = resolve;
    });
    const cutter = new LineCutter();
    // A line error ends a stream, and the port has a new one; when it is gone it has none.
    while (opening === this.#opening && port.readable !== null) {
      const reader = port.readable.getReader();
      this.#reader = reader;
      const ended = await this.#readStream(reader, cutter);
      reader.releaseLock();
      this.#reader = null;
      if (ended) break;
    }
    await port.close().catch(() => undefined); // of a port that is gone it fails
    closed();
    if (opening === this.#opening) this.#owner.onState({ name: 'lost' });
  }

  /** @returns whether the port has ended it; false: an error on the line */
  async #readStream(reader: Reader, cutter: LineCutter): Promise<boolean> {
    const { onCode, after } = this.#owner;
    const decoder = new TextDecoder();
    let cancelFlush = (): void => undefined;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return true;
        cancelFlush();
        for (const code of cutter.push(decoder.decode(value, { stream: true }))) onCode(code);
        if (cutter.isEmpty) continue;
        cancelFlush = after(PAUSE_MS, () => {
          const code = cutter.flush();
          if (code !== '') onCode(code);
        });
      }
    } catch {
      return false; // whether the port is gone its `readable` says
    } finally {
      cancelFlush();
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}

function describe(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.message : String(error);
}
