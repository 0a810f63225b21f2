/**
 * Is this person still on the server? The API tells of no removal, and a person who is there comes in the second of their
 * UpdateTime (design, invariant 7).
 *
 *   ask from UpdateTime − 1 s ─▶ read on until a page passes that second: a later row, or the end
 *     they came ─▶ there          passed without them ─▶ gone          too many in that second to be passed ─▶ not told
 *
 * A page that ends in that second and says that there is more may have kept somebody back: it is asked for once more, for as many
 * rows as the server gives. When nobody else comes then, all of that second has come: fewer than would fill a page.
 *
 * People are asked for in the order of their UpdateTime, so that one page judges everybody whose second it passes. Who is gone
 * by this may have been changed meanwhile: they come in the next pull, as another row.
 */
import type { Feed, FeedRows, ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { parseServerTime, type ServerTime, shiftSeconds } from '../../../shared/ruvents/time.ts';
import { type Ask, nextStep, PAGE_LIMIT, type Step } from '../../../shared/sync/paging.ts';
import type { People } from '../people.ts';
import type { ReplicaLog } from '../replica/log.ts';
import { hasNameless } from '../replica/page.ts';
import { countJoined } from './feeds.ts';
import type { Lane, Turn } from './lane.ts';
import { type Came, countOf, type Got, type PageReader } from './page-reader.ts';
import { isInOrder } from './sweep.ts';

export interface Verdicts {
  readonly there: readonly ParticipantRow[];
  readonly gone: readonly ParticipantRow[];
  /** It cannot be told. */
  readonly untold: readonly ParticipantRow[];
}

export interface ProberOptions {
  readonly reader: PageReader;
  readonly lane: Lane;
  readonly people: People;
  readonly log: ReplicaLog;
  readonly onStored: (rows: readonly FeedRows[Feed][]) => void;
}

const SMALL_LIMIT = 50;
const FEW_PEOPLE = 3;
/** No second holds so many that it is worth more pages. */
const MOST_PAGES_A_PERSON = 40;

interface Wanted {
  readonly row: ParticipantRow;
  readonly time: ServerTime;
}

export class Prober {
  readonly #options: ProberOptions;

  constructor(options: ProberOptions) {
    this.#options = options;
  }

  /** A sweep has read everything: no place is one any more where nothing comes. */
  lookAgain(): void {
    this.#options.reader.lookAgain();
  }

  /**
   * @param rows people as they are known
   * @param judge called for each page that told of somebody, while the next one is asked for
   * @returns false when the server cannot be reached: whoever has not been judged by then is not
   */
  async probe(rows: readonly ParticipantRow[], turn: Turn, judge: (verdicts: Verdicts) => void): Promise<boolean> {
    const { lane, reader } = this.#options;
    const { wanted, untold } = sortByTime(rows);
    if (untold.length > 0) judge({ there: [], gone: [], untold });
    const seen = new Set<number>();
    let left: readonly Wanted[] = wanted;
    let step: Step | null = null;
    let again: Ask | null = null;
    for (let pages = 0; left.length > 0; pages += 1) {
      const ask: Ask = again ?? this.#nextAsk(left, step);
      if (pages > MOST_PAGES_A_PERSON + wanted.length) {
        judge({ there: [], gone: [], untold: left.map(({ row }) => row) });
        return true;
      }
      const follows = pages > 0;
      const got: Got = await lane.run(turn, async () => {
        const page = await reader.read(ask, follows);
        if (page.ok) this.#take(page);
        return page;
      });
      if (!got.ok) {
        if (got.end.end === 'unreachable') return false;
        judge({ there: [], gone: [], untold: left.map(({ row }) => row) });
        return true;
      }
      const isNew = got.page.rows.filter(({ Id }) => !seen.has(Id)).length;
      for (const { Id } of got.page.rows) seen.add(Id);
      for (const { id } of got.page.skips) if (id !== null) seen.add(id); // left out, and on the server all the same
      step = stepOf(got, isNew);
      again = askOnceMore(got, step, isNew);
      if (again !== null) step = { ...step, next: again, steppedOver: false };
      const judged = judgePage(left, seen, got, step);
      left = judged.left;
      if (judged.verdicts !== null) judge(judged.verdicts);
    }
    return true;
  }

  /** On from the last page, or from the next person where nobody is in between. */
  #nextAsk(left: readonly Wanted[], step: Step | null): Ask {
    const [first] = left;
    if (first === undefined) throw new Error('nobody is left to be asked for');
    const since = shiftSeconds(first.time, -1);
    const next = step?.next ?? null;
    if (next?.since != null && next.since > since) {
      return next.limit > PAGE_LIMIT ? next : { since: next.since, limit: this.#limitFor(left.length) };
    }
    if (next?.since === since && next.limit > PAGE_LIMIT) return next;
    if (next?.since === since) return { since, limit: PAGE_LIMIT };
    return { since, limit: this.#limitFor(left.length) };
  }

  #limitFor(left: number): number {
    const apart = this.#options.people.replica.people.size / left;
    return left <= FEW_PEOPLE || apart >= 3 * SMALL_LIMIT ? SMALL_LIMIT : PAGE_LIMIT;
  }

  /** What the page has is as good as a pull of it. */
  #take({ page }: Came): void {
    const { people, log, onStored } = this.#options;
    const fresh = people.takeRows('participants', page.rows as readonly ParticipantRow[]);
    if (fresh.length === 0) return;
    onStored(fresh);
    void log.append('participants', fresh, fresh.length, null);
  }
}

function sortByTime(rows: readonly ParticipantRow[]): { wanted: readonly Wanted[]; untold: readonly ParticipantRow[] } {
  const wanted: Wanted[] = [];
  const untold: ParticipantRow[] = [];
  for (const row of rows) {
    const time = timeOf(row);
    if (time === null) untold.push(row);
    else wanted.push({ row, time });
  }
  wanted.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return { wanted, untold };
}

function timeOf({ UpdateTime }: ParticipantRow): ServerTime | null {
  const time = parseServerTime(UpdateTime);
  return time === null || time.startsWith('0001') ? null : time;
}

/** By which they can be asked for: of others no probe can ever tell. */
export function hasTime(row: ParticipantRow): boolean {
  return timeOf(row) !== null;
}

function stepOf({ ask, page }: Came, fresh: number): Step {
  const joined = countJoined(page);
  const full = joined >= Math.min(ask.limit, PAGE_LIMIT);
  return nextStep(null, ask, {
    count: countOf(page),
    fresh,
    // a page that is full by a server that counts people and their parts is no end
    hasMore: page.hasMore === false && full ? null : page.hasMore,
    nextSince: page.nextSince,
    lastRowTime: page.lastRowTime,
    firstRowTime: page.firstRowTime,
    joined: () => joined,
  });
}

/** A second would be left behind that more people may be in, though not more than the server gives at once; null = it is not so. */
function askOnceMore({ ask, page }: Came, { steppedOver, next }: Step, fresh: number): Ask | null {
  const isFull = Math.max(countOf(page), countJoined(page)) >= PAGE_LIMIT;
  return steppedOver && next !== null && fresh > 0 && !isFull ? { since: ask.since, limit: PAGE_LIMIT } : null;
}

/** Whom a page judges: those whose second it has passed, and at the end of the feed all. */
function judgePage(
  left: readonly Wanted[],
  seen: ReadonlySet<number>,
  got: Came,
  step: Step,
): { left: readonly Wanted[]; verdicts: Verdicts | null } {
  const { lastRowTime } = got.page;
  const there: ParticipantRow[] = [];
  const gone: ParticipantRow[] = [];
  const untold: ParticipantRow[] = [];
  const later: Wanted[] = [];
  const orderly = isInOrder(got.page.rows) && !got.steppedOver && !hasNameless(got.page);
  const stepped = step.next?.since ?? null; // where the walk does not go on, nobody later has been read either
  for (const one of left) {
    const passed = lastRowTime !== null && one.time < lastRowTime;
    if (seen.has(one.row.Id)) there.push(one.row);
    else if (!orderly) untold.push(one.row);
    else if (passed) gone.push(one.row);
    else if (step.steppedOver && (stepped === null || one.time <= stepped)) untold.push(one.row);
    else if (step.next === null) gone.push(one.row);
    else later.push(one);
  }
  const none = there.length + gone.length + untold.length === 0;
  return { left: later, verdicts: none ? null : { there, gone, untold } };
}
