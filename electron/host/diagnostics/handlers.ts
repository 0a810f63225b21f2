/** Routes by which the desk tells how it is. They wait for no network and need nobody signed in. */
import { release } from 'node:os';
import type { diagnosticsRoutes, HostHealth } from '../../../shared/contract/diagnostics-routes.ts';
import type { Station } from '../../../shared/contract/station.ts';
import { UNSENT } from '../../../shared/operations/operation.ts';
import type { Doors } from '../doors.ts';
import type { KeyStore } from '../keys.ts';
import { describeError, type Log } from '../log.ts';
import type { OpenEvent } from '../open-event.ts';
import type { Printers } from '../printers.ts';
import type { Handlers } from '../router.ts';
import { readServerTime } from '../ruvents/tables-reader.ts';
import type { Timers } from '../timers.ts';
import { compareClocks } from './clock-skew.ts';
import type { LogFigures } from './log-figures.ts';
import { readLogTail } from './log-tail.ts';
import { createSightings } from './sightings.ts';
import { createStorageMeter } from './stored.ts';

export interface DiagnosticsContext {
  readonly doors: Doors;
  readonly printers: Printers;
  readonly clock: () => Date;
  readonly timers: Timers;
  readonly log: Log;
  readonly logFigures: () => LogFigures;
  readonly dataDir: string;
  /** Where the machine key is kept. */
  readonly secrets: () => ReturnType<KeyStore['describe']>;
  readonly describeStation: () => Station;
  /** Who listens to the stream. */
  readonly countListeners: () => number;
}

/** The server is asked for its time at most this often. */
const ASK_EVERY_MS = 60_000;

export function createDiagnosticsHandlers(context: DiagnosticsContext): Pick<Handlers, keyof typeof diagnosticsRoutes> {
  const { doors, clock, timers, log, dataDir, describeStation } = context;
  const sightings = createSightings(log, timers);
  const measureStorage = createStorageMeter(dataDir, timers);
  const startedAt = timers.now();
  const readSkew = createSkewReader(context);
  return {
    health: async () => {
      const { version, shell, role, epoch, leased, notices } = describeStation();
      const event = doors.current;
      const { rss, heapUsed } = process.memoryUsage();
      const storage = await measureStorage();
      return {
        ...{ at: clock().toISOString(), version, shell, role },
        system: `${process.platform} ${release()} ${process.arch}`,
        runtimes: readRuntimes(),
        uptime: Math.round((timers.now() - startedAt) / 1000),
        memory: { rss, heapUsed },
        secrets: context.secrets(),
        storage,
        log: { ...context.logFigures(), faults: sightings.faults },
        notices: notices.map(({ code }) => code),
        clock: event === null ? null : readSkew(event),
        ...describeEvent(event, describeStation(), context.printers),
        lease: { epoch, leased, listeners: context.countListeners() },
      };
    },
    logTail: async ({ lines }) => ({ lines: await readLogTail(dataDir, lines) }),
    sighting: (sighting) => {
      sightings.note(sighting);
      return {};
    },
  };
}

function readRuntimes(): HostHealth['runtimes'] {
  const { node } = process.versions;
  return { node, chromium: findVersion('chrome'), electron: findVersion('electron') };
}

/** Electron's types promise it everywhere; the browser shell has none. */
function findVersion(name: string): string | null {
  const found: unknown = Reflect.get(process.versions, name);
  return typeof found === 'string' ? found : null;
}

type OfEvent = Pick<HostHealth, 'event' | 'connection' | 'operations' | 'printers' | 'jobs'>;

function describeEvent(event: OpenEvent | null, station: Station, printers: Printers): OfEvent {
  if (event === null || station.event === null) {
    return { event: null, connection: null, operations: null, printers: [], jobs: null };
  }
  const { state, problem, lastContact, retryIn, parkedOperators } = event.connection.describe();
  const queue = event.prints.describeState();
  return {
    event: { id: station.event.eventId, practice: event.practice, server: new URL(event.server).hostname },
    connection: { state, problem: problem?.code ?? null, lastContact, retryIn, parked: parkedOperators.length },
    operations: countOperations(event),
    printers: queue.printers.map(({ id, problems, state: now, confirms, paused, queued, mediaLeft }) => ({
      kind: printers.find(id)?.connection.kind ?? null,
      ...{ state: now, confirms, paused, queued, mediaLeft },
      problems: problems.map(({ problem: code }) => code), // not its detail: a printer's own words may quote the job
    })),
    jobs: queue.open,
  };
}

function countOperations(event: OpenEvent): NonNullable<HostHealth['operations']> {
  const counted = { unsent: 0, attention: 0, accepted: 0, all: 0 };
  let oldest: string | null = null;
  for (const { state, madeAt } of event.journal.ledger.operations()) {
    counted.all += 1;
    if (state.name === 'attention') counted.attention += 1;
    if (state.name === 'accepted') counted.accepted += 1;
    if (!UNSENT.has(state.name)) continue;
    counted.unsent += 1;
    if (oldest === null || madeAt < oldest) oldest = madeAt;
  }
  return { ...counted, oldest };
}

/** Answers with what was measured last, and measures anew in the background while the server is there. */
function createSkewReader({ clock, timers, log }: DiagnosticsContext): (event: OpenEvent) => HostHealth['clock'] {
  let ofEvent: OpenEvent | null = null;
  let skew: HostHealth['clock'] = null;
  let askedAt = -Infinity;
  const measure = async (event: OpenEvent): Promise<void> => {
    const asked = clock();
    const time = await readServerTime(event.client);
    if (time !== null && ofEvent === event) skew = compareClocks(time, asked, clock());
  };
  return (event) => {
    if (ofEvent !== event) {
      ofEvent = event;
      skew = null;
      askedAt = -Infinity;
    }
    if (event.connection.state === 'online' && timers.now() - askedAt >= ASK_EVERY_MS) {
      askedAt = timers.now();
      measure(event).catch((error: unknown) => log.warn("the server's time was not read", describeError(error)));
    }
    return skew;
  };
}
