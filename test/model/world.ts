/**
 * A model at work: desks in processes of their own, one server, a bad network, operators who do what a script says. It ends with
 * the healing (healing.ts), after which the checks look at everything that was seen.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttentionItem, Recorded } from '../../renderer/engine/api.ts';
import { idOfKey, type Operation, type ParticipantKey } from '../../shared/operations/operation.ts';
import { markIn, type Promised } from './checks.ts';
import type { DeskOptions, Shown } from './contract.ts';
import { Desk, DeskGone } from './desk.ts';
import { createFastTime, type Dilation, pause } from './dilation.ts';
import { LATEST_SHARE, scaleMix, STORM } from './faults.ts';
import { QUIET_TIME_MS } from '../../shared/sync/verify.ts';
import { decideItem, type Knowledge } from './oracle.ts';
import { fieldsOf, markOf } from './people.ts';
import type { Setting, Step, Whom } from './script.ts';
import { ModelServer } from './server.ts';
import { readTruth } from './truth.ts';

/** A desk, its people, and what they were told. */
export interface Seat {
  readonly desk: Desk;
  readonly options: DeskOptions;
  readonly index: number;
  readonly promised: Promised[];
  /** Ids of print jobs: the person has the badge in their hand. */
  readonly printed: string[];
  /** What people settled, by operation. */
  readonly decisions: Map<string, string[]>;
  /** Whom this desk registered, the last one first. */
  recent: { readonly key: ParticipantKey; readonly mark: string }[];
  guests: number;
}

export interface Counts {
  operations: number;
  kills: number;
  reloads: number;
  settled: number;
}

export interface WorldOptions {
  readonly entry: string;
  readonly fontsDir: string;
  readonly factor: number;
}

const RECENT = 4;

export class World {
  readonly setting: Setting;
  readonly server: ModelServer;
  readonly seats: readonly Seat[];
  readonly counts: Counts = { operations: 0, kills: 0, reloads: 0, settled: 0 };
  /** By why. */
  readonly attention = new Map<string, number>();
  readonly #factor: number;
  readonly #folder: string;
  /** Everybody as the server had them at the beginning. */
  readonly before: ReadonlyMap<number, Shown>;
  /** An address that somebody at the event has. */
  readonly #taken: string;
  readonly #kills = new Set<Promise<void>>();
  /** Everybody whom the server ever had, and who made them: read from the ledger as it grows. */
  readonly #ids: number[];
  readonly #made = new Map<string, number>();
  #read = 0;

  static async start(setting: Setting, { entry, fontsDir, factor }: WorldOptions): Promise<World> {
    const dilation: Dilation = { factor, origin: Date.now() };
    const server = await ModelServer.start({ ...setting, time: createFastTime(dilation), factor });
    const folder = await mkdtemp(join(tmpdir(), 'stoika-model-'));
    const { operators, hash } = server.practice;
    const seats = server.uplinks.map(({ proxy }, index): Seat => {
      const { Login: login, Password: password } = operators[Math.max(0, index - 1) % operators.length]!;
      const own: DeskOptions = {
        folder: join(folder, String(index)),
        server: proxy.url,
        ...{ hash, login, password, fontsDir, time: dilation },
      };
      const nothing = { promised: [], printed: [], decisions: new Map<string, string[]>(), recent: [], guests: 0 };
      return { desk: new Desk(entry, own), options: own, index, ...nothing };
    });
    const world = new World(setting, server, seats, factor, folder);
    await Promise.all(seats.map(({ desk }) => desk.start()));
    return world;
  }

  private constructor(setting: Setting, server: ModelServer, seats: readonly Seat[], factor: number, folder: string) {
    this.setting = setting;
    this.server = server;
    this.seats = seats;
    this.#factor = factor;
    this.#folder = folder;
    this.before = readTruth(server.practice.state);
    this.#ids = [...this.before.keys()];
    this.#taken = [...this.before.values()].find(({ email }) => email !== '')?.email ?? '';
  }

  async close(): Promise<void> {
    await Promise.all(this.#kills);
    await Promise.all(this.seats.map(({ desk }) => desk.kill()));
    await this.server.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Does a step and waits until it is recorded; a desk that is killed meanwhile has done it, or not. */
  async perform(step: Step): Promise<void> {
    if (step.do === 'wait') return pause(step.ms / this.#factor);
    if (step.do === 'weather') {
      this.server.setMix(scaleMix(STORM, step.storm), step.reads);
      return;
    }
    const seat = this.seats[step.desk % this.seats.length]!;
    try {
      await this.#act(step, seat);
    } catch (error) {
      if (!(error instanceof DeskGone)) throw error;
    }
  }

  async #act(step: Exclude<Step, { do: 'wait' | 'weather' }>, seat: Seat): Promise<void> {
    const { desk, index } = seat;
    switch (step.do) {
      case 'create':
        return this.#register(seat, step);
      case 'status': {
        const change = { partId: this.#partOf(step.part), statusId: statusOf(step.status) };
        return this.#keep(seat, (key) => desk.ask('setStatus', { key, ...change }), step.whom);
      }
      case 'profile': {
        const values = valuesOf(step.field, step.value);
        return this.#keep(seat, (key) => desk.ask('saveProfile', { key, values }), step.whom);
      }
      case 'remove':
        return this.#keep(seat, (key) => desk.ask('remove', { key }), step.whom);
      case 'letIn': {
        const partId = this.#partOf(step.part);
        return this.#keep(seat, (key) => desk.ask('letIn', { key, partId }), step.whom);
      }
      case 'print': {
        const printed = await desk.ask('print', { key: this.#find(seat, step.whom), partId: this.#partOf(step.part) });
        if (!printed.ok || printed.job.state !== 'printed') return;
        seat.printed.push(printed.job.id);
        this.counts.operations += 1;
        return;
      }
      case 'undo': {
        const last = seat.promised.at(-1 - step.back);
        if (last === undefined) return;
        // what waits in attention is settled there: the desk offers no undo of it
        const items = await desk.ask('attention', null);
        const waits = items.some(({ operation }) => operation.id === last.id);
        if (!waits) await desk.ask('undo', { id: last.id });
        return;
      }
      case 'settle':
        return this.settle(seat, step.mine);
      case 'syncNow':
        void desk.ask('syncNow', null).catch((error: unknown) => {
          if (!(error instanceof DeskGone)) throw error;
        });
        return;
      case 'offline':
        this.server.pullPlug(index);
        return;
      case 'online':
        return this.server.plugIn(index);
      case 'kill':
        this.#killLater(seat, step.after);
        return;
      case 'reload':
        this.counts.reloads += 1;
        await desk.ask('reload', { forget: step.forget });
        return;
    }
  }

  async #register(seat: Seat, { guest, status }: Extract<Step, { do: 'create' }>): Promise<void> {
    const mark = markOf(seat.index, (seat.guests += 1));
    const after = this.server.writes.length;
    const recorded = await seat.desk.ask('create', {
      fields: fieldsOf(guest, mark, this.#taken),
      statuses: [{ PartId: this.#partOf(0), StatusId: statusOf(status) ?? 1 }],
    });
    if (!recorded.ok) return;
    this.#promise(seat, recorded.operationIds, after);
    seat.recent = [{ key: recorded.key, mark }, ...seat.recent].slice(0, RECENT);
  }

  async #keep(seat: Seat, record: (key: ParticipantKey) => Promise<Recorded>, whom: Whom): Promise<void> {
    const after = this.server.writes.length;
    const recorded = await record(this.#find(seat, whom));
    if (recorded.ok) this.#promise(seat, recorded.operationIds, after);
  }

  #promise(seat: Seat, ids: readonly string[], after: number): void {
    for (const id of ids) seat.promised.push({ id, after });
    this.counts.operations += ids.length;
  }

  #find(seat: Seat, { recent, index }: Whom): ParticipantKey {
    this.#readLedger();
    const guest = recent ? seat.recent[index % Math.max(1, seat.recent.length)] : undefined;
    if (guest !== undefined) {
      const id = this.#made.get(guest.mark);
      return id === undefined ? guest.key : `id:${id}`;
    }
    return `id:${this.#ids[index % this.#ids.length] ?? 0}`;
  }

  #partOf(part: number): number | null {
    const { parts } = this.setting;
    return parts === 0 ? null : 1 + (part % parts);
  }

  /** Everybody whom the server ever had. */
  readIds(): readonly number[] {
    this.#readLedger();
    return this.#ids;
  }

  /** Resolves when every desk that is to be killed has been killed and is open again; or it fell. */
  async killed(): Promise<void> {
    await Promise.all(this.#kills);
    await Promise.all(this.seats.map(({ desk }) => desk.opened()));
  }

  #readLedger(): void {
    const { writes } = this.server;
    for (; this.#read < writes.length; this.#read += 1) {
      for (const change of writes[this.#read]!.changes) {
        if (change.kind !== 'created') continue;
        this.#ids.push(change.Id);
        this.#made.set(change.profile.Position ?? '', change.Id);
      }
    }
  }

  #killLater(seat: Seat, after: number): void {
    this.counts.kills += 1;
    const killed = pause(after)
      .then(() => seat.desk.restart())
      .finally(() => this.#kills.delete(killed));
    this.#kills.add(killed);
  }

  /** A person settles what waits longest at this desk, if anything does. */
  async settle(seat: Seat, mine: boolean): Promise<void> {
    const [first] = await seat.desk.ask('attention', null);
    if (first === undefined) return;
    await this.calm();
    await this.settleItem(seat, first, mine);
  }

  /** Resolves when nothing that was sent before is in the air any more. */
  async calm(): Promise<void> {
    await pause((LATEST_SHARE * QUIET_TIME_MS) / this.#factor);
    await this.server.settled();
  }

  async settleItem(seat: Seat, item: AttentionItem, mine: boolean): Promise<void> {
    const { id, state } = item.operation;
    if (state.name !== 'attention') return;
    this.attention.set(state.reason.why, (this.attention.get(state.reason.why) ?? 0) + 1);
    const decision = decideItem(item, mine, await this.#knowledgeOf(seat, item));
    this.counts.settled += 1;
    seat.decisions.set(id, [...(seat.decisions.get(id) ?? []), `${state.reason.why} → ${decision.take}`]);
    await seat.desk.ask('decide', { id, decision });
  }

  /** The walk-in of whom a person's operations are. */
  #madeBy(history: readonly Operation[]): number | null {
    const [mark] = history.flatMap((operation) => markIn(operation) ?? []);
    return mark === undefined ? null : (this.#made.get(mark) ?? null);
  }

  async #knowledgeOf({ desk, index }: Seat, { operation, view }: AttentionItem): Promise<Knowledge> {
    const { intent, participant } = operation;
    const history = intent.kind === 'badge' ? await desk.ask('history', { key: participant }) : [];
    const held = new Set(history.map(({ state }) => ('serverId' in state ? state.serverId : null)));
    this.#readLedger();
    return {
      findGuest: (mark) => {
        const id = this.#made.get(mark);
        return id === undefined ? null : { id, there: this.server.practice.state.participant(id) !== undefined };
      },
      findBadge: () => {
        if (intent.kind !== 'badge') return null;
        // whose removal waits behind the badge is not shown any more, and their badges are where they were
        const person = idOfKey(participant) ?? view?.id ?? this.#madeBy(history);
        const own = this.server.writes.flatMap((write) => (write.desk === index ? write.changes : []));
        for (const change of own) {
          if (change.kind !== 'badge') continue;
          const { Id, UserId, PartId } = change.badge;
          if (UserId === person && PartId === intent.partId && !held.has(Id)) return Id;
        }
        return null;
      },
    };
  }
}

/** One of a few, so that two desks often want the same; 0 is none. */
function statusOf(status: number): number | null {
  return status === 0 ? null : [1, 2, 3, 5][status % 4]!;
}

function valuesOf(field: number, value: number): Record<string, string> {
  switch (field % 3) {
    case 0:
      return { Company: `Цех ${value}` };
    case 1:
      return { Phone: `+7 900 100-00-${String(value % 100).padStart(2, '0')}` };
    default:
      return { FirstName: `Имя${'абвгд'[value % 5]!}` };
  }
}
