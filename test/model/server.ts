/**
 * The server of a model: a practice event behind one fault proxy a desk, and the ledger of what each request did to the event.
 *
 * Writes reach the server one at a time, so that every change is known to be that of one request of one desk, whatever the answer
 * says and whether or not it arrives. A request whose desk has gone reaches the server within the quiet time or never: a later
 * one would be a venue's network that no client can see through (shared/sync/verify.ts).
 */
import type { Change } from '../../electron/practice/change.ts';
import { startPractice, type PracticeServer } from '../../electron/practice/server.ts';
import { QUIET_TIME_MS } from '../../shared/sync/verify.ts';
import { startFaultProxy, type FaultProxy, type Reply, type Seen } from '../faults/proxy.ts';
import { type Chance, makeChance } from './chance.ts';
import type { FastTime } from './dilation.ts';
import { drawFault, type FaultKind, type FaultMix, LATEST_SHARE, makeFault, NO_FAULTS, scaleMix } from './faults.ts';

/** A write that reached the server. */
export interface Write {
  /** Which desk's; null: something else changed the event. */
  readonly desk: number | null;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** HTTP status of the server's own answer. */
  readonly status: number;
  /** When its turn came: real milliseconds of this process. And for how long its client's connection had been gone, at the end. */
  readonly at: number;
  readonly cutFor: number;
  /** What it changed; empty: refused, or nothing new. */
  readonly changes: readonly Change[];
}

export interface ModelServerOptions {
  readonly desks: number;
  readonly participants: number;
  readonly parts: number;
  readonly quirks: readonly string[];
  readonly seed: number;
  readonly time: FastTime;
  readonly factor: number;
}

/** The network of one desk. */
export interface Uplink {
  readonly proxy: FaultProxy;
  readonly chance: Chance;
  mix: FaultMix;
  reads: FaultMix;
  plugged: boolean;
}

export class ModelServer {
  readonly practice: PracticeServer;
  readonly uplinks: readonly Uplink[];
  readonly writes: Write[] = [];
  readonly faults = new Map<FaultKind, number>();
  /** Of these, what befell writes. */
  readonly faultsOfWrites = new Map<FaultKind, number>();
  requests = 0;
  /** Writes that left a desk. */
  attempts = 0;
  /** Changes that were made later than any network may bring them: then the model itself was too slow for its dilation. */
  tooLate = 0;
  readonly #factor: number;
  #turn: Promise<unknown> = Promise.resolve();
  #changes: Change[] = [];
  /** Of the write whose turn it is. */
  #cutFor = (): number => 0;

  static async start(options: ModelServerOptions): Promise<ModelServer> {
    const { participants, parts, quirks, seed, time } = options;
    const practice = await startPractice({ participants, parts, quirks, seed, clock: time.wall });
    const uplinks: Uplink[] = [];
    const server = new ModelServer(practice, uplinks, options.factor);
    for (let desk = 0; desk < options.desks; desk += 1) uplinks.push(await server.#lay(desk, seed));
    return server;
  }

  private constructor(practice: PracticeServer, uplinks: readonly Uplink[], factor: number) {
    this.practice = practice;
    this.uplinks = uplinks;
    this.#factor = factor;
    const { state } = practice;
    const commit = state.commit.bind(state);
    state.commit = (change) => {
      commit(change);
      this.#changes.push(change);
      if (this.#cutFor() > QUIET_TIME_MS / this.#factor) this.tooLate += 1;
    };
  }

  /** Resolves when every write that is at the server's door by now has been done. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  /** @param reads the share of it that what only reads meets */
  setMix(mix: FaultMix, reads = 1): void {
    for (const uplink of this.uplinks) Object.assign(uplink, { mix, reads: scaleMix(mix, reads) });
  }

  pullPlug(desk: number): void {
    const uplink = this.uplinks[desk]!;
    if (!uplink.plugged) return;
    uplink.plugged = false;
    uplink.proxy.pullPlug();
  }

  async plugIn(desk: number): Promise<void> {
    const uplink = this.uplinks[desk]!;
    if (uplink.plugged) return;
    uplink.plugged = true;
    await uplink.proxy.plugIn();
  }

  async close(): Promise<void> {
    for (const { proxy } of this.uplinks) await proxy.close();
    await this.practice.close();
  }

  async #lay(desk: number, seed: number): Promise<Uplink> {
    const proxy = await startFaultProxy(this.practice.url, {
      long: true,
      deliver: (request, send, cutFor) => this.#deliver(desk, request, send, cutFor),
    });
    const uplink: Uplink = {
      proxy,
      chance: makeChance(seed * 31 + desk),
      mix: NO_FAULTS,
      reads: NO_FAULTS,
      plugged: true,
    };
    proxy.script = ({ method }) => {
      this.requests += 1;
      const isRead = method === 'GET';
      if (!isRead) this.attempts += 1;
      const kind = drawFault(isRead ? uplink.reads : uplink.mix, uplink.chance);
      if (kind === null) return null;
      this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1);
      if (!isRead) this.faultsOfWrites.set(kind, (this.faultsOfWrites.get(kind) ?? 0) + 1);
      return makeFault(kind, uplink.chance, this.#factor);
    };
    return uplink;
  }

  #deliver(desk: number, request: Seen, send: () => Promise<Reply>, cutFor: () => number): Promise<Reply | null> {
    if (request.method === 'GET') return send();
    const latest = (LATEST_SHARE * QUIET_TIME_MS) / this.#factor;
    const delivered = this.#turn.then(async () => {
      if (cutFor() > latest) return null;
      this.#changes = [];
      this.#cutFor = cutFor;
      const at = Math.round(performance.now());
      const reply = await send();
      const { method, path, body } = request;
      this.writes.push({
        desk,
        method,
        path,
        body,
        status: reply.status,
        at,
        cutFor: Math.round(cutFor()),
        changes: this.#changes,
      });
      this.#changes = [];
      return reply;
    });
    this.#turn = delivered.catch(() => undefined); // the proxy is told; the next write does not depend on it
    return delivered;
  }
}
