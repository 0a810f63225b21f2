/** The engine's API for the UI: one open event at a time, its commands, and what changed since. */
import type { Answered } from '../../shared/contract/client.ts';
import { parseCode } from '../../shared/badge/code.ts';
import { FINAL, keyOfId, type Operation, type ParticipantKey, UNSENT } from '../../shared/operations/operation.ts';
import type { HostEvent } from '../../shared/contract/station.ts';
import type { RouteOutput } from '../../shared/contract/routes.ts';
import { statusIn } from '../../shared/sync/conflict.ts';
import type { AttentionItem, Decision, Done, EngineApi, EngineEvent, PrintResult, SyncState } from './api.ts';
import { contentOfBadge } from './badge.ts';
import { aboutOf, createCommands, type Commands } from './commands.ts';
import type { HostLink } from './host.ts';
import { findSimilarPeople } from './lookalikes.ts';
import type { ReplicaDatabase } from './replica/database.ts';
import { LiveResults } from './results.ts';
import { type Clock, Session } from './session.ts';

export interface EngineOptions {
  readonly host: HostLink;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly openDatabase: (eventKey: string) => ReplicaDatabase;
}

/** Events of the same kind within this time become one. Milliseconds; a frame. */
const GATHER_MS = 16;

interface OpenEvent {
  readonly session: Session;
  readonly commands: Commands;
  readonly results: LiveResults;
}

const OK: Done = { ok: true };
const NOT_OPEN = { ok: false, code: 'noEvent', detail: '' } as const;
const NO_STATE: SyncState = {
  progress: { phase: 'opening', people: 0, rate: 0, secondsLeft: null },
  busy: true,
  unsent: 0,
  attention: 0,
  lastPull: null,
  skipped: [],
  feedsOff: [],
  storage: 'ok',
};

export function createEngine(options: EngineOptions): EngineApi {
  const { host, clock, newId } = options;
  let listener: (event: EngineEvent) => void = () => undefined;
  let opened: OpenEvent | null = null;
  let opening: Promise<Done> | null = null;
  let watched: ParticipantKey | null = null;
  const waiting = new Map<EngineEvent['type'], () => EngineEvent | null>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  /** Tells the UI a moment later, once for many changes. */
  function tell(type: EngineEvent['type'], make: () => EngineEvent | null): void {
    waiting.set(type, make);
    timer ??= setTimeout(() => {
      timer = null;
      const makers = [...waiting.values()];
      waiting.clear();
      for (const makeEvent of makers) {
        const event = makeEvent();
        if (event !== null) listener(event);
      }
    }, GATHER_MS);
  }

  function tellState(): void {
    tell('state', () => ({ type: 'state', state: readState() }));
    tell('attention', () => ({ type: 'attention', items: readAttention() }));
  }

  function tellParticipant(): void {
    const asked = watched;
    if (asked === null) return;
    tell('participant', () => ({ type: 'participant', asked, view: opened?.session.people.viewOf(asked) ?? null }));
  }

  function readState(): SyncState {
    if (opened === null) return NO_STATE;
    const { session } = opened;
    return {
      progress: session.progress,
      busy: session.busy,
      unsent: session.people.book.count(UNSENT),
      attention: session.people.book.count(ATTENTION),
      lastPull: session.lastPull,
      skipped: session.skipped.slice(0, 100),
      feedsOff: [...session.feedsOff].map(([feed, why]) => ({ feed, why })),
      storage: session.storage,
    };
  }

  function readAttention(): readonly AttentionItem[] {
    if (opened === null) return [];
    const { people } = opened.session;
    return [...people.book.all()]
      .filter((operation) => operation.state.name === 'attention')
      .sort((a, b) => a.seq - b.seq)
      .map((operation) => ({
        operation,
        view: people.viewOf(operation.participant),
        holdsUp: operation.intent.kind === 'create' ? people.book.laterOf(operation).length : 0,
      }));
  }

  function noteChange(keys: readonly ParticipantKey[]): void {
    if (opened === null) return;
    const { results, session } = opened;
    if (results.update(keys)) tell('results', () => ({ type: 'results', results: results.read() }));
    const watchedNow = watched === null ? null : session.people.book.resolve(watched);
    if (watchedNow !== null && keys.some((key) => key === watched || key === watchedNow)) tellParticipant();
  }

  function hearHost(event: HostEvent): void {
    if (event.type === 'jobs') tell('jobs', () => ({ type: 'jobs', jobs: event.jobs }));
    // The stream is back with another epoch: the host was started again. (Another window's lease comes as an event of its own.)
    if (event.type === 'station' && opened !== null && event.station.epoch !== opened.session.epoch)
      void api.open(listener);
  }

  async function openEvent(): Promise<Done> {
    opened?.session.close();
    opened = null;
    const lease = await host.call('lease', {});
    if (!lease.ok) return { ok: false, ...lease.problem };
    const { event } = lease.value.station;
    if (event === null) return NOT_OPEN;
    const session = createSession(lease.value);
    const results = new LiveResults(session.people);
    opened = { session, commands: createCommands(session, newId), results };
    tellState();
    const answer = await session.open(event.key);
    if (!answer.ok) {
      session.close();
      opened = null;
      return { ok: false, ...answer.problem };
    }
    for (const key of recentKeys(session)) results.remember(key);
    listener({ type: 'jobs', jobs: lease.value.jobs });
    tell('results', () => ({ type: 'results', results: results.read() }));
    tellParticipant();
    tellState();
    return OK;
  }

  function createSession(lease: RouteOutput<'lease'>): Session {
    return new Session(
      host,
      lease,
      {
        changed: noteChange,
        state: tellState,
        tables: (tables) => {
          tell('tables', () => ({ type: 'tables', tables }));
          if (opened !== null) {
            const { results } = opened;
            tell('results', () => ({ type: 'results', results: results.again() }));
            tellParticipant();
          }
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

  function resultOf(answer: Answered<RouteOutput<'print'>>): PrintResult {
    return answer.ok
      ? { ok: true, job: answer.value.job }
      : { ok: false, code: answer.problem.code, detail: answer.problem.detail };
  }

  async function callPrint(
    session: Session,
    key: ParticipantKey,
    partId: number | null,
  ): Promise<Answered<RouteOutput<'print'>> | null> {
    const view = session.people.viewOf(key);
    if (view === null) return null;
    const statusId = statusIn(view, partId) ?? session.people.topStatus(view);
    return host.call('print', {
      epoch: session.epoch,
      jobId: newId(),
      operation: {
        id: newId(),
        participant: view.key,
        about: aboutOf(view),
        intent: { kind: 'badge', partId, via: 'printed' },
      },
      content: contentOfBadge(view, partId, statusId, session.tables),
    });
  }

  async function decide(current: OpenEvent, operation: Operation, decision: Decision): Promise<Done> {
    const { session, commands } = current;
    if (decision.take === 'mine') {
      const made = await commands.insist(operation);
      if (!made.ok) return made;
    }
    const settlement = settlementOf(operation.id, decision);
    const answer = await host.call('settle', { epoch: session.epoch, settlements: [settlement] });
    return answer.ok ? OK : { ok: false, ...answer.problem };
  }

  /** What needs more of a person than a list shows waits until the rows are read: a second after a start, at most. */
  async function withOpen<T>(work: (current: OpenEvent) => T | Promise<T>): Promise<T | typeof NOT_OPEN> {
    const current = opened;
    if (current === null) return NOT_OPEN;
    await current.session.ready;
    return work(current);
  }

  function remember(key: ParticipantKey): void {
    if (opened === null) return;
    opened.results.remember(key);
    const { results } = opened;
    tell('results', () => ({ type: 'results', results: results.read() }));
  }

  const api: EngineApi = {
    open(newListener) {
      listener = newListener;
      opening ??= openEvent().finally(() => {
        opening = null;
      });
      return opening;
    },

    search: async (query) => opened?.results.search(query) ?? { query, rows: [], total: 0 },

    watch: async (key) => {
      watched = key;
      if (key === null || opened === null) return null;
      const { session } = opened;
      remember(key);
      await session.ready;
      return session.people.viewOf(key);
    },

    resolveCode: async (code) => {
      const parsed = parseCode(code);
      if (parsed === null || opened === null) return null;
      const { session } = opened;
      await session.ready;
      const key: ParticipantKey = parsed.kind === 'participant' ? keyOfId(parsed.id) : `local:${parsed.localId}`;
      return session.people.viewOf(key)?.key ?? null;
    },

    setStatus: async (key, partId, statusId) => withOpen(({ commands }) => commands.setStatus(key, partId, statusId)),
    saveProfile: async (key, values) => withOpen(({ commands }) => commands.saveProfile(key, values)),
    create: async (input) => withOpen(({ commands }) => commands.create(input)),
    register: async (userId, fields, statuses) =>
      withOpen(({ commands }) => commands.register(userId, fields, statuses)),
    remove: async (key) => withOpen(({ commands }) => commands.remove(key)),
    letIn: async (key, partId, via) => withOpen(({ commands }) => commands.letIn(key, partId, via)),

    print: async (key, partId) =>
      withOpen(async ({ session }) => {
        remember(key);
        const answer = await callPrint(session, key, partId);
        return answer === null ? { ok: false, code: 'notFound', detail: '' } : resultOf(answer);
      }),

    answerJob: async (jobId, cameOut) =>
      withOpen(async ({ session }) => resultOf(await host.call('answerJob', { epoch: session.epoch, jobId, cameOut }))),

    lookalikes: async (fields) => {
      const found = await withOpen(({ session }) => findSimilarPeople(session.people, fields));
      return 'ok' in found ? [] : found;
    },

    undo: async (operationId) => {
      if (opened === null) return { undone: false };
      const { session, commands } = opened;
      const operation = session.people.book.get(operationId) ?? (await findInJournal(operationId));
      if (operation === undefined) return { undone: false };
      const answer = await host.call('settle', {
        epoch: session.epoch,
        settlements: [{ action: 'withdraw', id: operationId, because: 'undone' }],
      });
      if (answer.ok && answer.value.settled.includes(operationId)) return { undone: true };
      const compensation = await commands.compensate(operation);
      return { undone: compensation?.ok ?? false };
    },

    decide: async (operationId, decision) =>
      withOpen(async (current) => {
        const operation = current.session.people.book.get(operationId);
        return operation === undefined
          ? { ok: false, code: 'notFound', detail: '' }
          : decide(current, operation, decision);
      }),

    syncNow: async () => {
      await opened?.session.syncNow();
    },

    history: async (key) => {
      if (opened === null) return [];
      const answer = await host.call('audit', { participant: opened.session.people.book.resolve(key), limit: 100 });
      return answer.ok ? answer.value.operations : [];
    },

    setCurrentPart: async (partId) => {
      if (opened === null) return;
      const { session, results } = opened;
      session.people.setCurrentPart(partId);
      tell('results', () => ({ type: 'results', results: results.read() }));
    },
  };

  /** An operation that is done is no longer in the book, and can still be undone by its opposite. */
  async function findInJournal(operationId: string): Promise<Operation | undefined> {
    const answer = await host.call('audit', { participant: null, limit: 1000 });
    return answer.ok ? answer.value.operations.find((operation) => operation.id === operationId) : undefined;
  }

  return api;
}

const ATTENTION: ReadonlySet<string> = new Set(['attention']);

function settlementOf(id: string, decision: Decision) {
  switch (decision.take) {
    case 'mine': // the new operation takes its place
    case 'theirs':
      return { action: 'withdraw', id, because: 'settled' } as const;
    case 'retry':
      return { action: 'resend', id } as const;
    case 'candidate':
      return { action: 'accepted', id, serverId: decision.serverId } as const;
  }
}

/** Whom this station worked on last, as far as the journal's open operations tell. */
function recentKeys(session: Session): readonly ParticipantKey[] {
  return [...session.people.book.all()]
    .filter((operation) => !FINAL.has(operation.state.name))
    .sort((a, b) => a.seq - b.seq)
    .map((operation) => operation.participant);
}
