/**
 * What was handed over to another station stays in what people see here until the server shows it: whoever has the badge in hand
 * is not registered a second time.
 *
 *   handed over ─▶ laid over the server's row (fold.ts) ─┬─ the server shows it ──────────────────▶ accepted, done
 *                                                        └─ the row has changed to something else ─▶ no longer laid over
 *
 * Invariants: what the server had when this session first saw the operation handed over is not taken for it, nor what another
 * operation of this station holds for its own. Nothing is sent, undone or decided here. Times of the server are compared with
 * times of the server alone.
 *
 * "No longer laid over" is in memory only: after a start it is laid again where the server shows just what the operator had seen.
 */
import type { Settlement } from '../../shared/contract/routes.ts';
import {
  idOfKey,
  type Intent,
  isHandedOver,
  type Operation,
  type ParticipantKey,
  UNSENT,
} from '../../shared/operations/operation.ts';
import { emailOf } from '../../shared/operations/view.ts';
import type { ParticipantRow } from '../../shared/ruvents/rows.ts';
import { isOwnBadge, isThere, type Lookalike } from '../../shared/sync/verify.ts';
import type { People } from './people.ts';
import { findLookalikes } from './sync/drain.ts';

/** What the server had when an operation was first seen handed over. */
interface Sight {
  /** The row's time; null: there was no row. */
  readonly updateTime: string | null;
  /** Ids of people or badges that would match it, and are not its own. */
  readonly known: ReadonlySet<number>;
}

export interface HandedOverNews {
  /** What the server shows by now. */
  readonly settlements: readonly Settlement[];
  /** Ids of operations that are no longer laid over. */
  readonly ended: readonly string[];
}

type Verdict = { readonly shown: number | null } | 'ended' | 'waits';

export class HandedOver {
  readonly #people: People;
  readonly #sights = new Map<string, Sight>();
  readonly #ended = new Set<string>();

  constructor(people: People) {
    this.#people = people;
  }

  /** Call when rows are in memory, and then for each change, before `judge`. */
  see(): void {
    for (const id of this.#ended) {
      if (this.#people.book.get(id) !== undefined && !this.#isAway(id)) this.#ended.delete(id); // it has come back
    }
    for (const operation of this.#open()) {
      if (!this.#sights.has(operation.id)) this.#sights.set(operation.id, this.#look(operation));
    }
  }

  /** Call when everybody on the server is known, and rows have come or operations have changed. */
  judge(): HandedOverNews {
    const open = this.#open();
    const ids = new Set(open.map(({ id }) => id));
    for (const id of this.#sights.keys()) if (!ids.has(id)) this.#sights.delete(id);
    const settlements: Settlement[] = [];
    const taken = new Set<string>(); // by those that are judged right now: the journal does not know of it yet
    const moved = new Set<ParticipantKey>();
    /** Changes of one thing are told one after the other: the second may set what the first had seen. */
    const waiting = new Set<string>();
    const rest: Operation[] = [];
    for (const operation of open) {
      const verdict = waiting.has(thingOf(operation)) ? 'waits' : this.#judgeOne(operation, taken);
      if (verdict === 'waits') {
        waiting.add(thingOf(operation));
        rest.push(operation);
      } else if (verdict === 'ended') {
        this.#ended.add(operation.id);
      } else {
        if (verdict.shown !== null) taken.add(nameRow(operation.intent, verdict.shown));
        moved.add(this.#people.book.resolve(operation.participant));
        const { id } = operation;
        settlements.push({ action: 'accepted', id, serverId: verdict.shown }, { action: 'done', id });
      }
    }
    this.#endChanged(rest, moved);
    return { settlements, ended: [...this.#ended].filter((id) => this.#isAway(id)) };
  }

  /** A row that changed by what was handed over with it says nothing against the rest of it; any other change does. */
  #endChanged(operations: readonly Operation[], moved: ReadonlySet<ParticipantKey>): void {
    const ended = new Set<string>();
    for (const operation of operations) {
      const sight = this.#sights.get(operation.id);
      const row = this.#rowOf(operation);
      if (!CHANGES.has(operation.intent.kind) || sight === undefined || row === null) continue;
      if (row.UpdateTime === sight.updateTime || ended.has(thingOf(operation))) continue;
      const isOurs = sight.updateTime === null || moved.has(this.#people.book.resolve(operation.participant));
      if (isOurs) {
        this.#sights.set(operation.id, { ...sight, updateTime: row.UpdateTime });
      } else {
        ended.add(thingOf(operation));
        this.#ended.add(operation.id);
      }
    }
  }

  #judgeOne(operation: Operation, taken: ReadonlySet<string>): Verdict {
    const { intent, participant } = operation;
    switch (intent.kind) {
      case 'create':
        return this.#judgeLookalikes(operation, taken);
      case 'register': {
        const row = this.#rowOf(operation);
        const hasCome = row !== null && row.UpdateTime !== this.#sights.get(operation.id)?.updateTime;
        return hasCome ? { shown: row.Id } : this.#judgeLookalikes(operation, taken);
      }
      case 'badge':
        return this.#judgeBadge(operation, intent, taken);
      case 'remove':
        return this.#hasId(operation) && this.#rowOf(operation) === null ? { shown: null } : 'waits';
      case 'status':
      case 'profile': {
        const person = this.#people.viewWith(participant, () => false);
        return person !== null && isThere(intent, person) ? { shown: null } : 'waits';
      }
    }
  }

  /** One clear candidate is this walk-in. Several that are only similar: one of them is, and nobody can say which. */
  #judgeLookalikes(operation: Operation, taken: ReadonlySet<string>): Verdict {
    const fresh = this.#freshOf(operation, findLookalikes(this.#people, operation), taken);
    const same = fresh.filter(({ likeness }) => likeness === 'same');
    const clear =
      fresh.find(({ likeness }) => likeness === 'marked') ?? (same.length > 0 ? onlyOne(same) : onlyOne(fresh));
    if (clear === null) return fresh.length === 0 ? 'waits' : 'ended';
    return this.#isWanted(clear.id) ? 'waits' : { shown: clear.id };
  }

  /** A registration of this station is on its way, and may have made this row. */
  #isWanted(serverId: number): boolean {
    return [...this.#people.book.all()].some(
      (other) =>
        (other.state.name === 'sending' || other.state.name === 'uncertain') &&
        findLookalikes(this.#people, other).some(({ id }) => id === serverId),
    );
  }

  #judgeBadge(operation: Operation, intent: Extract<Intent, { kind: 'badge' }>, taken: ReadonlySet<string>): Verdict {
    const { book } = this.#people;
    const isAwaited = book
      .of(operation.participant)
      .some(
        ({ state, intent: other }) =>
          UNSENT.has(state.name) && other.kind === 'badge' && other.partId === intent.partId,
      );
    const [first] = isAwaited ? [] : this.#freshOf(operation, this.#badgesLike(operation, intent), taken);
    return first === undefined ? 'waits' : { shown: first.id };
  }

  #badgesLike(operation: Operation, intent: Extract<Intent, { kind: 'badge' }>): readonly { readonly id: number }[] {
    const id = idOfKey(this.#people.book.resolve(operation.participant));
    const badges = id === null ? [] : this.#people.replica.of(id).badges;
    return badges.filter((badge) => isOwnBadge(badge, intent, operation.operator.id)).map(({ Id }) => ({ id: Id }));
  }

  #freshOf<T extends { readonly id: number }>(
    { id, intent }: Operation,
    rows: readonly T[],
    taken: ReadonlySet<string>,
  ): readonly T[] {
    const known = this.#sights.get(id)?.known;
    const { book } = this.#people;
    return rows.filter(
      (row) =>
        known?.has(row.id) !== true && !book.isClaimed(intent.kind, row.id) && !taken.has(nameRow(intent, row.id)),
    );
  }

  #look(operation: Operation): Sight {
    const { intent } = operation;
    const known = intent.kind === 'badge' ? this.#badgesLike(operation, intent) : this.#namesakesOf(operation);
    return { updateTime: this.#rowOf(operation)?.UpdateTime ?? null, known: new Set(known.map(({ id }) => id)) };
  }

  /** An address is one person's only: whoever has it is the walk-in, since whenever. A name may be another's. */
  #namesakesOf(operation: Operation): readonly Lookalike[] {
    const { intent } = operation;
    if (intent.kind !== 'create' || emailOf({ ru: intent.fields, en: {}, flat: {} }) !== '') return [];
    return findLookalikes(this.#people, operation).filter(({ likeness }) => likeness !== 'marked');
  }

  /** In the order of the journal. */
  #open(): readonly Operation[] {
    return [...this.#people.book.all()]
      .filter((operation) => isHandedOver(operation) && !this.#ended.has(operation.id))
      .sort((a, b) => a.seq - b.seq);
  }

  #isAway(id: string): boolean {
    const operation = this.#people.book.get(id);
    return operation !== undefined && isHandedOver(operation);
  }

  #hasId({ participant }: Operation): boolean {
    return idOfKey(this.#people.book.resolve(participant)) !== null;
  }

  #rowOf({ participant }: Operation): ParticipantRow | null {
    const id = idOfKey(this.#people.book.resolve(participant));
    return id === null ? null : (this.#people.replica.people.get(id) ?? null);
  }
}

const CHANGES: ReadonlySet<Intent['kind']> = new Set(['status', 'profile', 'remove']);

function onlyOne(candidates: readonly Lookalike[]): Lookalike | null {
  const [only, ...others] = candidates;
  return only === undefined || others.length > 0 ? null : only;
}

/** People and badges have Ids of their own. */
function nameRow({ kind }: Intent, serverId: number): string {
  return `${kind === 'badge' ? 'badge' : 'person'} ${serverId}`;
}

/** Changes of the same thing have the same; everything else stands by itself. */
function thingOf({ id, participant, intent }: Operation): string {
  switch (intent.kind) {
    case 'status':
      return `${participant} ${intent.partId}`;
    case 'profile':
      return `${participant} profile`;
    case 'create':
    case 'register':
    case 'badge':
    case 'remove':
      return id;
  }
}
