/**
 * Operators of the open event, and who of them is signed in.
 *
 * Invariants: passwords are here in plain text only while they are compared or hashed. Somebody whom the server no longer lists,
 * or lists with another password, is signed out with the reason; their operations stay as they are (design, invariant 8). A
 * list that could not be read, or only in part, signs nobody out.
 */
import type { Problem, Session } from '../../shared/contract/station.ts';
import type { Operator } from '../../shared/ruvents/tables.ts';
import type { Log } from './log.ts';
import { Refusal, refuse } from './problem.ts';
import type { OperatorWithPassword, Rows, TableAnswer } from './ruvents/tables-reader.ts';
import type { Random } from './seal.ts';
import { Throttle, type WrongTries } from './throttle.ts';
import type { Timers } from './timers.ts';
import type { Verifier } from './vault.ts';
import { makeVerifier, PasswordMarks, verifyPassword } from './verifier.ts';

export interface OperatorsOptions {
  /** Asks the server; what it says also comes by `take`. */
  readonly fetch: (deadlineMs?: number) => Promise<TableAnswer<Rows<OperatorWithPassword>>>;
  readonly verifiers: () => readonly Verifier[];
  readonly saveVerifiers: (change: (before: readonly Verifier[]) => readonly Verifier[]) => Promise<void>;
  /** Wrong passwords so far. */
  readonly wrongTries: readonly WrongTries[];
  readonly saveWrongTries: (tries: readonly WrongTries[]) => Promise<void>;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** Session or list changed. */
  readonly onChange: () => void;
}

/** At the door nobody waits for a dead network. */
const FETCH_AT_SIGN_IN_MS = 4000;

interface Seen {
  readonly operator: Operator;
  readonly mark: string;
}

type Verdict = 'right' | 'wrong' | 'unknown';

export class Operators {
  readonly #options: OperatorsOptions;
  readonly #marks: PasswordMarks;
  readonly #throttle: Throttle;
  /** As the server listed them last, in this process. */
  #seen: ReadonlyMap<number, Seen> | null = null;
  /** Verifiers that were tried in this process, with the mark of the password that they let in. */
  readonly #tried = new Map<string, string>();
  #session: { readonly operator: Operator; readonly mark: string } | null = null;
  #endedBecause: Session['endedBecause'] = null;
  #refused: Session['refused'] = null;
  #signingIn: Promise<unknown> = Promise.resolve();
  #hashing: Promise<unknown> = Promise.resolve();

  constructor(options: OperatorsOptions) {
    this.#options = options;
    this.#marks = new PasswordMarks(options.random);
    this.#throttle = new Throttle(options.timers, options.wrongTries);
  }

  get session(): Session {
    return {
      operator: this.#session?.operator ?? null,
      endedBecause: this.#endedBecause,
      refused: this.#refused,
    };
  }

  /** Everybody who is known, without passwords. */
  list(): readonly Operator[] {
    if (this.#seen !== null) return [...this.#seen.values()].map((seen) => seen.operator);
    return this.#options.verifiers().map(({ Id, Login, Role }) => ({ Id, Login, Role }));
  }

  /** A person signs in: what was refused before is no longer what they look at. */
  signIn(login: string, password: string): Promise<Operator | Refusal> {
    return this.#inTurn(() => {
      this.#setRefused(null);
      return this.#tryToSignIn(login.trim(), password);
    });
  }

  /** Options sign somebody in. Nobody waits for the answer at a form, so a refusal is kept for whoever looks at it. */
  signInByItself(login: string, password: string): Promise<Operator | Refusal> {
    return this.#inTurn(async () => {
      const answer = await this.#tryToSignIn(login.trim(), password);
      if (answer instanceof Refusal) this.#setRefused({ login, problem: answer.problem });
      return answer;
    });
  }

  signOut(): void {
    this.#session = null;
    this.#endedBecause = null;
    this.#options.onChange();
  }

  /** Takes what the server listed. Hashing goes on in the background: `settled` waits for it. */
  take({ rows, complete }: Rows<OperatorWithPassword>): void {
    const seen = rows.map(({ Password, ...operator }): [number, Seen] => [
      operator.Id,
      { operator, mark: this.#marks.mark(Password) },
    ]);
    const kept = complete ? [] : [...(this.#seen ?? [])];
    this.#seen = new Map([...kept, ...seen]);
    this.#checkSession(complete);
    this.#hashing = this.#hashing
      .then(() => this.#hash(rows, complete))
      .catch((error: unknown) => {
        this.#options.log.error('verifiers not kept', { error: error instanceof Error ? error.name : 'unknown' });
      });
    this.#options.onChange();
  }

  /** Asks the server for its list. @returns whether it said */
  async refresh(): Promise<boolean> {
    return (await this.#options.fetch()).ok;
  }

  /** Resolves when everything taken so far is hashed and kept. */
  async settled(): Promise<void> {
    await this.#hashing;
  }

  /** One after the other: guesses in parallel gain nothing. */
  #inTurn(act: () => Promise<Operator | Refusal>): Promise<Operator | Refusal> {
    const attempt = this.#signingIn.then(act);
    this.#signingIn = attempt.catch(() => undefined); // the caller is told; the next one does not depend on it
    return attempt;
  }

  #setRefused(refused: Session['refused']): void {
    if (JSON.stringify(refused) === JSON.stringify(this.#refused)) return;
    this.#refused = refused;
    this.#options.onChange();
  }

  async #tryToSignIn(login: string, password: string): Promise<Operator | Refusal> {
    const wait = this.#throttle.waitOf(login);
    if (wait > 0) return refuse('throttled', String(Math.ceil(wait / 1000)));
    const known = await this.#check(login, password);
    if (known.verdict === 'right') {
      const operator = await this.#begin(known.operator, password);
      void this.#options.fetch(); // it may be yesterday's password: what the server says comes by `take`
      return operator;
    }
    const answer = await this.#options.fetch(FETCH_AT_SIGN_IN_MS);
    if (!answer.ok) {
      if (known.verdict === 'unknown') return this.#explain(answer.problem);
      await this.#noteWrong(login);
      return refuse('wrongPassword');
    }
    const fresh = await this.#check(login, password);
    if (fresh.verdict === 'right') return this.#begin(fresh.operator, password);
    await this.#noteWrong(login);
    return refuse(fresh.verdict === 'wrong' ? 'wrongPassword' : 'unknownOperator');
  }

  /** On the disk before the answer: who ends the desk to guess on gains nothing. */
  async #noteWrong(login: string): Promise<void> {
    this.#throttle.noteWrong(login);
    await this.#saveTries();
  }

  /** A full disk keeps nobody from signing in: what is in memory slows guesses down as long as the desk runs. */
  async #saveTries(): Promise<void> {
    const { saveWrongTries, log } = this.#options;
    await saveWrongTries(this.#throttle.list()).catch((error: unknown) => {
      log.warn('wrong tries not kept', { error: error instanceof Error ? error.name : 'unknown' });
    });
  }

  #explain(problem: Problem): Refusal {
    const offline = problem.code === 'unreachable' || problem.code === 'portal' || problem.code === 'serverError';
    return offline ? refuse('notKnownOffline', problem.detail) : refuse(problem.code, problem.detail);
  }

  /** Their verifier is on disk before they are signed in: from now on it works without a network. */
  async #begin(operator: Operator, password: string): Promise<Operator> {
    const verifier = await this.#verifierFor(operator, password);
    if (verifier !== null) {
      await this.#options.saveVerifiers((before) => [...before.filter((one) => one.Id !== operator.Id), verifier]);
    }
    if (this.#throttle.noteRight(operator.Login)) await this.#saveTries();
    this.#session = { operator, mark: this.#marks.mark(password) };
    this.#endedBecause = null;
    this.#refused = null;
    this.#options.onChange();
    return operator;
  }

  async #check(
    login: string,
    password: string,
  ): Promise<{ verdict: 'right'; operator: Operator } | { verdict: Exclude<Verdict, 'right'> }> {
    if (this.#seen !== null) {
      const seen = findByLogin([...this.#seen.values()], login, (one) => one.operator.Login);
      if (seen === undefined) return { verdict: 'unknown' };
      if (seen.mark === this.#marks.mark(password)) return { verdict: 'right', operator: seen.operator };
      return { verdict: 'wrong' };
    }
    const verifier = findByLogin(this.#options.verifiers(), login, (one) => one.Login);
    if (verifier === undefined) return { verdict: 'unknown' };
    if (!(await verifyPassword(verifier, password))) return { verdict: 'wrong' };
    const { Id, Login, Role } = verifier;
    return { verdict: 'right', operator: { Id, Login, Role } };
  }

  #checkSession(complete: boolean): void {
    if (this.#session === null) return;
    const seen = this.#seen?.get(this.#session.operator.Id);
    if (seen === undefined) {
      if (complete) this.#end('operatorGone');
    } else if (seen.mark !== this.#session.mark) {
      this.#end('passwordChanged');
    } else {
      this.#session = { operator: seen.operator, mark: seen.mark };
    }
  }

  #end(because: 'operatorGone' | 'passwordChanged'): void {
    this.#session = null;
    this.#endedBecause = because;
    this.#options.log.info('session ended', { because });
  }

  /** Keeps verifiers for rows that have none, or another one. Those of people who are no longer listed go. */
  async #hash(rows: readonly OperatorWithPassword[], complete: boolean): Promise<void> {
    const { verifiers, saveVerifiers } = this.#options;
    const made = new Map<number, Verifier>();
    for (const { Password, ...operator } of rows) {
      const verifier = await this.#verifierFor(operator, Password);
      if (verifier !== null) made.set(operator.Id, verifier);
    }
    const listed = new Set(rows.map((row) => row.Id));
    const gone = (verifier: Verifier): boolean => complete && !listed.has(verifier.Id);
    if (made.size === 0 && !verifiers().some(gone)) return;
    await saveVerifiers((before) => [
      ...before.filter((verifier) => !gone(verifier) && !made.has(verifier.Id)),
      ...made.values(),
    ]);
  }

  /** @returns a verifier to keep, or null when the one that is kept is right */
  async #verifierFor(operator: Operator, password: string): Promise<Verifier | null> {
    const mark = this.#marks.mark(password);
    const kept = this.#options.verifiers().find((one) => one.Id === operator.Id);
    const right =
      kept !== undefined && (this.#tried.get(kept.verifier) === mark || (await verifyPassword(kept, password)));
    if (!right) {
      const made = await makeVerifier(operator, password, this.#options.random);
      this.#tried.set(made.verifier, mark);
      return made;
    }
    this.#tried.set(kept.verifier, mark);
    return kept.Login === operator.Login && kept.Role === operator.Role ? null : { ...kept, ...operator };
  }
}

/** As typed; else without regard to case, if that says who is meant. */
function findByLogin<T>(all: readonly T[], login: string, loginOf: (one: T) => string): T | undefined {
  const exact = all.find((one) => loginOf(one) === login);
  if (exact !== undefined) return exact;
  const alike = all.filter((one) => loginOf(one).toLowerCase() === login.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}
