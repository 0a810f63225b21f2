/**
 * An open event: lease, data key, replica from disk, journal from the host, then sync. Everything that the engine does for one
 * event hangs here; closing it lets go of all of it.
 */
import type { Answered } from '../../shared/contract/client.ts';
import type { RouteOutput, Settlement } from '../../shared/contract/routes.ts';
import type { HostEvent } from '../../shared/contract/station.ts';
import type { NewOperation, Operation } from '../../shared/operations/operation.ts';
import { shareWalked } from '../../shared/sync/paging.ts';
import type { ServerTime } from '../../shared/ruvents/time.ts';
import { FEEDS, type Feed } from '../../shared/ruvents/rows.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import type { Skipped } from './api.ts';
import type { Clock } from './clock.ts';
import type { HostLink } from './host.ts';
import { People } from './people.ts';
import { ProgressMeter } from './progress.ts';
import type { ReplicaDatabase } from './replica/database.ts';
import { type FeedCursor, ReplicaLog } from './replica/log.ts';
import { restoreReplica } from './replica/restore.ts';
import { SnapshotKeeper, SnapshotStore } from './replica/snapshot.ts';
import { createSeal } from './seal.ts';
import { ExistingPeople } from './sync/existing.ts';
import { createFeedPuller, type FeedPuller, type PullEnd } from './sync/feeds.ts';
import { SyncLoop } from './sync/loop.ts';
import { Settler } from './sync/settle.ts';

export interface SessionListener {
  changed(keys: readonly ParticipantKey[]): void;
  state(): void;
  tables(tables: Tables): void;
  host(event: HostEvent): void;
  elsewhere(): void;
}

type Lease = RouteOutput<'lease'>;

const START: FeedCursor = { cursor: null, complete: false };
const SKIPS_KEPT = 500;

export class Session {
  readonly people: People;
  readonly epoch: number;
  readonly lease: Lease;
  readonly skipped: Skipped[] = [];
  readonly feedsOff = new Map<Feed, string>();
  storage: 'ok' | 'memoryOnly' = 'ok';
  tables: Tables | null = null;
  lastPull: string | null = null;
  /** All rows are in memory. */
  isReady = false;
  /** Whatever needs more of a person than a list shows waits for this: all rows are in memory, or the session was closed. */
  readonly ready: Promise<void>;
  #settleReady: (ready?: Promise<void>) => void = () => undefined;
  readonly #host: HostLink;
  readonly #listener: SessionListener;
  readonly #clock: Clock;
  readonly #openDatabase: (eventKey: string) => ReplicaDatabase;
  readonly #meter: ProgressMeter;
  readonly #existing: ExistingPeople;
  #log: ReplicaLog | null = null;
  #loop: SyncLoop | null = null;
  #snapshots: SnapshotKeeper | null = null;
  #stopListening: () => void = () => undefined;
  #isOpen = true;

  constructor(
    host: HostLink,
    lease: Lease,
    listener: SessionListener,
    clock: Clock,
    openDatabase: (eventKey: string) => ReplicaDatabase,
  ) {
    this.#openDatabase = openDatabase;
    this.#host = host;
    this.lease = lease;
    this.epoch = lease.epoch;
    this.#listener = listener;
    this.#clock = clock;
    this.#meter = new ProgressMeter(clock.now);
    this.people = new People((keys) => listener.changed(keys));
    this.#existing = new ExistingPeople({
      people: this.people,
      findUsers: async (query) => {
        const answer = await host.call('users', { query });
        return answer.ok ? answer.value.users : null;
      },
      settle: (settlements) => this.#settle(settlements),
    });
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
  }

  get progress() {
    return this.#meter.read();
  }

  get busy(): boolean {
    return this.#meter.phase !== 'ready' || (this.#loop?.busy ?? false);
  }

  /** Reads what this station has, then begins to sync. Resolves when it can be searched. */
  async open(eventKey: string): Promise<Answered<null>> {
    const [key, operations] = await Promise.all([this.#host.fetchDataKey(), this.#host.call('operations', {})]);
    if (!key.ok) return key;
    if (!operations.ok) return operations;
    this.people.takeOperations(operations.value.operations);
    const fail = (): void => {
      if (!this.#isOpen) return; // its database was closed under its hands
      this.storage = 'memoryOnly';
      this.#listener.state();
    };
    const database = this.#openDatabase(eventKey);
    const seal = await createSeal(key.value);
    const log = new ReplicaLog(database, seal, fail);
    this.#log = log;
    // The host has them only once it has reached the server; this station's own copy opens without the network.
    this.#takeTables(this.lease.tables ?? (await log.readTables()));
    if (this.lease.tables !== null) await log.writeTables(this.lease.tables);
    this.#meter.enter('reading');
    this.#listener.state(); // the first word of this session: before the journal is here nobody can say what is unsent
    const snapshots = new SnapshotStore(database, seal);
    const restored = await restoreReplica(this.people, log, snapshots, (people) => this.#meter.count(people));
    const settler = new Settler(this.people, this.#clock.now);
    const finished = restored.finish().then(({ cursors, snapshotSeq }) => {
      if (!this.#isOpen) return;
      settler.see([...this.people.book.all()]);
      this.#snapshots = new SnapshotKeeper(snapshots, this.people, log, snapshotSeq, fail);
      this.isReady = true;
      this.#startSync(log, cursors, settler);
    });
    this.#settleReady(finished);
    this.#stopListening = this.#host.listen(
      (event) => this.#hear(event),
      () => void this.#catchUp(),
    );
    return { ok: true, value: null };
  }

  close(): void {
    this.#isOpen = false;
    this.#settleReady();
    this.#stopListening();
    this.#loop?.stop();
    this.#log?.close();
  }

  async record(operations: readonly NewOperation[]): Promise<Answered<readonly Operation[]>> {
    const answer = await this.#host.call('record', { epoch: this.epoch, operations: [...operations] });
    if (!answer.ok) return answer;
    this.takeOwn(answer.value.operations);
    return { ok: true, value: answer.value.operations };
  }

  /** Operations that this window has just made: they can still be taken back. */
  takeOwn(operations: readonly Operation[]): void {
    this.#takeOperations(operations);
    for (const operation of operations) this.#loop?.hold(operation);
  }

  async syncNow(): Promise<void> {
    await this.#host.call('syncNow', {});
    await this.#loop?.syncNow();
  }

  #startSync(log: ReplicaLog, cursors: ReadonlyMap<Feed, FeedCursor>, settler: Settler): void {
    const pullers = Object.fromEntries(
      FEEDS.map((feed) => [feed, this.#createPuller(log, feed, cursors.get(feed) ?? START)]),
    ) as Record<Feed, FeedPuller>;
    this.#meter.enter(pullers.participants.reached.complete ? 'ready' : 'firstSync');
    this.#loop = new SyncLoop({
      people: this.people,
      pullers,
      settler,
      clear: async (clearances) =>
        (await this.#host.call('drain', { epoch: this.epoch, clearances: [...clearances] })).ok,
      settle: async (settlements) => this.#settle(await this.#existing.refine(settlements)),
      confirmRemoved: async (ids) => {
        await log.appendRemoved(ids);
        this.people.takeRemoved(ids);
      },
      onPull: (feed, end) => this.#notePull(feed, end),
      onBusy: () => this.#listener.state(),
      now: this.#clock.now,
      random: this.#clock.random,
      after: this.#clock.after,
    });
    this.#loop.start();
    void this.#existing.look();
  }

  async #settle(settlements: readonly Settlement[]): Promise<void> {
    await this.#host.call('settle', { epoch: this.epoch, settlements: [...settlements] });
  }

  #createPuller(log: ReplicaLog, feed: Feed, start: FeedCursor): FeedPuller {
    let first: ServerTime | null = null;
    return createFeedPuller({
      feed,
      start,
      host: this.#host,
      people: this.people,
      log,
      onPage: (_, reached) => {
        if (feed !== 'participants') return;
        first ??= reached;
        if (first !== null && reached !== null) this.#meter.reach(shareWalked(first, reached, this.#clock.wall()));
        this.#meter.count(this.people.replica.people.size);
        this.#listener.state();
      },
      onSkip: (skip) => {
        this.#noteSkip({ ...skip, at: this.#clock.wall() });
      },
    });
  }

  #notePull(feed: Feed, end: PullEnd): void {
    if (end.end === 'complete') {
      this.feedsOff.delete(feed);
      if (feed === 'participants') {
        this.lastPull = this.#clock.wall();
        if (this.#meter.phase === 'firstSync') this.#meter.enter('ready');
      }
      if (this.#meter.phase === 'ready') void this.#snapshots?.keep();
      if (end.steppedOver) {
        this.#noteSkip({
          feed,
          id: null,
          what: 'page',
          why: 'more rows in one second than the server gives',
          at: this.#clock.wall(),
        });
      }
    } else if (end.end !== 'unreachable') {
      this.feedsOff.set(feed, end.detail);
    }
    this.#listener.state();
  }

  #noteSkip(skip: Skipped): void {
    const same = this.skipped.findIndex(
      (other) => other.feed === skip.feed && other.id === skip.id && other.why === skip.why,
    );
    if (same !== -1) this.skipped.splice(same, 1);
    this.skipped.unshift(skip);
    if (this.skipped.length > SKIPS_KEPT) this.skipped.length = SKIPS_KEPT;
  }

  #takeTables(tables: Tables | null): void {
    if (tables === null) return;
    this.tables = tables;
    this.people.setTables(tables);
    this.#listener.tables(tables);
  }

  #takeOperations(operations: readonly Operation[]): void {
    this.people.takeOperations(operations);
    this.#loop?.see(operations);
    this.#listener.state();
  }

  #hear(event: HostEvent): void {
    switch (event.type) {
      case 'operations':
        for (const heard of this.#heard) for (const { id } of event.operations) heard.add(id);
        this.#takeOperations(event.operations);
        void this.#existing.look();
        break;
      case 'tables':
        if (event.eventKey !== this.lease.station.event?.key) break;
        this.#takeTables(event.tables);
        void this.#log?.writeTables(event.tables);
        break;
      case 'pull':
        this.#loop?.pullNow();
        void this.#existing.look();
        break;
      case 'lease':
        if (event.epoch === this.epoch) break;
        this.close();
        this.#listener.elsewhere();
        break;
      case 'station':
      case 'connection':
      case 'jobs':
        break;
    }
    this.#listener.host(event);
  }

  /** For each list of operations that is on its way: those of which the stream told meanwhile. What it told is newer. */
  readonly #heard = new Set<Set<string>>();

  /** The stream was away: what it would have said is read anew. What was open and no longer is has come to its end. */
  async #catchUp(): Promise<void> {
    const open = [...this.people.book.all()].map((operation) => operation.id);
    const heard = new Set<string>();
    this.#heard.add(heard);
    const operations = await this.#host.call('operations', {});
    this.#heard.delete(heard);
    if (!this.#isOpen || !operations.ok) return;
    const still = new Set(operations.value.operations.map((operation) => operation.id));
    this.people.dropOperations(open.filter((id) => !still.has(id) && !heard.has(id)));
    this.#takeOperations(operations.value.operations.filter((operation) => !heard.has(operation.id)));
    this.#loop?.forgetCleared();
  }
}
