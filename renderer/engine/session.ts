/**
 * An open event: lease, data key, replica from disk, journal from the host, then sync (sync/event-sync.ts). Everything that the
 * engine does for one event hangs here; closing it lets go of all of it.
 */
import type { Answered } from '../../shared/contract/client.ts';
import type { RouteOutput, Settlement } from '../../shared/contract/routes.ts';
import type { HostEvent } from '../../shared/contract/station.ts';
import type { NewOperation, Operation } from '../../shared/operations/operation.ts';
import type { Feed } from '../../shared/ruvents/rows.ts';
import type { Tables } from '../../shared/ruvents/tables.ts';
import type { ParticipantKey } from '../../shared/operations/operation.ts';
import type { FeedState, Skipped, SweepState } from './api.ts';
import type { Clock } from './clock.ts';
import { HandedOver } from './handed-over.ts';
import type { HostLink } from './host.ts';
import { People } from './people.ts';
import { ProgressMeter } from './progress.ts';
import type { ReplicaDatabase } from './replica/database.ts';
import { ReplicaLog } from './replica/log.ts';
import { StorageRecovery } from './replica/recovery.ts';
import { restoreReplica } from './replica/restore.ts';
import { SnapshotKeeper, SnapshotStore } from './replica/snapshot.ts';
import { createSeal } from './seal.ts';
import { EventSync } from './sync/event-sync.ts';
import { ExistingPeople } from './sync/existing.ts';
import { Settler } from './sync/settle.ts';
import { SignInSweep } from './sync/sign-in-sweep.ts';

export interface SessionListener {
  changed(keys: readonly ParticipantKey[]): void;
  state(): void;
  tables(tables: Tables): void;
  host(event: HostEvent): void;
  elsewhere(): void;
}

type Lease = RouteOutput<'lease'>;

const NONE_OFF: ReadonlyMap<Feed, string> = new Map();

export class Session {
  readonly people: People;
  readonly epoch: number;
  readonly lease: Lease;
  storage: 'ok' | 'memoryOnly' = 'ok';
  tables: Tables | null = null;
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
  /** Null until all rows are in memory. */
  #sync: EventSync | null = null;
  #recovery: StorageRecovery | null = null;
  readonly #signInSweep: SignInSweep;
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

  /** Lists that the server does not give, and why. */
  get feedsOff(): ReadonlyMap<Feed, string> {
    return this.#sync?.feedsOff ?? NONE_OFF;
  }

  get lastPull(): string | null {
    return this.#sync?.lastPull ?? null;
  }

  get skipped(): readonly Skipped[] {
    return this.#sync?.skipped ?? [];
  }

  get feeds(): readonly FeedState[] {
    return this.#sync?.feeds ?? [];
  }

  /** Null until sync has begun. */
  get sweep(): SweepState | null {
    return this.#sync?.sweep ?? null;
  }

  /** People who are gone from the server and stay here for what is open of theirs. */
  get leaving(): ReadonlySet<number> {
    return this.#sync?.leaving ?? new Set();
  }

  get progress() {
    return this.#meter.read();
  }

  get busy(): boolean {
    return this.#meter.phase !== 'ready' || (this.#sync?.busy ?? false);
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
    const snapshots = new SnapshotStore(database, seal);
    snapshots.readAhead();
    this.#log = log;
    this.#recovery = this.#createRecovery(log);
    await log.open();
    // The host has them only once it has reached the server; this station's own copy opens without the network.
    this.#takeTables(this.lease.tables ?? (await log.readTables()));
    if (this.lease.tables !== null) void log.writeTables(this.lease.tables);
    this.#meter.enter('reading');
    this.#listener.state(); // the first word of this session: before the journal is here nobody can say what is unsent
    const restored = await restoreReplica(this.people, log, snapshots, (people) => this.#meter.count(people));
    const settler = new Settler(this.people, this.#clock.now);
    const finished = restored.finish().then(({ cursors, snapshotSeq }) => {
      if (!this.#isOpen) return;
      settler.see([...this.people.book.all()]);
      const keeper = new SnapshotKeeper(snapshots, this.people, log, snapshotSeq, fail);
      this.#snapshots = keeper;
      this.isReady = true;
      this.#lookAtHandedOver();
      this.#sync = new EventSync({
        ...{ host: this.#host, epoch: this.epoch, people: this.people, log, cursors, settler, snapshots: keeper },
        ...{ existing: this.#existing, meter: this.#meter, signInSweep: this.#signInSweep, clock: this.#clock },
        settle: (settlements) => this.#settle(settlements),
        onState: () => this.#listener.state(),
        onRows: () => this.#lookAtHandedOver(),
      });
      this.#sync.start();
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
    this.#sync?.stop();
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
    for (const operation of operations) this.#sync?.hold(operation);
  }

  async syncNow(): Promise<void> {
    await this.#host.call('syncNow', {});
    await this.#sync?.syncNow();
  }

  sweepNow(): void {
    this.#sync?.sweepNow();
  }

  /** @returns false when nobody is in doubt */
  answerDoubt(remove: boolean): boolean {
    return this.#sync?.answerDoubt(remove) ?? false;
  }

  #createRecovery(log: ReplicaLog): StorageRecovery {
    return new StorageRecovery({
      ...{ log, people: this.people, after: this.#clock.after },
      isReady: () => this.#sync !== null,
      forgetSweeps: () => this.#sync?.forgetSweeps() ?? [],
      reached: () => this.#sync?.reached() ?? new Map(),
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

  #takeTables(tables: Tables | null): void {
    if (tables === null) return;
    this.tables = tables;
    this.people.setTables(tables);
    this.#listener.tables(tables);
  }

  #takeOperations(operations: readonly Operation[]): void {
    this.people.takeOperations(operations);
    this.#sync?.see(operations);
    this.#lookAtHandedOver();
    this.#sync?.lookForMissing();
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
        this.#sync?.pullNow();
        void this.#existing.look();
        break;
      case 'lease':
        if (event.epoch === this.epoch) break;
        this.close();
        this.#listener.elsewhere();
        break;
      case 'station':
        this.#signInSweep.noteStation(event.station);
        this.#sync?.considerSweep();
        break;
      case 'connection':
      case 'jobs':
      case 'queue':
      case 'templates':
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
    this.#sync?.forgetCleared();
  }
}
