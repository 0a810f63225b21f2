/**
 * A host that is played: it speaks the contract, in which every call and answer is checked, keeps a journal in memory and has a
 * server behind it whose feeds are lists of rows. It can be started again, lose its network, and hold an answer back.
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { z } from 'zod';
import type { EngineApi, EngineEvent } from '../../../renderer/engine/api.ts';
import { systemAfter } from '../../../renderer/engine/clock.ts';
import { createEngine } from '../../../renderer/engine/engine.ts';
import type { HostLink } from '../../../renderer/engine/host.ts';
import { ReplicaDatabase } from '../../../renderer/engine/replica/database.ts';
import type { Answered } from '../../../shared/contract/client.ts';
import { type RouteInput, type RouteName, type RouteOutput, routes } from '../../../shared/contract/routes.ts';
import { type HostEvent, hostEventSchema, type Problem, type Station } from '../../../shared/contract/station.ts';
import { NO_BADGE_SETTINGS, type PrintJob } from '../../../shared/contract/printing.ts';
import {
  FINAL,
  isHandedOver,
  type NewOperation,
  type Operation,
  type OperationState,
} from '../../../shared/operations/operation.ts';
import type { BadgeRow, Feed, ParticipantRow } from '../../../shared/ruvents/rows.ts';
import type { ServerTime } from '../../../shared/ruvents/time.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';
import type { Ask } from '../../../shared/sync/paging.ts';
import { become, operation, person, TABLES } from '../sync/made-up.ts';
import { bytesOf } from './surroundings.ts';

const EVENT = { key: 'event-1', server: 'https://api.example', eventId: 1, title: 'A made-up event', practice: false };
const CONNECTION = {
  ...{ state: 'online' as const, problem: null, sending: false, lastContact: null },
  ...{ retryIn: null, parkedOperators: [] },
};

type Handlers = { readonly [N in RouteName]?: (input: RouteInput<N>) => RouteOutput<N> };

export class PlayedHost implements HostLink {
  epoch = 100;
  /** A window has taken the desk since the host was started. */
  leased = false;
  /** The event's data key is 32 times this byte. */
  key = 1;
  tables: Tables | null = TABLES;
  readonly jobs: PrintJob[] = [];
  readonly participants: ParticipantRow[] = [];
  readonly badges: BadgeRow[] = [];
  pageSize = 500;
  /** Why the server or this host does not answer; null = they do. */
  away: Problem['code'] | 'hostGone' | null = null;
  /** So many answers to `record`, `print` and `printBatch` do not arrive, though the journal has what was asked. */
  lostAnswers = 0;
  readonly journal = new Map<string, Operation>();
  readonly called: RouteName[] = [];
  /** What was to be printed, each time that it was asked. */
  readonly prints: RouteInput<'print'>[] = [];
  readonly batches: RouteInput<'printBatch'>[] = [];
  /** Waited for before `record` is answered. */
  recording: Promise<void> = Promise.resolve();
  /** Waited for before the list of operations is given, as it was when it was asked for. */
  listing: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<{ onEvent: (event: HostEvent) => void; onOpen: () => void }>();

  async call<N extends RouteName>(name: N, input: RouteInput<N>): Promise<Answered<RouteOutput<N>>> {
    await Promise.resolve();
    this.called.push(name);
    if (this.away === 'hostGone') return { ok: false, problem: { code: 'hostGone', detail: '' } };
    const parsed = (routes[name].input as z.ZodType).parse(input) as RouteInput<N>;
    if ('epoch' in parsed && parsed.epoch !== this.epoch)
      return { ok: false, problem: { code: 'elsewhere', detail: '' } };
    const handle = this.#handlers[name] as ((input: RouteInput<N>) => RouteOutput<N>) | undefined;
    if (handle === undefined) throw new Error(`${name} is not played`);
    const value = (routes[name].output as z.ZodType).parse(handle(parsed)) as RouteOutput<N>;
    if (name === 'operations') await this.listing;
    if (name === 'record') await this.recording;
    if (['record', 'print', 'printBatch'].includes(name) && this.lostAnswers > 0) {
      this.lostAnswers -= 1;
      return { ok: false, problem: { code: 'hostGone', detail: '' } };
    }
    return { ok: true, value };
  }

  readonly #handlers: Handlers = {
    lease: () => {
      this.epoch += 1;
      this.leased = true;
      this.tell({ type: 'lease', epoch: this.epoch });
      return {
        epoch: this.epoch,
        station: this.#station(),
        connection: CONNECTION,
        tables: this.tables,
        jobs: [...this.jobs],
      };
    },
    operations: () => ({
      operations: [...this.journal.values()].filter((one) => !FINAL.has(one.state.name) || isHandedOver(one)),
      held: { people: [], badges: [...this.journal.values()].flatMap(heldBadge) },
    }),
    record: ({ operations }) => ({ operations: operations.map((one) => this.#record(one as NewOperation)) }),
    drain: () => ({}),
    settle: ({ settlements }) => ({
      settled: settlements.flatMap((settlement) => {
        const { id } = settlement;
        const before = this.journal.get(id);
        if (before === undefined) return [];
        const isUnclear = isHandedOver(before) || before.state.name === 'uncertain';
        if (isUnclear && settlement.action === 'accepted') {
          this.change(id, { name: 'accepted', serverId: settlement.serverId });
        } else if (before.state.name === 'accepted' && settlement.action === 'done') {
          this.change(id, { name: 'done', serverId: before.state.serverId });
        } else if (settlement.action === 'withdraw' && before.state.name === 'queued') {
          this.change(id, { name: 'withdrawn', because: 'undone' });
        } else {
          return [];
        }
        return [id];
      }),
    }),
    audit: () => ({ operations: [...this.journal.values()].reverse(), notes: [] }),
    note: () => ({}),
    syncNow: () => ({}),
    serverTime: () => ({ time: null }),
    print: (input) => {
      this.prints.push(input);
      return { job: printedJob(input) };
    },
    printBatch: (input) => {
      const known = new Set(this.batches.flatMap(({ entries }) => entries.map(({ jobId }) => jobId)));
      this.batches.push(input);
      return { added: input.entries.filter(({ jobId }) => !known.has(jobId)).length };
    },
  };

  #record(asked: NewOperation): Operation {
    const before = this.journal.get(asked.id);
    if (before !== undefined) return before;
    const made = operation(this.journal.size + 1, asked.participant, asked.intent, { id: asked.id });
    this.journal.set(made.id, made);
    return made;
  }

  async fetchPage(feed: Feed, ask: Ask): Promise<Answered<Uint8Array<ArrayBuffer>>> {
    await Promise.resolve();
    if (this.away === 'hostGone') return { ok: false, problem: { code: this.away, detail: '' } };
    if (this.away !== null) return { ok: false, problem: { code: this.away, detail: '' } };
    const rows = { participants: this.participants, badges: this.badges, orderitems: [] }[feed];
    const list = { participants: 'Participants', badges: 'Badges', orderitems: 'OrderItems' }[feed];
    const due = rows.filter((row) => ask.since === null || timeOf(row) >= ask.since);
    const page = due.slice(0, Math.min(ask.limit, this.pageSize));
    return { ok: true, value: bytesOf({ [list]: page, HasMore: page.length < due.length }) };
  }

  fetchServerTime(): Promise<ServerTime | null> {
    return Promise.resolve(null);
  }

  fetchDataKey(): Promise<Answered<Uint8Array<ArrayBuffer>>> {
    return Promise.resolve({ ok: true, value: new Uint8Array(32).fill(this.key) });
  }

  /** As the stream does: the station first, then what happens. */
  listen(onEvent: (event: HostEvent) => void, onOpen: () => void): () => void {
    const listener = { onEvent, onOpen };
    this.#listeners.add(listener);
    queueMicrotask(() => this.#open(listener));
    return () => this.#listeners.delete(listener);
  }

  #open(listener: { onEvent: (event: HostEvent) => void; onOpen: () => void }): void {
    if (!this.#listeners.has(listener)) return;
    listener.onOpen();
    listener.onEvent({ type: 'station', station: this.#station() });
    if (this.tables !== null) listener.onEvent({ type: 'tables', eventKey: EVENT.key, tables: this.tables });
    listener.onEvent({ type: 'jobs', jobs: [...this.jobs] });
  }

  tell(event: HostEvent): void {
    for (const listener of this.#listeners) listener.onEvent(hostEventSchema.parse(event));
  }

  /** How many hear the stream. */
  get heard(): number {
    return this.#listeners.size;
  }

  /** The stream breaks and is there again. */
  reconnect(): void {
    for (const listener of this.#listeners) this.#open(listener);
  }

  /** Another process with the same disk: leases of before are worth nothing. */
  restart(): void {
    this.epoch += 5000;
    this.leased = false;
    this.reconnect();
  }

  /** An operation gets another state. @returns the operation as it is told to the engine */
  change(id: string, state: OperationState, tell: 'tell' | 'silently' = 'tell'): Operation {
    const before = this.journal.get(id);
    if (before === undefined) throw new Error(`there is no operation ${id}`);
    const after = become(before, state);
    this.journal.set(id, after);
    if (tell === 'tell') this.tell({ type: 'operations', operations: [after] });
    return after;
  }

  #station(): Station {
    return {
      ...{ version: '0.0.0', shell: 'browser', role: 'desk', language: null, events: [EVENT], event: EVENT },
      settings: { registrationPerPart: null, currentPart: null, schedule: [] },
      session: { operator: { Id: 7, Login: 'anna', Role: 'Operator' }, endedBecause: null, refused: null },
      ...{
        connecting: null,
        printing: { backend: 'folder', where: '' },
        printers: [],
        badges: NO_BADGE_SETTINGS,
        recoveryCode: false,
        epoch: this.epoch,
        leased: this.leased,
        notices: [],
      },
    };
  }
}

function printedJob({ jobId, participant, name, partId, purpose, reprintReason }: RouteInput<'print'>): PrintJob {
  return {
    ...{ id: jobId, participant, name, partId, purpose, reprintReason, state: 'printed', problem: null, reason: '' },
    ...{ madeAt: '', changedAt: '', operator: 'anna', printer: 'one', template: 'standard', templateVersion: 1 },
    ...{ batch: null, tries: 1, dismissed: false },
  };
}

function timeOf(row: ParticipantRow | BadgeRow): string {
  return 'UpdateTime' in row ? row.UpdateTime : row.CreationTime;
}

/** People with one second each, so that a page can end anywhere. */
export function rowsOfPeople(from: number, to: number): readonly ParticipantRow[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const id = from + index;
    const time = new Date(Date.UTC(2026, 9, 5, 9, 0, id)).toISOString().slice(0, 19).replace('T', ' ');
    return person(id, {}, { UpdateTime: time });
  });
}

/** A window: an engine on the station's own storage, and all that it tells. */
export interface Window {
  readonly engine: EngineApi;
  readonly events: EngineEvent[];
  /** The last thing that was told of a kind. */
  last<T extends EngineEvent['type']>(type: T): Extract<EngineEvent, { type: T }> | undefined;
}

/** A disk of a station, which outlives its windows. */
export class Disk {
  readonly #storage = new IDBFactory();
  /** Changes each database that is opened, before it is used. */
  spoil: (database: ReplicaDatabase) => void = () => undefined;

  readonly openDatabase = (eventKey: string): ReplicaDatabase => {
    const database = new ReplicaDatabase(eventKey, { indexedDB: this.#storage, IDBKeyRange });
    this.spoil(database);
    return database;
  };

  /** Databases that are opened from now on read rows from before a snapshot only when the returned function is called. */
  holdOldRows(): () => void {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    this.spoil = ({ segments }) => {
      const where = segments.where.bind(segments);
      const held = (index: string) => ({
        between: (after: number, upTo: number, ...ends: readonly [boolean, boolean]) => ({
          limit: (count: number) => ({
            toArray: async () => {
              if (upTo !== Infinity) await gate;
              return where(index)
                .between(after, upTo, ...ends)
                .limit(count)
                .toArray();
            },
          }),
        }),
      });
      segments.where = held as unknown as typeof segments.where;
    };
    return release;
  }

  /** Looks at the disk beside the window. */
  async look<T>(at: (database: ReplicaDatabase) => PromiseLike<T>): Promise<T> {
    const database = new ReplicaDatabase(EVENT.key, { indexedDB: this.#storage, IDBKeyRange });
    const seen = await at(database);
    database.close();
    return seen;
  }
}

let ids = 0;

/** @param events where what it tells is put down, from its first word on */
export async function openWindow(host: PlayedHost, disk: Disk, events: EngineEvent[] = []): Promise<Window> {
  const engine = createEngine({
    host,
    clock: {
      now: () => performance.now(),
      random: () => 0.5,
      wall: () => '2026-10-05T06:00:00.000Z',
      after: systemAfter,
    },
    newId: () => `made-up-${(ids += 1)}`,
    openDatabase: disk.openDatabase,
  });
  const done = await engine.open((event) => events.push(event));
  if (!done.ok) throw new Error(`the engine did not open: ${done.code}`);
  return {
    engine,
    events,
    last: <T extends EngineEvent['type']>(type: T) =>
      events.findLast((event): event is Extract<EngineEvent, { type: T }> => event.type === type),
  };
}

function heldBadge({ intent, state }: Operation): readonly number[] {
  return intent.kind === 'badge' && state.name === 'done' && state.serverId !== null ? [state.serverId] : [];
}
