/**
 * Walk-ins who turn out to be somebody of RUNET-ID (reference, POST and Users).
 *
 *   refused 111 "Email" ─▶ `/users` by the email ─┬─ exactly one of this email and name, not in the event ─▶ registered by PUT
 *                                                 └─ anything else ─▶ attention: "this person exists: use them?"
 *   about to be sent again, after a lost answer ─▶ the same question, since the first request may have made them
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
import type { People } from '../people.ts';

export interface ExistingPeopleOptions {
  readonly people: People;
  /** Null: RUNET-ID cannot be asked now, or the server has no such search. */
  readonly findUsers: (query: string) => Promise<readonly RunetUser[] | null>;
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
}

const WRONG_FIELDS = 111;

interface WalkIn {
  readonly id: string;
  readonly fields: Readonly<Record<string, Scalar>>;
}

export class ExistingPeople {
  readonly #options: ExistingPeopleOptions;
  /** Refusals that have been looked up, by operation and the times that it was sent. */
  readonly #asked = new Set<string>();

  constructor(options: ExistingPeopleOptions) {
    this.#options = options;
  }

  /** Looks up whoever was refused for their email. Call when operations have changed, and when the server is back. */
  async look(): Promise<void> {
    for (const operation of this.#options.people.book.all()) {
      const walkIn = refusedForEmail(operation);
      const mark = `${operation.id} ${operation.tries}`;
      if (walkIn === null || this.#asked.has(mark)) continue;
      this.#asked.add(mark);
      const settlement = await this.#answer(walkIn);
      if (settlement === 'later') this.#asked.delete(mark);
      else if (settlement !== null) await this.#options.settle([settlement]);
    }
  }

  /** Walk-ins that would be sent again, with whom they are by now. What cannot be told is left as it is. */
  async refine(settlements: readonly Settlement[]): Promise<readonly Settlement[]> {
    const refined: Settlement[] = [];
    for (const settlement of settlements) refined.push(await this.#refineOne(settlement));
    return refined;
  }

  async #refineOne(settlement: Settlement): Promise<Settlement> {
    const { people } = this.#options;
    const operation = settlement.action === 'resend' ? people.book.get(settlement.id) : undefined;
    const walkIn = operation === undefined ? null : walkInOf(operation);
    if (settlement.action !== 'resend' || walkIn === null) return settlement;
    const found = await this.#findUsers(walkIn);
    const [only, ...others] = found?.same ?? [];
    const isClear = only !== undefined && others.length === 0 && !people.replica.people.has(only.Id);
    return isClear ? { ...settlement, existing: only.Id } : settlement;
  }

  async #answer(walkIn: WalkIn): Promise<Settlement | 'later' | null> {
    const { people } = this.#options;
    const { id } = walkIn;
    if (emailTyped(walkIn) === '') return this.#findMarked(id);
    const found = await this.#findUsers(walkIn);
    if (found === null) return 'later';
    const [only, ...others] = found.same;
    if (only !== undefined && others.length === 0 && !people.replica.people.has(only.Id)) {
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

  /** People of RUNET-ID with this email; `same`: with this name too. */
  async #findUsers(walkIn: WalkIn): Promise<{ all: readonly RunetUser[]; same: readonly RunetUser[] } | null> {
    const users = await this.#options.findUsers(emailTyped(walkIn));
    if (users === null) return null;
    const all = users.filter((user) => likenessOf(walkIn, viewOf(user, walkIn)) !== 'none');
    return { all, same: all.filter((user) => likenessOf(walkIn, viewOf(user, walkIn)) === 'same') };
  }
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
