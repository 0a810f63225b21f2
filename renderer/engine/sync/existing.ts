/**
 * Walk-ins who turn out to be somebody of RUNET-ID (reference, POST and Users).
 *
 *   refused 111 "Email" ─▶ `/users` by the email ─┬─ exactly one of this email and name, not in the event ─▶ registered by PUT
 *                                                 └─ anything else ─▶ attention: "this person exists: use them?"
 *   about to be sent again, after a lost answer ─▶ the same question, since the first request may have made them
 *
 * No pull waits for RUNET-ID: who would be sent again is looked up aside of it, and settled by the next pull that says so.
 *
 * Invariant: each refusal is looked up once. A PUT of the same status can be sent again without harm; a POST cannot.
 */
import type { Settlement } from '../../../shared/contract/routes.ts';
import type { Operation } from '../../../shared/operations/operation.ts';
import { emailOf, fullNameOf, type ParticipantView } from '../../../shared/operations/view.ts';
import { nomailAddress } from '../../../shared/ruvents/nomail.ts';
import { refusedFields } from '../../../shared/ruvents/refusals.ts';
import type { Scalar } from '../../../shared/ruvents/rows.ts';
import type { RunetUser } from '../../../shared/ruvents/tables.ts';
import { likenessOf } from '../../../shared/sync/conflict.ts';
import type { After } from '../clock.ts';
import type { People } from '../people.ts';

export interface ExistingPeopleOptions {
  readonly people: People;
  /** Null: RUNET-ID cannot be asked now, or the server has no such search. */
  readonly findUsers: (query: string) => Promise<readonly RunetUser[] | null>;
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  readonly after: After;
}

/** RUNET-ID is not waited for longer. Milliseconds. */
const DEADLINE_MS = 8000;

const WRONG_FIELDS = 111;

interface WalkIn {
  readonly id: string;
  readonly fields: Readonly<Record<string, Scalar>>;
}

/** People of RUNET-ID with this email; `same`: with this name too. */
interface Found {
  readonly all: readonly RunetUser[];
  readonly same: readonly RunetUser[];
}

export class ExistingPeople {
  readonly #options: ExistingPeopleOptions;
  /** Refusals that have been looked up, by operation and the times that it was sent. */
  readonly #asked = new Set<string>();
  /** Who walk-ins that were lost are, by the same marks; `asking`: it is not known yet, null: nobody, or it cannot be told. */
  readonly #known = new Map<string, number | 'asking' | null>();
  #asking: Promise<void> = Promise.resolve();

  constructor(options: ExistingPeopleOptions) {
    this.#options = options;
  }

  /** Looks up whoever was refused for their email. Call when operations have changed, and when the server is back. */
  async look(): Promise<void> {
    const { people, settle } = this.#options;
    for (const operation of people.book.all()) {
      const walkIn = refusedForEmail(operation);
      const mark = markOf(operation);
      if (walkIn === null || this.#asked.has(mark)) continue;
      this.#asked.add(mark);
      const settlement = await this.#answer(walkIn);
      // a person may have settled it meanwhile: then it is not what was asked about
      const isChanged = people.book.get(operation.id) !== operation;
      if (settlement === 'later' || isChanged) this.#asked.delete(mark);
      else if (settlement !== null) await settle([settlement]);
    }
  }

  /**
   * Walk-ins that would be sent again, with whom they are by now; what cannot be told is left as it is. Who has not been looked up
   * yet is left out: the next pull will say of them what this one did.
   */
  refine(settlements: readonly Settlement[]): readonly Settlement[] {
    const unknown: Operation[] = [];
    const refined = settlements.flatMap((settlement): Settlement | readonly Settlement[] => {
      const operation = settlement.action === 'resend' ? this.#options.people.book.get(settlement.id) : undefined;
      if (settlement.action !== 'resend' || operation === undefined || walkInOf(operation) === null) return settlement;
      const known = this.#known.get(markOf(operation));
      if (known === undefined) {
        this.#known.set(markOf(operation), 'asking');
        unknown.push(operation);
      }
      if (known === undefined || known === 'asking') return [];
      this.#known.delete(markOf(operation));
      return known === null || this.#isHere(known) ? settlement : { ...settlement, existing: known };
    });
    if (unknown.length > 0) this.#asking = this.#asking.then(() => this.#lookUp(unknown));
    return refined;
  }

  /** One after the other, and nobody more when RUNET-ID does not answer. */
  async #lookUp(operations: readonly Operation[]): Promise<void> {
    let isAnswering = true;
    for (const operation of operations) {
      const walkIn = walkInOf(operation);
      const found: Found | null = walkIn === null || !isAnswering ? null : await this.#findUsers(walkIn);
      isAnswering = found !== null;
      const [only, ...others] = found?.same ?? [];
      const isClear = only !== undefined && others.length === 0 && !this.#isHere(only.Id);
      this.#known.set(markOf(operation), isClear ? only.Id : null);
    }
  }

  #isHere(id: number): boolean {
    return this.#options.people.replica.people.has(id);
  }

  async #answer(walkIn: WalkIn): Promise<Settlement | 'later' | null> {
    const { id } = walkIn;
    if (emailTyped(walkIn) === '') return this.#findMarked(id);
    const found = await this.#findUsers(walkIn);
    if (found === null) return 'later';
    const [only, ...others] = found.same;
    if (only !== undefined && others.length === 0 && !this.#isHere(only.Id)) {
      return { action: 'resend', id, existing: only.Id };
    }
    if (found.all.length === 0) return null; // the refusal's own words say what is known
    const users = found.all.map((user) => ({
      id: user.Id,
      name: fullNameOf(viewOf(user, walkIn)).slice(0, 4000),
      company: (user.Company ?? '').slice(0, 4000),
    }));
    return { action: 'attention', id, reason: { why: 'exists', field: 'Email', users } };
  }

  /** The address that only this operation sends is taken: so it has arrived, and its answer was lost. */
  #findMarked(id: string): Settlement | 'later' {
    const address = nomailAddress(id);
    for (const row of this.#options.people.replica.people.values()) {
      const email = row['Email'];
      if (typeof email !== 'string' || email.toLowerCase() !== address) continue;
      return { action: 'accepted', id, serverId: row.Id };
    }
    return 'later'; // the feed will bring them
  }

  async #findUsers(walkIn: WalkIn): Promise<Found | null> {
    const users = await this.#ask(emailTyped(walkIn));
    if (users === null) return null;
    const all = users.filter((user) => !['namesake', 'none'].includes(likenessOf(walkIn, viewOf(user, walkIn))));
    return { all, same: all.filter((user) => likenessOf(walkIn, viewOf(user, walkIn)) === 'same') };
  }

  async #ask(email: string): Promise<readonly RunetUser[] | null> {
    const { findUsers, after } = this.#options;
    let cancel = (): void => undefined;
    const late = new Promise<null>((resolve) => {
      cancel = after(DEADLINE_MS, () => resolve(null));
    });
    try {
      return await Promise.race([findUsers(email), late]);
    } finally {
      cancel();
    }
  }
}

/** One sending of an operation. */
function markOf({ id, tries }: Operation): string {
  return `${id} ${tries}`;
}

function refusedForEmail(operation: Operation): WalkIn | null {
  const { state, existing } = operation;
  if (state.name !== 'attention' || state.reason.why !== 'refused' || state.reason.code !== WRONG_FIELDS) return null;
  const names = refusedFields(state.reason.message).map((name) => name.toLowerCase());
  if (existing !== undefined || !names.includes('email')) return null;
  const { id, intent } = operation;
  if (intent.kind !== 'create' && intent.kind !== 'register') return null;
  const walkIn = { id, fields: intent.fields };
  // whom RUNET-ID gave is not asked for again; that the address which only this operation sends is taken says that it has arrived
  return intent.kind === 'create' || emailTyped(walkIn) === '' ? walkIn : null;
}

/** A walk-in with an email of their own who is not yet known to be somebody. */
function walkInOf({ id, intent, existing }: Operation): WalkIn | null {
  if (intent.kind !== 'create' || existing !== undefined) return null;
  const walkIn = { id, fields: intent.fields };
  return emailTyped(walkIn) === '' ? null : walkIn;
}

function emailTyped({ fields }: WalkIn): string {
  return emailOf({ ru: fields, en: {}, flat: {} }).trim();
}

/** A server that tells no emails was asked for this one all the same. */
function viewOf(user: RunetUser, walkIn: WalkIn): Pick<ParticipantView, 'ru' | 'en' | 'flat'> {
  const ru: Record<string, Scalar> = { Email: emailTyped(walkIn) };
  for (const [name, value] of Object.entries(user)) if (typeof value === 'string') ru[name] = value;
  return { ru, en: {}, flat: {} };
}
