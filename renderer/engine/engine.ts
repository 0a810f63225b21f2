/** The engine's API for the UI: one open event at a time, its commands, and what changed since. */
import { FINAL, keyOfId, type Operation, type ParticipantKey } from '../../shared/operations/operation.ts';
import type { HostEvent } from '../../shared/contract/station.ts';
import type { RouteOutput, Settlement } from '../../shared/contract/routes.ts';
import { readWhose } from '../../shared/scan/reading.ts';
import type { Decision, Done, EngineApi, EngineEvent, Filters, Recorded, Results } from './api.ts';
import { readAttention } from './attention.ts';
import type { Clock } from './clock.ts';
import { createCommands, type Commands } from './commands.ts';
import { decideOperation } from './decide.ts';
import { NO_FILTERS } from './filter.ts';
import { FilterWords } from './filter-words.ts';
import type { HostLink } from './host.ts';
import { InFlight } from './in-flight.ts';
import { findSimilarPeople } from './lookalikes.ts';
import { News } from './news.ts';
import { printBadge, printResult } from './print.ts';
import { PrintJobs } from './print-jobs.ts';
import { createPrintingApi } from './printing-api.ts';
import { replayIds } from './replay.ts';
import type { ReplicaDatabase } from './replica/database.ts';
import { wipeReplica } from './replica/wipe.ts';
import { LiveResults } from './results.ts';
import { Session } from './session.ts';
import { readState } from './sync-state.ts';
import { undoOperation } from './undo.ts';

export interface EngineOptions {
  readonly host: HostLink;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly openDatabase: (eventKey: string) => ReplicaDatabase;
}

/** Milliseconds between two attempts to open again. */
const REOPEN_MS = 1000;
/** An operator's press waits so long for a host that is gone. */
const HOST_BACK_MS = 5000;
const LOOK_AGAIN_MS = 100;
/** Rows that answer a key at once: more than a screen shows. The others follow. */
const AT_ONCE = 20;
const REST_MS = 150;

interface OpenEvent {
  readonly session: Session;
  readonly commands: Commands;
  readonly results: LiveResults;
  readonly jobs: PrintJobs;
}

const OK: Done = { ok: true };
const NOT_OPEN = { ok: false, code: 'noEvent', detail: '' } as const;

export function createEngine(options: EngineOptions): EngineApi {
  const { host, clock, newId } = options;
  let listener: (event: EngineEvent) => void = () => undefined;
  let opened: OpenEvent | null = null;
  let opening: Promise<Done> | null = null;
  const recording = new InFlight();
  // What the UI has asked for outlives an opening: the host may come back as another process, and the event is opened anew.
  let watched: ParticipantKey | null = null;
  let query = '';
  let filters = NO_FILTERS;
  let currentPart: number | null = null;
  let cancelRest: () => void = () => undefined;
  const news = new News((event) => listener(event), clock);

  function tellState(): void {
    news.tell('state', () => ({ type: 'state', state: readState(opened?.session ?? null) }));
    news.tell('attention', () =>
      opened?.session.isReady === false
        ? null
        : { type: 'attention', items: opened === null ? [] : readAttention(opened.session.people) },
    );
  }

  function tellJobs(): void {
    news.tell('jobs', () => (opened === null ? null : { type: 'jobs', jobs: opened.jobs.list() }));
  }

  function tellResults(): void {
    news.tell('results', () => (opened === null ? null : { type: 'results', results: opened.results.read() }));
  }

  /** The rows behind the first ones, when nothing else has been typed for a moment. */
  function tellRest({ rows, total }: Results): void {
    cancelRest();
    cancelRest = rows.length < total ? clock.after(REST_MS, tellResults) : () => undefined;
  }

  /** Before the rows are read nobody can say that a person is gone. */
  function tellParticipant(): void {
    const asked = watched;
    if (asked === null) return;
    news.tell('participant', () =>
      opened?.session.isReady === true
        ? { type: 'participant', asked, view: opened.session.people.viewOf(asked) }
        : null,
    );
  }

  function noteChange(keys: readonly ParticipantKey[]): void {
    if (opened === null) return;
    const { results, session } = opened;
    if (results.update(keys)) tellResults();
    const watchedNow = watched === null ? null : session.people.book.resolve(watched);
    if (watchedNow !== null && keys.some((key) => key === watched || key === watchedNow)) tellParticipant();
  }

  function hearHost(event: HostEvent): void {
    if (event.type === 'jobs') {
      opened?.jobs.take(event.jobs);
      tellJobs();
    }
    if (event.type === 'queue') news.tell('queue', () => event);
    if (event.type === 'templates') news.tell('templates', () => event);
    if (event.type === 'station' && opened !== null && event.station.epoch !== opened.session.epoch) {
      // The stream is back and the epoch is another: the host was started again. A window that has come since keeps the desk.
      if (event.station.leased) leave(opened.session);
      else void reopen();
    }
  }

  function leave(session: Session): void {
    session.close();
    opened = null;
    listener({ type: 'elsewhere' });
  }

  /** The host may still be starting: it is asked until it answers. */
  async function reopen(): Promise<void> {
    for (;;) {
      const done = await api.open(listener);
      if (done.ok || done.code !== 'hostGone') return;
      await new Promise<void>((resolve) => clock.after(REOPEN_MS, resolve));
    }
  }

  async function openEvent(): Promise<Done> {
    opened?.session.close();
    opened = null;
    const lease = await host.call('lease', {});
    if (!lease.ok) return { ok: false, ...lease.problem };
    const { event } = lease.value.station;
    if (event === null) return NOT_OPEN;
    const session = createSession(lease.value);
    session.people.setCurrentPart(currentPart);
    const results = new LiveResults(session.people);
    const jobs = new PrintJobs(lease.value.jobs);
    opened = { session, commands: createCommands(session, newId), results, jobs };
    const answer = await session.open(event.key);
    if (!answer.ok) {
      session.close();
      opened = null;
      return { ok: false, ...answer.problem };
    }
    for (const key of recentKeys(session)) results.remember(key);
    tellJobs();
    results.search(query, filters);
    tellResults();
    tellState();
    void session.ready.then(() => noteReady(session));
    return OK;
  }

  /** Cards said what they could; now rows and operations speak of everybody. */
  function noteReady(session: Session): void {
    if (opened?.session !== session) return;
    opened.results.again();
    tellResults();
    tellParticipant();
    tellState();
  }

  function createSession(lease: RouteOutput<'lease'>): Session {
    return new Session(
      host,
      lease,
      {
        changed: noteChange,
        state: tellState,
        tables: (tables) => {
          news.tell('tables', () => ({ type: 'tables', tables }));
          opened?.results.setWords(new FilterWords(tables));
          opened?.results.again();
          tellResults();
          tellParticipant();
        },
        host: hearHost,
        elsewhere: () => {
          opened = null;
          listener({ type: 'elsewhere' });
        },
      },
      clock,
      options.openDatabase,
    );
  }

  function decide({ session, commands }: OpenEvent, operation: Operation, decision: Decision): Promise<Done> {
    const { people, epoch } = session;
    const settle = (settlements: readonly Settlement[]) =>
      host.call('settle', { epoch, settlements: [...settlements] });
    return decideOperation({ people, settle, insist: (one) => commands.insist(one), clock }, operation, decision);
  }

  /**
   * The open event with all of its rows: a second after a start, at most. What is asked while the event is opened anew waits for
   * that. Null: no event is open.
   */
  async function readOpen(): Promise<OpenEvent | null> {
    for (;;) {
      await opening;
      const current = opened;
      if (current === null) return null;
      await current.session.ready;
      if (opened === current) return current;
    }
  }

  async function withOpen<T>(work: (current: OpenEvent) => T | Promise<T>): Promise<T | typeof NOT_OPEN> {
    const current = await readOpen();
    return current === null ? NOT_OPEN : work(current);
  }

  /** A host that was killed in the instant of its answer comes back in a moment, and says then what it has. */
  function record(work: (commands: Commands) => Promise<Recorded>): Promise<Recorded> {
    return recording.follow(insist(({ session }, makeId) => work(createCommands(session, makeId))));
  }

  /** The same ids at each attempt: what the host has already, it gives back. */
  async function insist<T extends { readonly ok: true } | { readonly ok: false; readonly code: string }>(
    work: (current: OpenEvent, makeId: () => string) => Promise<T>,
  ): Promise<T | typeof NOT_OPEN> {
    const ids = replayIds(newId);
    const until = clock.now() + HOST_BACK_MS;
    for (let wasGone = false; ;) {
      const current = await readOpen();
      if (current === null) return NOT_OPEN;
      const done = await work(current, ids());
      wasGone ||= !done.ok && done.code === 'hostGone';
      // back as another process it has another epoch, until the event is opened anew
      const mayCome = !done.ok && wasGone && (done.code === 'hostGone' || done.code === 'elsewhere');
      if (!mayCome || clock.now() > until) return done;
      await new Promise<void>((resolve) => clock.after(LOOK_AGAIN_MS, resolve));
    }
  }

  function remember(key: ParticipantKey): void {
    opened?.results.remember(key);
    tellResults();
  }

  const api: EngineApi = {
    open(newListener) {
      listener = newListener;
      opening ??= openEvent().finally(() => {
        opening = null;
      });
      return opening;
    },

    wipe: (eventKey) => wipeReplica(eventKey, options.openDatabase),

    search: async (text, wanted = filters) => {
      query = text;
      filters = wanted;
      await opening;
      const found = opened?.results.search(text, wanted, AT_ONCE) ?? noResults(text, filters);
      tellRest(found);
      return found;
    },

    fewerWords: async (text) => {
      await opening;
      return opened?.results.fewerWords(text) ?? [];
    },

    watch: async (key) => {
      watched = key;
      if (key === null) return null;
      remember(key);
      const current = await readOpen();
      return current === null ? null : current.session.people.viewOf(key);
    },

    resolveCode: async (code) => {
      const parsed = readWhose(code);
      const current = parsed === null ? null : await readOpen();
      if (parsed === null || current === null) return null;
      const key: ParticipantKey = parsed.kind === 'participant' ? keyOfId(parsed.id) : `local:${parsed.localId}`;
      return current.session.people.viewOf(key)?.key ?? null;
    },

    setStatus: (key, partId, statusId) => record((commands) => commands.setStatus(key, partId, statusId)),
    saveProfile: (key, values) => record((commands) => commands.saveProfile(key, values)),
    create: (input) => record((commands) => commands.create(input)),
    register: (userId, fields, statuses) => record((commands) => commands.register(userId, fields, statuses)),
    remove: (key) => record((commands) => commands.remove(key)),
    letIn: (key, partId, via) => record((commands) => commands.letIn(key, partId, via)),

    print: (key, partId, options) =>
      insist(({ session }, makeId) => {
        remember(key);
        return printBadge({ host, session, newId: makeId }, key, partId, options);
      }),

    ...createPrintingApi({ host, clock, newId, readOpen }),

    answerJob: async (jobId, cameOut) =>
      withOpen(async ({ session }) =>
        printResult(await host.call('answerJob', { epoch: session.epoch, jobId, cameOut })),
      ),

    lookalikes: async (fields) => {
      const found = await withOpen(({ session }) => findSimilarPeople(session.people, fields));
      return 'ok' in found ? [] : found;
    },

    undo: async (operationId) => {
      const current = await readOpen();
      return { undone: current !== null && (await undoOperation({ host, ...current }, operationId)) };
    },

    decide: async (operationId, decision) =>
      withOpen(async (current) => {
        const operation = current.session.people.book.get(operationId);
        return operation === undefined
          ? { ok: false, code: 'notFound', detail: '' }
          : decide(current, operation, decision);
      }),

    syncNow: async () => {
      await recording.settled(); // what was pressed before is to go as well
      await (await readOpen())?.session.syncNow();
    },

    sweepNow: async () =>
      withOpen(({ session }) => {
        session.sweepNow();
        return OK;
      }),
    answerDoubt: async (remove) =>
      withOpen(({ session }) =>
        session.answerDoubt(remove) ? OK : ({ ok: false, code: 'nothingToDo', detail: '' } as const),
      ),
    notes: async () => {
      const answer = await host.call('audit', { participant: null, limit: 1000 });
      return answer.ok ? { ok: true, notes: answer.value.notes } : { ok: false, ...answer.problem };
    },

    history: async (key) => {
      const participant = opened?.session.people.book.resolve(key) ?? key;
      const answer = await host.call('audit', { participant, limit: 100 });
      return answer.ok ? { ok: true, operations: answer.value.operations } : { ok: false, ...answer.problem };
    },

    setCurrentPart: async (partId) => {
      currentPart = partId;
      opened?.session.people.setCurrentPart(partId);
      opened?.results.again();
      tellResults();
    },
  };

  return api;
}

function noResults(query: string, filters: Filters): Results {
  return { query, filters, understood: null, rows: [], total: 0, outside: 0 };
}

/** Whom this station worked on last, as far as the journal's open operations tell. */
function recentKeys(session: Session): readonly ParticipantKey[] {
  return [...session.people.book.all()]
    .filter((operation) => !FINAL.has(operation.state.name))
    .sort((a, b) => a.seq - b.seq)
    .map((operation) => operation.participant);
}
