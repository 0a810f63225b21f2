/**
 * How the desk is, line by line: `fine`, `look` (somebody should look when there is time) or `wrong` (work is in danger), each with the
 * reason of which the screen knows the next step. Pure: facts in, lines out; the words are the screen's.
 */
import type { HostHealth } from '../contract/diagnostics-routes.ts';
import type { Feed } from '../ruvents/rows.ts';

export type Verdict = 'fine' | 'look' | 'wrong';
export const SECTIONS = ['server', 'sync', 'printing', 'storage', 'program'] as const;
export type Section = (typeof SECTIONS)[number];

/** Why a line is not fine; each has words with a next step. */
export const REASONS = [
  ...(['offline', 'paused', 'neverThere', 'parked', 'clockOff', 'clockFarOff'] as const),
  ...(['unsentOld', 'unsentOffline', 'attention', 'stuck', 'feedOff', 'pullOld', 'neverPulled'] as const),
  ...(['neverSwept', 'sweepOld', 'sweepIncomplete', 'sweepDoubt', 'leftOut', 'engineDead'] as const),
  ...(['noPrinter', 'printerProblem', 'printerGone', 'printerPaused', 'paperLow', 'jobsWait'] as const),
  ...(['diskLow', 'diskFull', 'quotaLow', 'quotaFull', 'memoryOnly', 'setAside'] as const),
  ...(['keyFile', 'faults', 'notices', 'memoryHigh', 'hostGone', 'notLeased'] as const),
] as const;
export type Reason = (typeof REASONS)[number];

/** `…Bytes`, `…Seconds` and `…At` are formatted by their unit. */
export type Value = Readonly<Record<string, string | number | null>>;

export interface HealthLine {
  readonly section: Section;
  /** What the line is about; of several of a kind `subject` says which one. */
  readonly id: LineId;
  readonly subject: string | null;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly value: Value;
}

export const LINES = [
  ...(['connection', 'contact', 'clock', 'parked'] as const),
  ...(['unsent', 'attention', 'stuck', 'feed', 'sweep', 'leftOut', 'engine'] as const),
  ...(['printer', 'jobs', 'noPrinter'] as const),
  ...(['disk', 'stored', 'browserStorage', 'replica'] as const),
  ...(['host', 'version', 'runtimes', 'uptime', 'memory', 'secrets', 'faults', 'notices', 'lease'] as const),
] as const;
export type LineId = (typeof LINES)[number];

/** What the window knows beside the host's answer. */
export interface WindowFacts {
  /** By `navigator.storage`; null = the browser does not tell. */
  readonly storage: { readonly usage: number; readonly quota: number; readonly persisted: boolean } | null;
  /** The browser's name and version, as it calls itself. */
  readonly browser: string;
  /** Bytes; null = the browser does not tell. */
  readonly heap: number | null;
}

/** What the engine tells; the screen makes it of its state. */
export interface SyncFacts {
  readonly stuck: number;
  readonly leftOut: number;
  readonly storage: 'ok' | 'memoryOnly';
  readonly people: number;
  readonly isReady: boolean;
  readonly feeds: readonly {
    readonly feed: Feed;
    readonly pulledAt: string | null;
    readonly cursor: string | null;
    readonly off: boolean;
  }[];
  readonly sweep: {
    readonly lastAt: string | null;
    readonly people: number | null;
    readonly incomplete: boolean;
    readonly doubt: boolean;
  };
}

export interface HealthFacts {
  /** ISO 8601, by this computer's clock. */
  readonly now: string;
  /** Null: it does not answer. */
  readonly host: HostHealth | null;
  /** Null: it does not run. */
  readonly sync: SyncFacts | null;
  readonly window: WindowFacts | null;
}

const MB = 1024 * 1024;
/** Beyond these a line is not fine. Seconds, bytes, shares. */
export const LIMITS = {
  clockOff: 30,
  clockFarOff: 120,
  unsentOld: 10 * 60,
  pullOld: 5 * 60,
  sweepOld: 24 * 3600,
  diskLow: 1024 * MB,
  diskFull: 200 * MB,
  quotaLow: 0.8,
  quotaFull: 0.95,
  memoryHigh: 1500 * MB,
  paperLow: 20,
} as const;

/** @returns lines in the order of `SECTIONS` */
export function judgeHealth(facts: HealthFacts): readonly HealthLine[] {
  const { host, sync, window } = facts;
  if (host === null)
    return [line('program', 'host', 'wrong', 'hostGone'), ...(window === null ? [] : judgeWindow(window))];
  const isOpen = host.event !== null;
  return [
    ...(isOpen ? [...judgeServer(host), ...judgeQueue(host, facts.now)] : []),
    ...(isOpen ? judgeSync(sync, host, facts.now) : []),
    ...(isOpen ? judgePrinting(host) : []),
    ...judgeDisk(host),
    ...(window === null ? [] : judgeWindow(window)),
    ...(sync === null ? [] : [judgeReplica(sync)]),
    ...judgeProgram(host, window),
  ];
}

/** @returns the worst of them */
export function findWorst(lines: readonly Pick<HealthLine, 'verdict'>[]): Verdict {
  if (lines.some(({ verdict }) => verdict === 'wrong')) return 'wrong';
  return lines.some(({ verdict }) => verdict === 'look') ? 'look' : 'fine';
}

function judgeServer({ connection, clock }: HostHealth): HealthLine[] {
  if (connection === null) return [];
  const { state, problem, lastContact, parked } = connection;
  const [verdict, reason] = (
    { online: ['fine', null], offline: ['look', 'offline'], paused: ['wrong', 'paused'] } as const
  )[state];
  const contact = { contactAt: lastContact };
  return [
    line('server', 'connection', verdict, reason, { state, problem }),
    lastContact === null
      ? line('server', 'contact', 'look', 'neverThere', contact)
      : fine('server', 'contact', contact),
    ...(clock === null ? [] : [judgeClock(clock)]),
    ...(parked === 0 ? [] : [line('server', 'parked', 'look', 'parked', { n: parked })]),
  ];
}

function judgeClock({ ahead, zone, serverTime }: NonNullable<HostHealth['clock']>): HealthLine {
  const value = { ahead, zone, serverTime };
  if (Math.abs(ahead) > LIMITS.clockFarOff) return line('server', 'clock', 'wrong', 'clockFarOff', value);
  return Math.abs(ahead) > LIMITS.clockOff
    ? line('server', 'clock', 'look', 'clockOff', value)
    : fine('server', 'clock', value);
}

function judgeQueue({ operations, connection }: HostHealth, now: string): HealthLine[] {
  if (operations === null) return [];
  const { unsent, oldest, attention } = operations;
  const value = { n: unsent, oldestAt: oldest };
  const isOld = oldest !== null && secondsBetween(oldest, now) > LIMITS.unsentOld;
  const isOnline = connection?.state === 'online';
  const queue =
    unsent === 0 || (isOnline && !isOld)
      ? fine('sync', 'unsent', value)
      : line('sync', 'unsent', 'look', isOnline ? 'unsentOld' : 'unsentOffline', value);
  const settle = { n: attention };
  return [
    queue,
    attention === 0 ? fine('sync', 'attention', settle) : line('sync', 'attention', 'look', 'attention', settle),
  ];
}

function judgeSync(sync: SyncFacts | null, { connection }: HostHealth, now: string): HealthLine[] {
  if (sync === null) return [line('sync', 'engine', 'look', 'engineDead')];
  const isOnline = connection?.state === 'online';
  return [
    ...(sync.stuck === 0 ? [] : [line('sync', 'stuck', 'look', 'stuck', { n: sync.stuck })]),
    ...sync.feeds.map((feed) => judgeFeed(feed, isOnline && sync.isReady, now)),
    judgeSweep(sync, now),
    sync.leftOut === 0
      ? fine('sync', 'leftOut', { n: 0 })
      : line('sync', 'leftOut', 'look', 'leftOut', { n: sync.leftOut }),
  ];
}

function judgeFeed(
  { feed, pulledAt, cursor, off }: SyncFacts['feeds'][number],
  isRead: boolean,
  now: string,
): HealthLine {
  const value = { pulledAt, cursor };
  const isOld = pulledAt !== null && secondsBetween(pulledAt, now) > LIMITS.pullOld;
  const reason = off ? 'feedOff' : isRead && pulledAt === null ? 'neverPulled' : isRead && isOld ? 'pullOld' : null;
  const verdict = reason === null ? 'fine' : off && feed === 'participants' ? 'wrong' : 'look';
  return { ...line('sync', 'feed', verdict, reason, value), subject: feed };
}

function judgeSweep({ sweep }: SyncFacts, now: string): HealthLine {
  const value = { sweptAt: sweep.lastAt, people: sweep.people };
  if (sweep.doubt) return line('sync', 'sweep', 'wrong', 'sweepDoubt', value);
  if (sweep.incomplete) return line('sync', 'sweep', 'look', 'sweepIncomplete', value);
  if (sweep.lastAt === null) return line('sync', 'sweep', 'look', 'neverSwept', value);
  const isOld = secondsBetween(sweep.lastAt, now) > LIMITS.sweepOld;
  return isOld ? line('sync', 'sweep', 'look', 'sweepOld', value) : fine('sync', 'sweep', value);
}

function judgePrinting({ printers, jobs }: HostHealth): HealthLine[] {
  const waiting = jobs === null ? 0 : jobs.failed + jobs.unknown;
  const value = { queued: jobs?.queued ?? 0, waiting };
  return [
    ...(printers.length === 0 ? [line('printing', 'noPrinter', 'look', 'noPrinter')] : []),
    ...printers.map((printer, index) => ({ ...judgePrinter(printer), subject: String(index + 1) })),
    waiting === 0 ? fine('printing', 'jobs', value) : line('printing', 'jobs', 'look', 'jobsWait', value),
  ];
}

function judgePrinter({
  kind,
  state,
  problems,
  paused,
  queued,
  mediaLeft,
}: HostHealth['printers'][number]): HealthLine {
  const value = { kind, state, problems: problems.join(' '), queued, mediaLeft };
  if (state === 'gone') return line('printing', 'printer', 'wrong', 'printerGone', value);
  if (state === 'problem') return line('printing', 'printer', 'wrong', 'printerProblem', value);
  if (paused) return line('printing', 'printer', 'look', 'printerPaused', value);
  if (mediaLeft !== null && mediaLeft < LIMITS.paperLow) return line('printing', 'printer', 'look', 'paperLow', value);
  return fine('printing', 'printer', value);
}

function judgeDisk({ storage }: HostHealth): HealthLine[] {
  const { free, kinds } = storage;
  const value = { freeBytes: free };
  const disk =
    free !== null && free < LIMITS.diskFull
      ? line('storage', 'disk', 'wrong', 'diskFull', value)
      : free !== null && free < LIMITS.diskLow
        ? line('storage', 'disk', 'look', 'diskLow', value)
        : fine('storage', 'disk', value);
  const stored = kinds
    .filter(({ files }) => files > 0)
    .map(({ kind, files, bytes }) => ({
      ...(kind === 'setAside'
        ? line('storage', 'stored', 'look', 'setAside', { files, sizeBytes: bytes })
        : fine('storage', 'stored', { files, sizeBytes: bytes })),
      subject: kind,
    }));
  return [disk, ...stored];
}

function judgeWindow({ storage }: WindowFacts): HealthLine[] {
  if (storage === null) return [];
  const { usage, quota, persisted } = storage;
  const share = quota === 0 ? 0 : usage / quota;
  const value = { usedBytes: usage, quotaBytes: quota, persisted: persisted ? 'yes' : 'no' };
  if (share >= LIMITS.quotaFull) return [line('storage', 'browserStorage', 'wrong', 'quotaFull', value)];
  if (share >= LIMITS.quotaLow) return [line('storage', 'browserStorage', 'look', 'quotaLow', value)];
  return [fine('storage', 'browserStorage', value)];
}

function judgeReplica({ storage, people }: SyncFacts): HealthLine {
  const value = { people, storage };
  return storage === 'ok' ? fine('storage', 'replica', value) : line('storage', 'replica', 'look', 'memoryOnly', value);
}

function judgeProgram(host: HostHealth, window: WindowFacts | null): HealthLine[] {
  const { version, shell, role, system, runtimes, uptime, memory, secrets, log, notices, lease } = host;
  const used = { hostBytes: memory.rss, windowBytes: window?.heap ?? null };
  const found = { errors: log.errors, warnings: log.warnings, faults: log.faults };
  const keys = { secrets };
  const read = notices.filter((code) => code !== 'keyFile'); // the line of the key says that one
  const who = { epoch: lease.epoch, listeners: lease.listeners };
  return [
    fine('program', 'version', { version, shell, role }),
    fine('program', 'runtimes', {
      system,
      node: runtimes.node,
      electron: runtimes.electron,
      browser: runtimes.chromium ?? window?.browser ?? null,
    }),
    fine('program', 'uptime', { runningSeconds: uptime }),
    memory.rss > LIMITS.memoryHigh
      ? line('program', 'memory', 'look', 'memoryHigh', used)
      : fine('program', 'memory', used),
    secrets === 'keyFile' ? line('program', 'secrets', 'look', 'keyFile', keys) : fine('program', 'secrets', keys),
    log.errors > 0 ? line('program', 'faults', 'look', 'faults', found) : fine('program', 'faults', found),
    ...(read.length === 0 ? [] : [line('program', 'notices', 'look', 'notices', { n: read.length })]),
    host.event !== null && !lease.leased
      ? line('program', 'lease', 'look', 'notLeased', who)
      : fine('program', 'lease', who),
  ];
}

function fine(section: Section, id: LineId, value: Value): HealthLine {
  return line(section, id, 'fine', null, value);
}

function line(section: Section, id: LineId, verdict: Verdict, reason: Reason | null, value: Value = {}): HealthLine {
  return { section, id, subject: null, verdict, reason, value };
}

function secondsBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 1000;
}
