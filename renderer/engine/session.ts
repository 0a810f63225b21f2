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
import type { Feed } from '../../shared/ruvents/rows.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import type { Skipped, SweepState } from './api.ts';
import type { Clock } from './clock.ts';
import { HandedOver } from './handed-over.ts';
import type { HostLink } from './host.ts';
import { People } from './people.ts';
import { ProgressMeter } from './progress.ts';
import type { ReplicaDatabase } from './replica/database.ts';
import { type FeedCursor, ReplicaLog } from './replica/log.ts';
import { StorageRecovery } from './replica/recovery.ts';
import { removePeople } from './replica/removal.ts';
import { restoreReplica } from './replica/restore.ts';
import { SnapshotKeeper, SnapshotStore } from './replica/snapshot.ts';
import { createSeal } from './seal.ts';
import { ExistingPeople } from './sync/existing.ts';
import { EventFeeds } from './sync/event-feeds.ts';
import type { PullEnd } from './sync/feeds.ts';
import { SyncLoop } from './sync/loop.ts';
import { Settler } from './sync/settle.ts';
import { SignInSweep } from './sync/sign-in-sweep.ts';
import { Skips } from './sync/skips.ts';
import { SweepReach } from './sync/sweep-reach.ts';

export interface SessionListener {
  changed(keys: readonly ParticipantKey[]): void;
  state(): void;
  tables(tables: Tables): void;
  host(event: HostEvent): void;
  elsewhere(): void;
}

type Lease = RouteOutput<'lease'>;

export class Session {
  readonly people: People;
  readonly epoch: number;
  readonly lease: Lease;
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
  readonly #handedOver: HandedOver;
  #log: ReplicaLog | null = null;
  #loop: SyncLoop | null = null;
  #reach: SweepReach | null = null;
  #feeds: EventFeeds | null = null;
  #recovery: StorageRecovery | null = null;
  readonly #skips = new Skips();
  readonly #signInSweep: SignInSweep;
  #firstReached: ServerTime | null = null;
  /** For each list of operations that is on its way: those of which the stream told meanwhile. What it told is newer. */
  readonly #heard = new Set<Set<string>>();
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
    this.#signInSweep = new SignInSweep(lease.station, clock.wall);
    this.#listener = listener;
    this.#clock = clock;
    this.#meter = new ProgressMeter(clock.now);
    this.people = new People((keys) => listener.changed(keys));
    this.#handedOver = new HandedOver(this.people);
    this.#existing = new ExistingPeople({
      people: this.people,
      findUsers: async (query) => {
        const answer = await host.call('users', { query });
        return answer.ok ? answer.value.users : null;
      },
      settle: (settlements) => this.#settle(settlements),
      after: clock.after,
    });
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
  }

  get skipped(): readonly Skipped[] {
    return this.#skips.list;
  }

  /** Null until sync has begun. */
  get sweep(): SweepState | null {
    const state = this.#feeds?.sweeper.state;
    return state === undefined ? null : { ...state, coversSent: this.#reach?.coversSent ?? false };
  }

  /** People who are gone from the server and stay here for what is open of theirs. */
  get leaving(): ReadonlySet<number> {
    return this.#feeds?.missing.leaving ?? new Set();
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
    this.people.book.noteHeld(operations.value.held);
    this.people.takeOperations(operations.value.operations);
    const fail = (): void => this.#recovery?.note();
    const database = this.#openDatabase(eventKey);
    const seal = await createSeal(key.value);
    const log = new ReplicaLog(database, seal, fail);
    this.#log = log;
    this.#recovery = this.#createRecovery(log);
    await log.open();
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
      this.#lookAtHandedOver();
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
    this.#feeds?.stop();
    this.#recovery?.stop();
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

  /** A person asks for a sweep, or joins the one that is under way when that will speak of all that was sent. */
  sweepNow(): void {
    const sweeper = this.#feeds?.sweeper;
    if (sweeper?.isReadingPeople !== true || this.#reach?.isUpToDate !== true) sweeper?.askAnew();
  }

  /** Something that only a sweep can tell; one that was asked for lately is not asked for again. */
  askSweep(): void {
    this.#feeds?.askSweep();
  }

  /** @returns false when nobody is in doubt */
  answerDoubt(remove: boolean): boolean {
    return this.#feeds?.missing.answer(remove) ?? false;
  }

  #startSync(log: ReplicaLog, cursors: ReadonlyMap<Feed, FeedCursor>, settler: Settler): void {
    const { people } = this;
    const host = this.#host;
    const settle = async (settlements: readonly Settlement[]): Promise<void> =>
      this.#settle(this.#existing.refine(await feeds.serverClock.keepSure(settlements)));
    const confirmRemoved = (ids: readonly number[]) => removePeople(people, log, ids);
    const reach = new SweepReach(settler);
    this.#reach = reach;
    const feeds: EventFeeds = new EventFeeds({
      ...{ host, people, log, cursors, settle, confirmRemoved, clock: this.#clock },
      pull: async () => (await this.#loop?.pullPeople()) ?? false,
      askTime: () => host.fetchServerTime(),
      note: async (notes) => (await host.call('note', { epoch: this.epoch, notes: [...notes] })).ok,
      onPage: (feed, _, reached) => this.#notePage(feed, reached),
      onSkip: (skip) => this.#skips.note({ ...skip, at: this.#clock.wall() }),
      onCompacted: () => void this.#snapshots?.renew(),
      onBegin: () => reach.begin(),
      onSwept: (feed) => {
        const settlements = reach.end(feed);
        if (settlements.length > 0) void this.#settle(settlements);
      },
      onChange: () => this.#listener.state(),
    });
    this.#feeds = feeds;
    this.#meter.enter(feeds.pullers.participants.reached.complete ? 'ready' : 'firstSync');
    this.#loop = new SyncLoop({
      ...{ people, pullers: feeds.pullers, settler, settle, confirmRemoved, ...this.#clock },
      clear: async (clearances) => (await host.call('drain', { epoch: this.epoch, clearances: [...clearances] })).ok,
      probe: (rows, judge) => feeds.probe(rows, judge),
      onPull: (feed, end) => this.#notePull(feed, end),
      onUnseen: () => this.askSweep(),
      checkClock: (feed) => feeds.serverClock.check(feed),
      onBusy: () => this.#listener.state(),
    });
    this.#loop.start();
    void this.#existing.look();
  }

  #createRecovery(log: ReplicaLog): StorageRecovery {
    return new StorageRecovery({
      ...{ log, people: this.people, after: this.#clock.after },
      isReady: () => this.#feeds !== null,
      forgetSweeps: () => this.#feeds?.forgetSweeps() ?? [],
      reached: () => this.#feeds?.reached() ?? new Map(),
      tables: () => this.tables,
      onChange: (storage) => {
        this.storage = storage;
        if (storage === 'ok') void this.#snapshots?.renew();
        this.#listener.state();
      },
    });
  }

  async #settle(settlements: readonly Settlement[]): Promise<void> {
    if (settlements.length === 0) return;
    await this.#host.call('settle', { epoch: this.epoch, settlements: [...settlements] });
  }

  #lookAtHandedOver(): void {
    if (!this.isReady) return;
    this.#handedOver.see();
    if (this.#meter.phase !== 'ready') return;
    const { settlements, ended } = this.#handedOver.judge();
    if (ended.length > 0) this.people.dropOperations(ended);
    if (settlements.length > 0) void this.#settle(settlements);
  }

  #notePage(feed: Feed, reached: ServerTime | null): void {
    if (feed !== 'participants') return;
    this.#firstReached ??= reached;
    if (this.#firstReached !== null && reached !== null) {
      this.#meter.reach(shareWalked(this.#firstReached, reached, this.#clock.wall()));
    }
    this.#meter.count(this.people.replica.people.size);
    this.#listener.state();
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
        const why = 'more rows in one second than the server gives, or a page that does not come';
        this.#skips.note({ feed, id: null, what: 'page', why, at: this.#clock.wall() });
      }
    } else if (end.end !== 'unreachable') {
      this.feedsOff.set(feed, end.detail);
    }
    if (feed === 'participants') this.#feeds?.missing.noteReached(end.end === 'complete');
    this.#feeds?.notePull(feed, end);
    if (end.end !== 'complete' || end.fresh > 0) this.#lookAtHandedOver();
    if (end.end === 'complete' && end.fresh > 0) void this.#existing.look();
    if (feed === 'participants' && end.end === 'complete') this.#considerSweep();
    this.#listener.state();
  }

  #considerSweep(): void {
    if (this.#feeds?.pullers.participants.reached.complete !== true) return;
    if (this.#signInSweep.isDue(this.#feeds.lastSweep?.last?.at ?? null)) this.#feeds.sweeper.askAnew();
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
    this.#lookAtHandedOver();
    void this.#feeds?.missing.look();
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
        this.#signInSweep.noteStation(event.station);
        this.#considerSweep();
        break;
      case 'connection':
      case 'jobs':
        break;
    }
    this.#listener.host(event);
  }

  /** The stream was away: what it would have said is read anew. What was open and no longer is has come to its end. */
  async #catchUp(): Promise<void> {
    const open = [...this.people.book.all()].map((operation) => operation.id);
    const heard = new Set<string>();
    this.#heard.add(heard);
    const operations = await this.#host.call('operations', {});
    this.#heard.delete(heard);
    if (!this.#isOpen || !operations.ok) return;
    const still = new Set(operations.value.operations.map((operation) => operation.id));
    this.people.book.noteHeld(operations.value.held);
    this.people.dropOperations(open.filter((id) => !still.has(id) && !heard.has(id)));
    this.#takeOperations(operations.value.operations.filter((operation) => !heard.has(operation.id)));
    this.#loop?.forgetCleared();
  }
}
