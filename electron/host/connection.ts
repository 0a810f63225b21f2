/**
 * What is known of the connection to the server.
 *
 *   offline ◀──── unreachable ──── online ──── 101, 102 ────▶ paused
 *      │  ping, later and later  ▲    ▲                          │
 *      └────── it answers ───────┘    └── /event answers again ──┘
 *
 * One list that is cut, or that a gateway answers for, is not the server: `/event` tells whether it is gone.
 * It is told of every answer (client.ts) and decides nothing else. A ping that works after a failure of something else does not
 * start the waiting anew: only an answer to a real question does, or a server that answers pings alone would be asked for
 * ever at the fastest pace.
 */
import type { Connection, Problem } from '../../shared/contract/station.ts';
import { backoffDelay } from '../../shared/sync/backoff.ts';
import type { Contact } from './ruvents/client.ts';
import type { ReadAnswer } from './ruvents/answers.ts';
import type { Timers } from './timers.ts';

export interface ConnectionOptions {
  readonly ping: () => Promise<ReadAnswer>;
  /** Reads `/event`: with a good answer the hash is accepted. Without a deadline only silence is bounded. */
  readonly readEvent: (deadlineMs?: number) => Promise<ReadAnswer>;
  readonly timers: Timers;
  readonly clock: () => Date;
  /** A number in [0, 1). */
  readonly chance: () => number;
  readonly onChange: (connection: Connection) => void;
  /** The server is back, or a person asked: time to pull. */
  readonly onReturn: () => void;
}

/** The time of the last contact is told at least this often while nothing else changes. */
const CONTACT_EVERY_MS = 5000;
const KNOCK_WITHIN_MS = 500;
/** A server that needs longer for `/event` is as good as none. */
const EVENT_WITHIN_MS = 10_000;
/** What `/event` has said of lists that are cut is good for so long. */
const EVENT_GOOD_MS = 5000;

export class ConnectionMonitor {
  readonly #options: ConnectionOptions;
  readonly #parked = new Set<number>();
  #state: Connection['state'] = 'offline';
  #problem: Problem | null = null;
  #pausedBy: 'read' | 'write' = 'read';
  #sending = false;
  #lastContact: string | null = null;
  #attempt = 0;
  #retryAt: number | null = null;
  #cancelRetry: (() => void) | null = null;
  #askedByPerson = false;
  /** When `/event` was last asked since a list was cut. */
  #doubtedAt = -Infinity;
  #told = '';
  #toldAt = 0;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get state(): Connection['state'] {
    return this.#state;
  }

  describe(): Connection {
    const now = this.#options.timers.now();
    return {
      state: this.#state,
      problem: this.#problem,
      sending: this.#sending,
      lastContact: this.#lastContact,
      retryIn: this.#retryAt === null ? null : Math.max(0, Math.round(this.#retryAt - now)),
      parkedOperators: [...this.#parked],
    };
  }

  note(contact: Contact): void {
    if (this.#closed) return;
    switch (contact.kind) {
      case 'answered':
        if (contact.path === '/event') this.#noteEventAnswer();
        this.#noteAnswer(contact.proved);
        break;
      case 'refused':
        this.#noteRefusal(contact);
        break;
      case 'failing':
        this.#lastContact = this.#options.clock().toISOString();
        if (this.#state !== 'paused') this.#problem = contact.problem;
        if (this.#state === 'offline') this.#scheduleRetry();
        break;
      case 'cut':
        this.#noteCut(contact.problem);
        break;
      case 'unreachable':
        this.#noteUnreachable(contact.problem);
    }
    this.#tell();
  }

  /** The hash was replaced by one that the server accepted. */
  resume(): void {
    if (this.#state === 'paused') this.#state = 'offline';
    this.#noteAnswer(true);
    this.#tell();
  }

  setSending(sending: boolean): void {
    this.#sending = sending;
    this.#tell();
  }

  isParked(operatorId: number): boolean {
    return this.#parked.has(operatorId);
  }

  park(operatorId: number): void {
    this.#parked.add(operatorId);
    this.#tell();
  }

  /** @param listed operators that the server knows; null = try all of them again. @returns whether somebody was parked. */
  unpark(listed: ReadonlySet<number> | null): boolean {
    const back = [...this.#parked].filter((id) => listed === null || listed.has(id));
    for (const id of back) this.#parked.delete(id);
    if (back.length > 0) this.#tell();
    return back.length > 0;
  }

  /** Asks the server now; what it answers comes by `note`. */
  async probe(byPerson: boolean): Promise<void> {
    if (this.#closed) return;
    this.#forgetRetry();
    if (this.#state === 'online') {
      if (byPerson) this.#options.onReturn();
      return;
    }
    this.#askedByPerson = byPerson;
    try {
      await (this.#state === 'paused' ? this.#options.readEvent() : this.#options.ping());
    } finally {
      this.#askedByPerson = false;
    }
  }

  /**
   * The network may be back: the server is asked within the next half second. At once, if it were not for the other desks of the
   * hall, whose network is back in the same instant.
   */
  knock(): void {
    if (this.#closed || this.#state === 'online') return;
    this.#forgetRetry();
    this.#retryIn(this.#options.chance() * KNOCK_WITHIN_MS);
  }

  close(): void {
    this.#closed = true;
    this.#forgetRetry();
  }

  #noteAnswer(proved: boolean): void {
    this.#lastContact = this.#options.clock().toISOString();
    if (proved) this.#attempt = 0;
    if (this.#state === 'paused') return;
    this.#problem = null;
    if (this.#state === 'online') return;
    this.#state = 'online';
    this.#forgetRetry();
    this.#options.onReturn();
  }

  /** `/event` answered: who is paused may go on, unless it was a write that was refused and nobody has looked since. */
  #noteEventAnswer(): void {
    if (this.#state !== 'paused' || (this.#pausedBy === 'write' && !this.#askedByPerson)) return;
    this.#state = 'offline'; // and online in a moment
  }

  #noteUnreachable(problem: Problem): void {
    if (this.#state === 'paused') return;
    this.#state = 'offline';
    this.#problem = problem;
    this.#scheduleRetry();
  }

  #noteCut(problem: Problem): void {
    if (this.#state !== 'online') {
      this.#noteUnreachable(problem);
      return;
    }
    const now = this.#options.timers.now();
    this.#problem = problem;
    if (now - this.#doubtedAt < EVENT_GOOD_MS) return;
    this.#doubtedAt = now;
    void this.#options.readEvent(EVENT_WITHIN_MS);
  }

  #noteRefusal(contact: Extract<Contact, { kind: 'refused' }>): void {
    this.#lastContact = this.#options.clock().toISOString();
    const ofOneList = contact.by === 'read' && contact.problem.code === 'noRights' && contact.path !== '/event';
    if (ofOneList) {
      // no rights to one list does not say that the desk has none: `/event` tells
      void this.#options.readEvent();
      return;
    }
    this.#state = 'paused';
    this.#pausedBy = contact.by === 'write' && contact.problem.code === 'noRights' ? 'write' : 'read';
    this.#problem = contact.problem;
    this.#forgetRetry();
  }

  #scheduleRetry(): void {
    if (this.#cancelRetry !== null || this.#closed) return;
    this.#attempt += 1;
    this.#retryIn(backoffDelay(this.#attempt, this.#options.chance));
  }

  #retryIn(delay: number): void {
    this.#retryAt = this.#options.timers.now() + delay;
    this.#cancelRetry = this.#options.timers.after(delay, () => void this.probe(false));
  }

  #forgetRetry(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#retryAt = null;
  }

  #tell(): void {
    if (this.#closed) return;
    const connection = this.describe();
    const now = this.#options.timers.now();
    const told = JSON.stringify([{ ...connection, lastContact: null, retryIn: null }, this.#retryAt]);
    if (told === this.#told && now - this.#toldAt < CONTACT_EVERY_MS) return;
    this.#told = told;
    this.#toldAt = now;
    this.#options.onChange(connection);
  }
}
