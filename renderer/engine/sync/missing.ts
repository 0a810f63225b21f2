/**
 * People whom a complete sweep did not find (design, invariant 7).
 *
 *   missing ─▶ probe ─┬─ they came, or it cannot be told ─▶ stay; in the second case a sweep later looks again
 *                     └─ gone ─▶ a pull, and still the same row ─┬─ more than 1 % of all ─▶ doubt: a person says
 *                                                                ├─ nothing open ─▶ note, tombstone, away
 *                                                                └─ open operations ─▶ those go to attention; the row stays until
 *                                                                                     nothing is open, and is probed again then
 *
 * Nobody is removed on one look, and nobody who has operations that are not at their end.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { NewNote } from '../../../shared/operations/note.ts';
import { FINAL, keyOfId, type Operation } from '../../../shared/operations/operation.ts';
import { fullNameOf } from '../../../shared/operations/view.ts';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import type { SweepState } from '../api.ts';
import type { People } from '../people.ts';
import type { Arrivals } from '../replica/arrivals.ts';
import { hasTime, type Prober } from './probe.ts';

export interface MissingOptions {
  readonly people: People;
  readonly prober: Prober;
  /** Pulls participants anew. @returns whether the end was reached */
  readonly pull: () => Promise<boolean>;
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  /** @returns whether the host has it on disk */
  readonly note: (notes: readonly NewNote[]) => Promise<boolean>;
  /** Takes them out at once. @returns when that is on disk */
  readonly confirmRemoved: (ids: readonly number[]) => Promise<void>;
  /** Of somebody the probe could not tell: the next sweep may find out. */
  readonly onUntold: () => void;
  /** Nobody is missing any more. */
  readonly onSettled: () => void;
  readonly onChange: () => void;
}

type Doubt = NonNullable<SweepState['doubt']>;

/** A larger part of the people than this is not believed to be gone without a person's word. */
const BELIEVED_SHARE = 0.01;
const NAMES_TOLD = 20;
const NOTES_AT_ONCE = 1000;

export class MissingPeople {
  readonly #options: MissingOptions;
  /** Not settled yet, as they were known when they were missed. */
  readonly #missing = new Map<number, ParticipantRow>();
  /** Gone, but with open operations; and the last of those that were made before that was known. */
  readonly #leaving = new Map<number, number>();
  /** Operations that were sent to attention, as they were then: it is said once. */
  readonly #told = new Map<string, string>();
  /** Of the missing, since they were missed or a probe did not find them. */
  readonly #arrivals: Arrivals;
  #doubt: Doubt | null = null;
  /** A person has said that they are gone. */
  #believed = false;
  #known = 0;
  /** The last pull came to its end: there is a server to ask. */
  #isReached = true;
  #judging: Promise<void> | null = null;
  #again = false;

  constructor(options: MissingOptions) {
    this.#options = options;
    this.#arrivals = options.people.replica.watchArrivals();
  }

  get doubt(): Doubt | null {
    return this.#doubt;
  }

  /** Somebody is missing of whom it is not known yet whether they are gone. */
  get isAsking(): boolean {
    return this.#doubt === null && [...this.#missing.keys()].some((id) => !this.#leaving.has(id));
  }

  /** People who are gone from the server and stay here for what is open of theirs. */
  get leaving(): ReadonlySet<number> {
    return new Set(this.#leaving.keys());
  }

  /** A complete sweep has ended: these it did not find. @param known how many people there were */
  take(rows: readonly ParticipantRow[], known: number): Promise<void> {
    for (const id of [...this.#missing.keys()]) this.#forget(id);
    this.#doubt = null;
    this.#believed = false;
    this.#known = known;
    for (const row of rows) this.#missing.set(row.Id, row);
    this.#arrivals.await(this.#missing.keys());
    this.#options.prober.lookAgain();
    return this.look();
  }

  /** A person's word about those in doubt. @returns false when nobody is */
  answer(remove: boolean): boolean {
    if (this.#doubt === null) return false;
    this.#doubt = null;
    this.#believed = remove;
    if (!remove) {
      for (const id of [...this.#missing.keys()]) if (!this.#leaving.has(id)) this.#forget(id);
      this.#options.onSettled(); // whoever is leaving is found anew by the next sweep
    }
    this.#options.onChange();
    void this.look();
    return true;
  }

  /** A pull has ended. Without the server nobody is asked for: a request that does not come back holds up the pulls. */
  noteReached(isReached: boolean): void {
    this.#isReached = isReached;
  }

  /** Time for another look: the server was reached, or operations have changed. */
  look(): Promise<void> {
    if (this.#judging !== null) {
      this.#again = true;
      return this.#judging;
    }
    this.#judging = this.#judge().finally(() => {
      this.#judging = null;
      if (this.#again) {
        this.#again = false;
        void this.look();
      }
    });
    return this.#judging;
  }

  async #judge(): Promise<void> {
    if (this.#missing.size === 0) return;
    await this.#stopLate();
    this.#dropThere();
    if (this.#doubt !== null) this.#doubt = this.#doubtOf(this.#unheard([...this.#missing.values()]));
    if (this.#doubt === null && this.#isReached) await this.#ask();
    if (this.#missing.size === 0) this.#options.onSettled();
    this.#options.onChange();
  }

  async #ask(): Promise<void> {
    const { people, prober, pull, onUntold } = this.#options;
    const due = [...this.#missing.values()].filter(
      ({ Id }) => !this.#leaving.has(Id) || openOf(people, Id).length === 0,
    );
    if (due.length === 0) return;
    const gone: ParticipantRow[] = [];
    const asked = await prober.probe(due, 'later', (verdicts) => {
      gone.push(...verdicts.gone);
      this.#arrivals.await(verdicts.gone.map(({ Id }) => Id));
      // nothing is said of whom the probe could not tell, until the next sweep: nobody would ask for that one
      if (verdicts.untold.some(hasTime)) onUntold();
      for (const { Id } of [...verdicts.there, ...verdicts.untold]) this.#forget(Id);
    });
    if (!asked || (gone.length > 0 && !(await pull()))) return; // the next look asks again
    this.#dropThere();
    const still = gone.filter(({ Id }) => this.#missing.has(Id));
    this.#doubt = this.#doubtOf(this.#unheard(still));
    if (this.#doubt === null) await this.#remove(still);
    else this.#options.onChange();
  }

  #unheard(rows: readonly ParticipantRow[]): readonly ParticipantRow[] {
    return rows.filter(({ Id }) => !this.#leaving.has(Id));
  }

  /** Null: that they are gone is believed without a person's word. */
  #doubtOf(rows: readonly ParticipantRow[]): Doubt | null {
    if (this.#believed || rows.length <= 1 || rows.length <= this.#known * BELIEVED_SHARE) return null;
    const names = rows.slice(0, NAMES_TOLD).map((row) => nameOf(this.#options.people, row));
    return { missing: rows.length, of: this.#known, names };
  }

  /** Whoever has come since, or is removed by other ways, is not missing. */
  #dropThere(): void {
    for (const row of this.#missing.values()) if (!this.#isMissing(row)) this.#forget(row.Id);
  }

  /** They have not come since, neither changed nor as they were. */
  #isMissing(row: ParticipantRow): boolean {
    return this.#options.people.replica.people.get(row.Id) === row && !this.#arrivals.have(row.Id);
  }

  #forget(id: number): void {
    this.#missing.delete(id);
    this.#leaving.delete(id);
    this.#arrivals.forget(id);
  }

  async #remove(rows: readonly ParticipantRow[]): Promise<void> {
    const { people } = this.#options;
    const free: ParticipantRow[] = [];
    for (const row of rows) {
      const open = openOf(people, row.Id);
      if (open.length === 0) free.push(row);
      else this.#leaving.set(row.Id, Math.max(...open.map(({ seq }) => seq)));
    }
    await this.#stopLate();
    for (let at = 0; at < free.length; at += NOTES_AT_ONCE) {
      if (!(await this.#removeNow(free.slice(at, at + NOTES_AT_ONCE)))) return;
    }
    this.#options.onChange();
  }

  /** The line in the audit trail first: nobody disappears without it. */
  async #removeNow(rows: readonly ParticipantRow[]): Promise<boolean> {
    const { people, note, confirmRemoved } = this.#options;
    const notes = rows.map((row): NewNote => {
      return { kind: 'gone', participant: keyOfId(row.Id), name: nameOf(people, row).slice(0, 4000) };
    });
    if (!(await note(notes))) return false;
    // an operator may have begun something with them meanwhile, or a pull have brought them: then they stay, and the next look
    // sees it; from here to the tombstone nothing comes in between
    this.#dropThere();
    const free = rows.filter(({ Id }) => this.#missing.has(Id) && openOf(people, Id).length === 0);
    const ids = free.map(({ Id }) => Id);
    for (const id of ids) this.#forget(id);
    if (ids.length > 0) await confirmRemoved(ids);
    return true;
  }

  /** What was on its way to somebody who is gone is for a person to decide: sent now, it would register them anew. */
  async #stopLate(): Promise<void> {
    const { people, settle } = this.#options;
    const late = [...this.#leaving].flatMap(([id, upTo]) =>
      openOf(people, id).filter(
        (one) => one.seq <= upTo && wouldReturn(one) && this.#told.get(one.id) !== one.changedAt,
      ),
    );
    for (const { id, changedAt } of late) this.#told.set(id, changedAt);
    if (late.length > 0) await settle(late.map(({ id }) => ({ action: 'attention', id, reason: { why: 'removed' } })));
  }
}

function openOf(people: People, id: number): readonly Operation[] {
  return people.book.of(keyOfId(id)).filter((operation) => !FINAL.has(operation.state.name));
}

function wouldReturn({ intent, state }: Operation): boolean {
  const waits = state.name === 'queued' || state.name === 'uncertain';
  return waits && (intent.kind === 'status' || intent.kind === 'profile' || intent.kind === 'badge');
}

function nameOf(people: People, row: ParticipantRow): string {
  const view = people.viewWith(keyOfId(row.Id), () => false);
  return view === null ? String(row.Id) : fullNameOf(view);
}
