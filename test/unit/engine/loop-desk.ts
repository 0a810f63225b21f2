/** The loop of a desk whose feeds and host are played, with a log of what it did in the time of a fake clock. */
import { systemAfter } from '../../../renderer/engine/clock.ts';
import { vi } from 'vitest';
import { People } from '../../../renderer/engine/people.ts';
import type { FeedPuller, PullEnd } from '../../../renderer/engine/sync/feeds.ts';
import { SyncLoop } from '../../../renderer/engine/sync/loop.ts';
import type { Verdicts } from '../../../renderer/engine/sync/probe.ts';
import { Settler } from '../../../renderer/engine/sync/settle.ts';
import type { Operation, OperationState } from '../../../shared/operations/operation.ts';
import { FEEDS, type Feed, type ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { parseServerTime } from '../../../shared/ruvents/time.ts';
import { become, person, TABLES } from '../sync/made-up.ts';

export const COMPLETE: PullEnd = { end: 'complete', fresh: 0, steppedOver: false };
export const UNREACHABLE: PullEnd = { end: 'unreachable', code: 'unreachable', detail: '' };

export class Desk {
  readonly events: string[] = [];
  readonly people = new People(() => undefined);
  readonly ends: Record<Feed, PullEnd> = { participants: COMPLETE, badges: COMPLETE, orderitems: COMPLETE };
  /** Milliseconds that a pull takes. */
  pullTime = 10;
  /** Feeds that take longer than the others. */
  readonly pullTimes = new Map<Feed, number>();
  hostTakes = true;
  /** What a pull of people brings. */
  brings: () => void = () => undefined;
  /** Ids of people who are no longer on the server; and whether it can be asked for them. */
  readonly gone = new Set<number>();
  probes: 'none' | 'judged' | 'away' = 'none';
  /** People that a page of a probe judges, and the milliseconds that it takes. */
  probePage = 2;
  probeTime = 100;
  /** Feeds that have never given a page. */
  readonly neverRead = new Set<Feed>();
  /** Where a walk is, for feeds that move on. */
  readonly cursors: Partial<Record<Feed, () => string>> = {};
  readonly #startedAt = Date.now();
  readonly loop: SyncLoop;

  constructor() {
    const settler = new Settler(this.people, () => Date.now());
    this.people.setTables(TABLES);
    this.people.takeRows('participants', [person(1), person(2), person(3)]);
    this.loop = new SyncLoop({
      people: this.people,
      pullers: Object.fromEntries(FEEDS.map((feed) => [feed, this.#pullerOf(feed)])) as Record<Feed, FeedPuller>,
      settler,
      clear: async (clearances) => {
        this.#note(`clear ${clearances.map((one) => one.id.slice(10)).join(' ')}`);
        return this.hostTakes;
      },
      settle: async (settlements) => {
        this.#note(`settle ${settlements.map((one) => `${one.action} ${one.id.slice(10)}`).join(', ')}`);
      },
      confirmRemoved: async (ids) => this.#note(`removed ${ids.join(' ')}`),
      probe: (rows, judge) => this.#probe(rows, judge),
      onPull: () => undefined,
      onBusy: () => this.#note(this.loop.busy ? 'busy' : 'not busy'),
      now: () => Date.now(),
      random: () => 0.5,
      after: systemAfter,
    });
  }

  /** What happened since the last time it was asked, without the pulls that only keep up. */
  take(...without: readonly string[]): readonly string[] {
    return this.events.splice(0).filter((event) => !without.some((prefix) => event.includes(prefix)));
  }

  count(event: string): number {
    return this.events.filter((one) => one.includes(event)).length;
  }

  /** An operator does something: the journal has it, and so has the loop. */
  make(...operations: readonly Operation[]): void {
    this.hear(...operations);
    for (const one of operations) this.loop.hold(one);
  }

  /** The host tells of operations. */
  hear(...operations: readonly Operation[]): void {
    this.people.takeOperations(operations);
    this.loop.see(operations);
  }

  /** An operation of this desk gets another state in the host. */
  change(seq: number, next: OperationState): void {
    const before = this.people.book.get(`operation-${seq}`);
    if (before === undefined) throw new Error('there is no such operation');
    this.hear(become(before, next));
  }

  async #probe(rows: readonly ParticipantRow[], judge: (verdicts: Verdicts) => void): Promise<boolean> {
    if (this.probes === 'none') {
      judge({ there: rows, gone: [], untold: [] });
      return true;
    }
    for (let at = 0; at < rows.length; at += this.probePage) {
      const page = rows.slice(at, at + this.probePage);
      this.#note(`probe ${page.map((row) => row.Id).join(' ')}`);
      await new Promise((resolve) => setTimeout(resolve, this.probeTime));
      if (this.probes === 'away') return false;
      const isGone = (row: ParticipantRow) => this.gone.has(row.Id);
      judge({ there: page.filter((row) => !isGone(row)), gone: page.filter(isGone), untold: [] });
    }
    return true;
  }

  #note(event: string): void {
    this.events.push(`${((Date.now() - this.#startedAt) / 1000).toFixed(1)} ${event}`);
  }

  #pullerOf(feed: Feed): FeedPuller {
    const { neverRead, cursors } = this;
    return {
      feed,
      get reached() {
        return neverRead.has(feed)
          ? { cursor: null, complete: false }
          : { cursor: parseServerTime(cursors[feed]?.() ?? '2026-10-05 09:00:00'), complete: true };
      },
      missedUntil: null,
      pull: async () => {
        this.#note(`pull ${feed}`);
        await new Promise((resolve) => setTimeout(resolve, this.pullTimes.get(feed) ?? this.pullTime));
        if (feed === 'participants') this.brings();
        return this.ends[feed];
      },
    };
  }
}

export const PULLS = ['pull'];
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

export async function startDesk(): Promise<Desk> {
  const desk = new Desk();
  desk.loop.start();
  await pass(100);
  desk.take();
  return desk;
}
