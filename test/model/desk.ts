/**
 * A modelled desk as its parent holds it: a process that is asked, killed with SIGKILL and started anew on the same folder.
 *
 * Invariant: one process at a time. Whoever restarts waits until the one before is gone, or two hosts would have one journal.
 */
import { fork, type ChildProcess } from 'node:child_process';
import type { CallInput, CallMessage, CallName, CallOutput, DeskMessage, DeskOptions } from './contract.ts';

/** The desk was killed before it answered: what was asked may be done, or not. */
export class DeskGone extends Error {
  constructor() {
    super('the desk is gone');
    this.name = 'DeskGone';
  }
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

export class Desk {
  readonly #entry: string;
  readonly #options: DeskOptions;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | null = null;
  #ready: Promise<void> = Promise.resolve();
  #restarted: Promise<unknown> = Promise.resolve();
  #calls = 0;
  /** The process ended by itself, which it never should. */
  fell = false;

  /** @param entry the bundled desk-process.ts */
  constructor(entry: string, options: DeskOptions) {
    this.#entry = entry;
    this.#options = options;
  }

  /** Resolves when the window is open. Until then calls wait. @throws DeskGone when it ends before */
  start(): Promise<void> {
    if (this.#child !== null) throw new Error('the desk runs already');
    const child = fork(this.#entry, [JSON.stringify(this.#options)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    this.#ready = new Promise((resolve, reject) => {
      child.once('exit', () => {
        this.fell ||= this.#child === child;
        reject(new DeskGone());
        for (const { reject: give } of this.#waiting.values()) give(new DeskGone());
        this.#waiting.clear();
      });
      child.on('message', (message) => {
        const said = message as DeskMessage;
        if (said.kind === 'ready') resolve();
        else this.#settle(said);
      });
    });
    this.#ready.catch(() => undefined); // whoever calls is told
    return this.#ready;
  }

  /** @throws DeskGone when it is killed meanwhile; Error when the desk itself threw */
  async ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const child = await this.#open();
    if (child === null || !child.connected) throw new DeskGone();
    const call = (this.#calls += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve: (value) => resolve(value as CallOutput<N>), reject });
      child.send({ call, name, input } satisfies CallMessage, (error) => {
        if (error === null || !this.#waiting.delete(call)) return;
        reject(new DeskGone()); // it died before this, and has not been heard of yet
      });
    });
  }

  /** Kills what is there by then, and starts it anew. Resolves when the new process has been started, its window not yet open. */
  restart(): Promise<void> {
    const restarted = this.#restarted.then(async () => {
      await this.kill();
      this.start().catch(() => undefined); // killed again, or `fell`
    });
    this.#restarted = restarted;
    return restarted;
  }

  /** Resolves when the window is open; or the desk is gone, as `fell` says. */
  async opened(): Promise<void> {
    await this.#ready.catch(() => undefined);
  }

  /** SIGKILL, at whatever instruction it is. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGKILL');
    });
  }

  /** The process whose window is open: while one was awaited, the next may have been started. */
  async #open(): Promise<ChildProcess | null> {
    for (;;) {
      const ready = this.#ready;
      await ready;
      if (ready === this.#ready) return this.#child;
    }
  }

  #settle(said: Exclude<DeskMessage, { kind: 'ready' }>): void {
    const waiting = this.#waiting.get(said.call);
    this.#waiting.delete(said.call);
    if (said.kind === 'answer') waiting?.resolve(said.value);
    else waiting?.reject(new Error(said.message));
  }
}
