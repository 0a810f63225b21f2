/**
 * Reads pages of one feed, and finds the way around one that does not come (shared/sync/detour.ts). One request at a time.
 *
 *   comes ─▶ taken            away (no network) ─▶ said, and nothing is concluded
 *   fails, and again ─▶ fewer rows ─▶ later seconds, where the server answers otherwise ─▶ what lies behind it
 *                                                        └─▶ nothing comes at all: the feed rests, longer each time
 */
import type { Feed } from '../../../shared/ruvents/rows.ts';
import { type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';
import { beginDetour, between, type Detour, failDetour, growLimit, narrowDetour } from '../../../shared/sync/detour.ts';
import { type Ask, PAGE_LIMIT } from '../../../shared/sync/paging.ts';
import type { Skipped } from '../api.ts';
import type { HostLink } from '../host.ts';
import { type Page, readPage } from '../replica/page.ts';

export type FailedPull =
  /** The server could not be asked; the host tells when it is worth trying again. */
  | { readonly end: 'unreachable'; readonly code: string; readonly detail: string }
  /** The server has no such feed, or refuses it. */
  | { readonly end: 'off'; readonly code: string; readonly detail: string }
  /** What came is no page: the cursor stays where it was. */
  | { readonly end: 'unreadable'; readonly detail: string };

export type PullEnd = { readonly end: 'complete'; readonly fresh: number; readonly steppedOver: boolean } | FailedPull;

export interface Came {
  readonly ok: true;
  /** What was asked in the end: on a detour it is not what was wanted. */
  readonly ask: Ask;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly page: Page<Feed>;
  /** A row that does not come was left behind. */
  readonly steppedOver: boolean;
  /** It lies before this time. */
  readonly missedTo: ServerTime | null;
}
export type Got = Came | { readonly ok: false; readonly end: FailedPull };

/** Answers of the server to any feed: a page that fails while others come is at fault itself. */
export interface Contacts {
  count: number;
}

export interface PageReaderOptions {
  readonly feed: Feed;
  readonly host: Pick<HostLink, 'fetchPage'>;
  readonly contacts: Contacts;
  readonly onSkip: (skip: Omit<Skipped, 'at'>) => void;
}

/** Where the feed is read with care, since more rows at once did not come. */
interface Care {
  readonly since: ServerTime | null;
  /** Rows that came, and so many that did not, from that second. */
  readonly ok: number;
  readonly failed: number;
}

/** Walks for which a feed that gives nothing at all is only asked once each. */
const SHORTEST_REST = 4;
const LONGEST_REST = 64;
/** Asks from so little before a row that does not come begin behind it. */
const NEAR_S = 5;
/** A page that is cut looks like a network that is gone: so many times it is worth another look. */
const MOST_CUTS = 14;
/** Times that a place is asked for once more before it is stepped over. */
const LOOKS_BACK = 3;
/** Walks that have to end before a row that does not come, with nothing behind it, before that counts as the end. */
const TIP_WALKS = 3;
const TIP_REST = 12;
/** A walk that meets more places than this where nothing comes ends there; the next one goes on. */
const MOST_DETOURS = 40;

interface Tip {
  readonly since: ServerTime | null;
  readonly walks: number;
  readonly end: Came;
  /** Walks for which it is not looked at more closely. */
  readonly rest: number;
}

export class PageReader {
  readonly #options: PageReaderOptions;
  #care: Care | null = null;
  #limit = PAGE_LIMIT;
  /** Seconds in which nothing comes. */
  #hole: { readonly from: ServerTime; readonly to: ServerTime } | null = null;
  /** The second from which the last page did not come, and how many answers there had been then. */
  #trouble: { readonly since: ServerTime | null; readonly contacts: number } | null = null;
  /** The place behind which nothing lies and nothing comes, and the walks that ended there. */
  #tip: Tip | null = null;
  #rest = 0;
  #nextRest = SHORTEST_REST;
  #detours = 0;

  constructor(options: PageReaderOptions) {
    this.#options = options;
  }

  /** Whatever did not come is looked at again: a walk begins that is to find everything. */
  lookAgain(): void {
    this.#hole = null;
    this.#care = null;
    this.#tip = null;
    this.#rest = 0;
  }

  /** @param follows a page of the same walk came just before: the server answers */
  async read(wanted: Ask, follows: boolean): Promise<Got> {
    if (!follows) this.#detours = 0;
    const ask = this.#careful(wanted);
    if (ask === null)
      return this.#goAround(stepFrom(this.#care ?? wanted), { ...wanted, since: this.#care?.since ?? wanted.since });
    const first = await this.#fetch(ask);
    if (first.ok) return this.#take(first, wanted);
    const tip = first.end.end === 'unreachable' ? null : this.#restAtTip(ask);
    if (tip !== null) return tip;
    const known = this.#noteTrouble(ask, follows);
    if (first.end.end === 'off' && first.end.code !== 'serverError') return first;
    if (first.end.end === 'unreachable' && (first.end.code !== 'unreachable' || !known)) return first;
    if (this.#rest > 0 || this.#detours >= MOST_DETOURS) {
      this.#rest = Math.max(0, this.#rest - 1);
      return this.#tell(first);
    }
    const second = first.end.end === 'unreachable' ? first : await this.#fetch(ask);
    if (second.ok) return this.#take(second, wanted);
    return this.#goAround(beginDetour(ask), ask);
  }

  /** @returns whether this very place has failed before while the server answered otherwise */
  #noteTrouble(ask: Ask, follows: boolean): boolean {
    const { count } = this.#options.contacts;
    const known = this.#trouble;
    if (known === null || known.since !== ask.since) {
      this.#trouble = { since: ask.since, contacts: follows ? count - 1 : count };
      return false;
    }
    return count > known.contacts;
  }

  async #goAround(begun: Detour, wanted: Ask): Promise<Got> {
    this.#detours += 1;
    let detour = begun;
    let failed = wanted.limit;
    let last: FailedPull = { end: 'off', code: 'serverError', detail: '' };
    for (let cuts = 0; cuts < MOST_CUTS;) {
      const got = await this.#fetch(detour.ask);
      if (got.ok) {
        const nearer = narrowDetour(detour);
        if (nearer === null) {
          const still = detour.mode === 'later' ? await this.#failsStill({ ...wanted, limit: failed }) : null;
          if (still !== null) return still;
          if (detour.mode === 'fewer' || countOf(got.page) > 0)
            return this.#arrive(got, detour, { ...wanted, limit: failed });
          // an empty page of later proves nothing: at the end of a feed there is nothing to go around
          return (
            this.#noteTip({
              ...{ ...got, ask: wanted, steppedOver: true, missedTo: detour.ask.since },
              page: { ...got.page, nextSince: null }, // the server's clock, maybe: it would lead past the row
            }) ?? this.#tell({ ok: false, end: last })
          );
        }
        detour = nearer;
        continue;
      }
      last = got.end;
      if (last.end === 'unreachable') {
        if (last.code !== 'unreachable') return got;
        cuts += 1;
      }
      if (detour.mode === 'fewer') failed = detour.ask.limit;
      const next = failDetour(detour);
      if (next === null) break;
      detour = next;
    }
    this.#rest = this.#nextRest;
    this.#nextRest = Math.min(LONGEST_REST, this.#nextRest * 2);
    return this.#tell({ ok: false, end: last });
  }

  /**
   * The newest row of all does not come, walk after walk: what was known before it is all that there is, and nobody waits for it.
   * The cursor stays; the row is seen when it comes, or when a later one leads behind it.
   */
  #noteTip(end: Came): Came | null {
    const { since } = end.ask;
    const walks = this.#tip?.since === since ? this.#tip.walks + 1 : 1;
    this.#tip = { since, walks, end, rest: walks < TIP_WALKS ? 0 : TIP_REST };
    return walks < TIP_WALKS ? null : end;
  }

  /** It is known by now: one question a walk is enough for some time. */
  #restAtTip({ since }: Ask): Came | null {
    if (this.#tip === null || this.#tip.since !== since || this.#tip.rest === 0) return null;
    this.#tip = { ...this.#tip, rest: this.#tip.rest - 1 };
    return this.#tip.end;
  }

  /**
   * A place is left behind only when it fails while others come, again and again: a bad network fails anywhere.
   * @returns null when it does
   */
  async #failsStill(ask: Ask): Promise<Got | null> {
    for (let look = 0; look < LOOKS_BACK; look += 1) {
      const got = await this.#fetch(ask);
      if (got.ok) this.#limit = 1; // careful from here on
      if (got.ok || got.end.end === 'unreachable') return got;
    }
    return null;
  }

  /** @param failed the fewest rows that did not come, and from when */
  #arrive(got: Came, detour: Detour, failed: Ask): Got {
    const { since, limit } = detour.ask;
    this.#limit = limit;
    this.#nextRest = SHORTEST_REST;
    if (detour.mode !== 'later') {
      this.#care = { since, ok: limit, failed: failed.limit };
      return got;
    }
    this.#care = null;
    if (since !== null) this.#hole = { from: detour.from, to: since };
    const why = `a page that does not come was stepped over: from ${failed.since ?? 'the beginning'} to ${since ?? ''}`;
    this.#options.onSkip({ feed: this.#options.feed, id: null, what: 'page', why });
    return { ...got, steppedOver: true, missedTo: since };
  }

  /** @returns the page to ask for; null = the next row is the one that does not come */
  #careful({ since, limit }: Ask): Ask | null {
    const from = this.#behindHole(since);
    if (this.#care === null || this.#care.since !== from) return { since: from, limit: this.#capped(limit) };
    if (limit < this.#care.failed) return { since: from, limit };
    const some = between(this.#care.ok, this.#care.failed);
    return some === null ? null : { since: from, limit: some };
  }

  #capped(limit: number): number {
    return this.#limit < PAGE_LIMIT ? Math.min(limit, this.#limit) : limit;
  }

  #behindHole(since: ServerTime | null): ServerTime | null {
    const hole = this.#hole;
    if (hole === null || since === null) return since;
    return since < hole.to && since >= shiftSeconds(hole.from, -NEAR_S) ? hole.to : since;
  }

  /** What comes well is asked for in greater numbers again. */
  #take(got: Came, wanted: Ask): Came {
    this.#trouble = null;
    if (this.#tip?.since === got.ask.since) this.#tip = null;
    if (this.#care?.since === got.ask.since && countOf(got.page) >= got.ask.limit) {
      this.#care = { ...this.#care, ok: got.ask.limit };
    } else {
      this.#care = null;
      this.#limit = growLimit(Math.min(this.#limit, got.ask.limit));
    }
    return got.ask.since === wanted.since ? got : { ...got, steppedOver: true, missedTo: got.ask.since };
  }

  async #fetch(ask: Ask): Promise<Got> {
    const { feed, host, contacts } = this.#options;
    const answer = await host.fetchPage(feed, ask);
    if (!answer.ok) {
      if (answer.problem.code === 'notFound') contacts.count += 1;
      return { ok: false, end: endOf(answer.problem) };
    }
    const read = readPage(feed, new TextDecoder().decode(answer.value));
    if (!read.ok) return { ok: false, end: { end: 'unreadable', detail: read.why } };
    contacts.count += 1;
    return { ok: true, ask, bytes: answer.value, page: read.page, steppedOver: false, missedTo: null };
  }

  #tell(got: { readonly ok: false; readonly end: FailedPull }): Got {
    if (got.end.end === 'unreadable') {
      this.#options.onSkip({ feed: this.#options.feed, id: null, what: 'page', why: got.end.detail });
    }
    return got;
  }
}

/** Rows that the server gave, those that were left out too. */
export function countOf(page: Page<Feed>): number {
  return page.rows.length + page.skips.filter((skip) => skip.what === 'row').length;
}

/** Even one row more than those that came does not come. */
function stepFrom({ since }: Pick<Ask, 'since'>): Detour {
  const here: Detour = { mode: 'fewer', ask: { since, limit: 1 }, tries: 0 };
  return failDetour(here) ?? here;
}

function endOf(problem: { readonly code: string; readonly detail: string }): FailedPull {
  switch (problem.code) {
    case 'notFound':
    case 'notRuvents':
    case 'serverError': // one dead feed stops nobody: operations go on without it
      return { end: 'off', code: problem.code, detail: problem.detail };
    default:
      return { end: 'unreachable', code: problem.code, detail: problem.detail };
  }
}
