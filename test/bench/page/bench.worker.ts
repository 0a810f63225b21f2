/**
 * Measurements in the engine's own worker, against bare work on the same data through the same host. Times in milliseconds.
 * Each is `{ours, bare}` so that the runner prints ratios of one run.
 */
import { systemAfter } from '../../../renderer/engine/clock.ts';
import { z } from 'zod';
import type { ParticipantRow } from '../../../shared/ruvents/rows.ts';
import { parseServerTime } from '../../../shared/ruvents/time.ts';
import { beginWalk, nextStep } from '../../../shared/sync/paging.ts';
import type { EngineApi, EngineEvent } from '../../../renderer/engine/api.ts';
import { createEngine } from '../../../renderer/engine/engine.ts';
import { createHostLink, listenByEventSource } from '../../../renderer/engine/host.ts';
import { ReplicaDatabase } from '../../../renderer/engine/replica/database.ts';
import { createSeal } from '../../../renderer/engine/seal.ts';

z.config({ jitless: true });

const host = createHostLink({ fetch: (url, init) => fetch(url, init), listen: listenByEventSource });
const clock = {
  now: () => performance.now(),
  random: () => Math.random(),
  wall: () => new Date().toISOString(),
  after: systemAfter,
};

interface BarePage {
  readonly Participants: readonly ParticipantRow[];
  readonly HasMore: boolean;
  readonly NextSince: string;
}

/** The same requests as the engine's walk, parsed and thrown away. @returns the texts, for the start's measurement */
async function walkBare(): Promise<{
  readonly ms: number;
  readonly ids: ReadonlySet<number>;
  readonly texts: readonly string[];
}> {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  const ids = new Set<number>();
  const began = performance.now();
  let ask = beginWalk(null);
  let cursor = null;
  for (;;) {
    const answer = await host.fetchPage('participants', ask);
    if (!answer.ok) throw new Error(answer.problem.detail);
    const text = decoder.decode(answer.value);
    const page = JSON.parse(text) as BarePage;
    texts.push(text);
    const before = ids.size;
    for (const row of page.Participants) ids.add(row.Id);
    const step = nextStep(cursor, ask, {
      count: page.Participants.length,
      fresh: ids.size - before,
      hasMore: page.HasMore,
      nextSince: parseServerTime(page.NextSince),
      lastRowTime: parseServerTime(page.Participants.at(-1)?.UpdateTime),
    });
    if (step.next === null) return { ms: performance.now() - began, ids, texts };
    cursor = step.cursor;
    ask = step.next;
  }
}

async function eventKey(): Promise<string> {
  const station = await host.call('station', {});
  if (!station.ok || station.value.event === null) throw new Error('no event is open');
  return station.value.event.key;
}

async function openEngine(listener: (event: EngineEvent) => void = () => undefined): Promise<EngineApi> {
  const engine = createEngine({
    host,
    clock,
    newId: () => crypto.randomUUID(),
    openDatabase: (eventKey) => new ReplicaDatabase(eventKey),
  });
  const done = await engine.open(listener);
  if (!done.ok) throw new Error(done.detail);
  return engine;
}

/** From an empty disk until the engine says that all is there and stored. */
async function syncFirst(): Promise<number> {
  await new ReplicaDatabase(await eventKey()).delete();
  const began = performance.now();
  await new Promise<void>((resolve, reject) => {
    openEngine((event) => {
      if (event.type === 'state' && event.state.progress.phase === 'ready') resolve();
    }).catch(reject);
  });
  return performance.now() - began;
}

/** From a full disk until a query is answered, rows and all, in a worker that has done nothing yet. */
async function startToSearchable(): Promise<{ ms: number; people: number }> {
  const began = performance.now();
  const engine = await openEngine();
  const found = await engine.search('и');
  return { ms: performance.now() - began, people: found.total };
}

/** Bare JSON.parse of the same people's pages. */
async function parsePages(): Promise<number> {
  const raw = await host.fetchDataKey();
  if (!raw.ok) throw new Error(raw.problem.detail);
  const texts: string[] = [];
  const database = new ReplicaDatabase(await eventKey());
  const seal = await createSeal(raw.value);
  const decoder = new TextDecoder();
  for (const segment of await database.segments.toArray()) {
    if (segment.feed === 'participants')
      texts.push(decoder.decode(await seal.open(segment, `segment:${segment.feed}`)));
  }
  database.close();
  const began = performance.now();
  for (const text of texts) JSON.parse(text);
  return performance.now() - began;
}

/** A desk that has been running for a moment has its snapshot. */
async function writeSnapshot(): Promise<void> {
  await openEngine();
  const database = new ReplicaDatabase(await eventKey());
  while ((await database.heads.get('head')) === undefined) await new Promise((resolve) => setTimeout(resolve, 100));
  database.close();
}

const CHANGES = 200;

/** A status change: until it is on disk, and until the view that shows it has been told. */
async function changeStatuses(): Promise<{ durable: number[]; visible: number[] }> {
  let seen: (() => void) | null = null;
  const engine = await openEngine((event) => {
    if (event.type === 'participant') seen?.();
  });
  const found = await engine.search('ив');
  const durable: number[] = [];
  const visible: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const row = found.rows[index % Math.min(found.rows.length, 50)];
    if (row === undefined) throw new Error('nobody to change');
    const view = await engine.watch(row.key);
    await new Promise((resolve) => setTimeout(resolve, 20)); // what the watch itself tells is over
    const status = view?.statuses[0];
    if (status === undefined) throw new Error('no status to change');
    const began = performance.now();
    const shown = new Promise<number>((resolve) => {
      seen = () => resolve(performance.now() - began);
    });
    await engine.setStatus(row.key, status.partId, (status.statusId ?? 0) === 1 ? 2 : 1);
    durable.push(performance.now() - began);
    visible.push(await shown);
    seen = null;
  }
  return { durable, visible };
}

let unsent = 0;
let kept: EngineApi | null = null;
let people: readonly number[] = [];

/** A desk that stays open over several jobs, with everybody in it. */
async function keepOpen(): Promise<void> {
  people = [...(await walkBare()).ids];
  await new Promise<void>((resolve, reject) => {
    openEngine((event) => {
      if (event.type !== 'state') return;
      unsent = event.state.unsent;
      if (event.state.progress.phase === 'ready') resolve();
    }).then((engine) => (kept = engine), reject);
  });
}

const QUEUED = 1000;

/** Changes the status of so many people, each once. */
async function queueChanges(): Promise<number> {
  if (kept === null) throw new Error('no desk is open');
  for (const id of people.slice(0, QUEUED)) {
    const view = await kept.watch(`id:${id}`);
    const status = view?.statuses[0];
    if (status === undefined) throw new Error(`nobody has the number ${id}`);
    await kept.setStatus(`id:${id}`, status.partId, status.statusId === 1 ? 2 : 1);
  }
  return unsent;
}

async function waitUntilSent(): Promise<void> {
  while (unsent > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function run(name: string): Promise<unknown> {
  switch (name) {
    case 'bare': {
      const { ms, ids } = await walkBare();
      return { ms, people: ids.size };
    }
    case 'sync':
      return syncFirst();
    case 'snapshot':
      return writeSnapshot();
    case 'start':
      return startToSearchable();
    case 'parse':
      return parsePages();
    case 'change':
      return changeStatuses();
    case 'keep':
      return keepOpen();
    case 'queue':
      return queueChanges();
    case 'sent':
      return waitUntilSent();
    default:
      throw new Error(`no measurement ${name}`);
  }
}

self.addEventListener('message', (message: MessageEvent<{ readonly name: string }>) => {
  run(message.data.name).then(
    (value) => self.postMessage({ ok: true, value }),
    (error: unknown) =>
      self.postMessage({ ok: false, value: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
