/**
 * The doors of the desk: which event is open, and how it came to be.
 *
 * Invariants: at most one event is open; opening and closing take their turn. What options asked for is tried in the background
 * until it works, it cannot work, or a person goes through a door by hand.
 */
import { createHash } from 'node:crypto';
import { PASSING } from '../../shared/contract/passing.ts';
import type { Problem } from '../../shared/contract/station.ts';
import { backoffDelay } from '../../shared/sync/backoff.ts';
import { describeError } from './log.ts';
import type { EventToOpen, OpenEvent, Surroundings } from './open-event.ts';
import { openEvent } from './opening.ts';
import { keyOfPractice, type PracticeLauncher, type RunningPractice, runPractice } from './practice-door.ts';
import { DiskError, NewerVersion, Refusal, refuse } from './problem.ts';
import { normaliseServer } from './ruvents/base-url.ts';
import { RuventsClient } from './ruvents/client.ts';
import { readEventInfo } from './ruvents/tables-reader.ts';
import { wait } from './timers.ts';
import type { VaultEvent } from './vault.ts';

export interface AutoConnect {
  readonly server: string;
  readonly hash: string;
  readonly operator?: string;
  readonly password?: string;
}

export interface AutoPractice {
  readonly participants: number | null;
  readonly operator?: string;
  readonly password?: string;
}

export interface Connecting {
  readonly server: string;
  readonly problem: Problem | null;
}

const BEING_WIPED = 'the event is being wiped';

/** Names an event's data on this station. */
export function keyOfEvent(server: string, eventId: number): string {
  return createHash('sha256').update(`${server}|${eventId}`).digest('hex').slice(0, 16);
}

export class Doors {
  readonly #surroundings: Surroundings;
  readonly #launchPractice: PracticeLauncher | null;
  readonly #isEnding: (key: string) => boolean;
  #current: OpenEvent | null = null;
  #practice: RunningPractice | null = null;
  #connecting: Connecting | null = null;
  /** Grows when a person goes through a door, which ends what options have asked for. */
  #byHand = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param isEnding an event whose wiping has begun and not ended is not opened */
  constructor(
    surroundings: Surroundings,
    launchPractice: PracticeLauncher | null,
    isEnding: (key: string) => boolean = () => false,
  ) {
    this.#surroundings = surroundings;
    this.#launchPractice = launchPractice;
    this.#isEnding = isEnding;
  }

  get current(): OpenEvent | null {
    return this.#current;
  }

  get connecting(): Connecting | null {
    return this.#connecting;
  }

  practiceOperators(): RunningPractice['operators'] | null {
    return this.#current?.practice === true ? (this.#practice?.operators ?? null) : null;
  }

  /** Checks server and hash against the server, then opens the event. */
  async connect(typed: string, hash: string): Promise<VaultEvent | Refusal> {
    this.#takeOver();
    return this.#connect(typed, hash);
  }

  async startPractice(participants: number | null): Promise<VaultEvent | Refusal> {
    this.#takeOver();
    const key = keyOfPractice(this.#surroundings.vault.contents(), participants);
    return this.#inTurn(() => this.#openPractice(key, participants));
  }

  /** Opens an event of the vault; works offline. */
  async open(key: string): Promise<VaultEvent | Refusal> {
    this.#takeOver();
    return this.#reopen(key);
  }

  async leave(): Promise<void> {
    this.#takeOver();
    await this.#inTurn(async () => {
      await this.#closeCurrent();
      await this.#surroundings.vault.update((contents) => ({ ...contents, lastEvent: null }));
    });
  }

  /**
   * Ends the open event: `wipe` runs when nothing of it is open any more.
   * @param check looks twice: what was on its way to the disk when it was asked for the first time is there the second time
   */
  async end<T>(
    check: (event: VaultEvent) => Promise<Refusal | null>,
    wipe: (event: VaultEvent) => Promise<T>,
  ): Promise<T | Refusal> {
    return this.#inTurn(async () => {
      const known = this.#current === null ? undefined : this.#find(this.#current.key);
      if (known === undefined) return refuse('noEvent');
      const before = await check(known);
      if (before !== null) return before;
      this.#takeOver();
      await this.#closeCurrent();
      const late = await check(known);
      if (late === null) return wipe(known);
      await (known.practice ? this.#openPractice(known.key, null) : this.#open(known));
      return late;
    });
  }

  /** What was open when the station stopped is open again. */
  async reopenLast(): Promise<void> {
    const key = this.#surroundings.vault.contents().lastEvent;
    if (key === null) return;
    const opened = await this.#reopen(key);
    if (opened instanceof Refusal)
      this.#surroundings.log.warn('the last event was not opened', { code: opened.problem.code });
  }

  /**
   * What options asked for. An event that this station knows by this hash is open, and its operator signed in, when the promise
   * resolves, network or not; else it goes on in the background.
   */
  async connectByItself(auto: AutoConnect): Promise<void> {
    const mine = this.#byHand;
    const server = normaliseServer(auto.server);
    const known = this.#surroundings.vault
      .contents()
      .events.find((event) => !event.practice && event.server === server && event.hash === auto.hash);
    if (known === undefined) {
      this.#setConnecting({ server: server ?? auto.server, problem: null });
      this.#inBackground(async () => {
        if (await this.#keepConnecting(auto, mine)) await this.#keepSigningIn(auto, mine, 0);
      });
      return;
    }
    await this.#reopen(known.key);
    if (!(await this.#signInOnce(auto))) this.#inBackground(() => this.#keepSigningIn(auto, mine, 1));
  }

  async practiceByItself(auto: AutoPractice): Promise<void> {
    const key = keyOfPractice(this.#surroundings.vault.contents(), auto.participants);
    const opened = await this.#inTurn(() => this.#openPractice(key, auto.participants));
    if (opened instanceof Refusal || auto.operator === undefined) return;
    const { operator } = auto;
    const password = auto.password ?? this.#practice?.operators.find((one) => one.Login === operator)?.Password;
    if (password === undefined) return;
    this.#inBackground(() => this.#keepSigningIn({ operator, password }, this.#byHand, 0));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#inTurn(() => this.#closeCurrent());
  }

  async #connect(typed: string, hash: string, mine = this.#byHand): Promise<VaultEvent | Refusal> {
    const server = normaliseServer(typed);
    if (server === null) return refuse('badUrl');
    if (!/^[\x21-\x7e]+$/.test(hash)) return refuse('wrongHash', 'no hash has such characters');
    const { transport } = this.#surroundings;
    const info = await readEventInfo(new RuventsClient({ server, hash, transport }));
    if (!info.ok) return new Refusal(info.problem);
    const { Id: eventId, Title: title } = info.value;
    const key = keyOfEvent(server, eventId);
    return this.#inTurn(async () => {
      if (!this.#mayGoOn(mine)) return refuse('noEvent', 'another door was taken meanwhile');
      if (this.#current?.key === key) return this.#rekey(key, hash);
      return this.#open({ key, server, eventId, title, practice: false, hash });
    });
  }

  /** The event is open already: a new hash for it, and whoever is signed in stays so. */
  async #rekey(key: string, hash: string): Promise<VaultEvent | Refusal> {
    const current = this.#current;
    await current?.replaceHash(hash);
    return this.#find(key) ?? refuse('noEvent');
  }

  #reopen(key: string): Promise<VaultEvent | Refusal> {
    return this.#inTurn(async () => {
      const known = this.#find(key);
      if (known === undefined) return refuse('notFound');
      if (this.#current?.key === key) return known;
      return known.practice ? this.#openPractice(key, null) : this.#open(known);
    });
  }

  async #openPractice(key: string, participants: number | null): Promise<VaultEvent | Refusal> {
    const { vault, dataDir, log, transport } = this.#surroundings;
    if (this.#launchPractice === null) return refuse('notFound', 'there is no practice event in this shell');
    if (this.#isEnding(key)) return refuse('disk', BEING_WIPED);
    const known = this.#find(key);
    if (this.#current?.key === key && known !== undefined) return known;
    await this.#closeCurrent();
    let running: RunningPractice;
    try {
      running = await runPractice(this.#launchPractice, { key, participants, dataDir, vault, log });
    } catch (error) {
      if (error instanceof DiskError) throw error;
      log.error('the practice event did not start', describeError(error));
      return refuse('serverError', 'the practice event did not start');
    }
    this.#practice = running;
    const { url: server, hash } = running;
    const info = await readEventInfo(new RuventsClient({ server, hash, transport }));
    if (!info.ok) return new Refusal(info.problem);
    const { Id: eventId, Title: title } = info.value;
    return this.#open({ key, server, eventId, title, practice: true, hash });
  }

  async #open(event: EventToOpen): Promise<VaultEvent | Refusal> {
    if (this.#closed) return refuse('noEvent', 'the desk is closing');
    if (this.#isEnding(event.key)) return refuse('disk', BEING_WIPED);
    await this.#closeCurrent(event.practice);
    try {
      this.#current = await openEvent(event, this.#surroundings);
      this.#connecting = null;
      this.#current.start();
    } catch (error) {
      if (!(error instanceof NewerVersion)) throw error;
      this.#surroundings.log.error('data of a newer version', { what: error.what });
      return refuse('newerVersion', error.what);
    } finally {
      this.#surroundings.onStationChange();
    }
    const kept = this.#find(event.key);
    if (kept === undefined) throw new Error('an event is open that the vault does not know');
    return kept;
  }

  async #closeCurrent(keepPractice = false): Promise<void> {
    const current = this.#current;
    this.#current = null;
    await current?.close();
    if (keepPractice) return;
    const practice = this.#practice;
    this.#practice = null;
    await practice?.close();
  }

  #find(key: string): VaultEvent | undefined {
    return this.#surroundings.vault.contents().events.find((event) => event.key === key);
  }

  /** @returns whether the event is open now */
  async #keepConnecting(auto: AutoConnect, mine: number): Promise<boolean> {
    for (let attempt = 1; this.#mayGoOn(mine); attempt += 1) {
      const opened = await this.#connect(auto.server, auto.hash, mine);
      if (!(opened instanceof Refusal)) return true;
      if (!this.#mayGoOn(mine)) return false;
      this.#setConnecting({ server: normaliseServer(auto.server) ?? auto.server, problem: opened.problem });
      if (!PASSING.has(opened.problem.code)) return false;
      await this.#pause(attempt);
    }
    return false;
  }

  async #keepSigningIn(auto: Pick<AutoConnect, 'operator' | 'password'>, mine: number, tried: number): Promise<void> {
    for (let attempt = tried; this.#mayGoOn(mine); attempt += 1) {
      if (attempt > 0) await this.#pause(attempt);
      if (!this.#mayGoOn(mine)) return;
      // a person has tried by hand since: the form is theirs
      if (attempt > 0 && this.#current?.operators.session.refused === null) return;
      const nothingNew = attempt > 0 && this.#current?.connection.state === 'offline';
      if (!nothingNew && (await this.#signInOnce(auto))) return;
    }
  }

  /** @returns whether there is no more to try */
  async #signInOnce({ operator, password }: Pick<AutoConnect, 'operator' | 'password'>): Promise<boolean> {
    const current = this.#current;
    if (current === null || operator === undefined || password === undefined) return true;
    if (current.operators.session.operator !== null) return true;
    const signedIn = await current.operators.signInByItself(operator, password);
    if (!(signedIn instanceof Refusal)) return true;
    // without a network "wrong" is what was true yesterday
    return !PASSING.has(signedIn.problem.code) && current.connection.state !== 'offline';
  }

  #pause(attempt: number): Promise<void> {
    const { timers, random } = this.#surroundings;
    const chance = (): number => Buffer.from(random(4)).readUInt32BE() / 2 ** 32;
    return wait(timers, backoffDelay(attempt, chance));
  }

  #mayGoOn(mine: number): boolean {
    return !this.#closed && this.#byHand === mine;
  }

  #takeOver(): void {
    this.#byHand += 1;
    if (this.#connecting !== null) this.#setConnecting(null);
  }

  #setConnecting(connecting: Connecting | null): void {
    this.#connecting = connecting;
    this.#surroundings.onStationChange();
  }

  /** However it ends, windows are told what is open now. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act).finally(() => {
      if (!this.#closed) this.#surroundings.onStationChange();
    });
    this.#turn = done.catch(() => undefined); // the caller is told; the next one does not depend on it
    return done;
  }

  #inBackground(act: () => Promise<void>): void {
    act().catch((error: unknown) => {
      this.#surroundings.log.error('connecting by itself failed', describeError(error));
    });
  }
}
