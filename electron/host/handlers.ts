/** What each JSON route does. Input has been validated, and the epoch checked, by the router. */
import type { KnownEvent, Language, Station } from '../../shared/contract/station.ts';
import { FINAL, isHandedOver, type Operation } from '../../shared/operations/operation.ts';
import { createClosingHandlers, type ClosingContext } from './closing/closing-handlers.ts';
import { createCustodyHandlers, type CustodyContext } from './custody-handlers.ts';
import { createDiagnosticsHandlers, type DiagnosticsContext } from './diagnostics/handlers.ts';
import { createKeyHandlers, type KeyContext } from './key-handlers.ts';
import { latestNotes } from './notes.ts';
import type { OpenEvent } from './open-event.ts';
import { createPrintingHandlers, type PrintingContext } from './printing-handlers.ts';
import { Refusal, refuse } from './problem.ts';
import { recordOperations } from './recording.ts';
import type { Handlers } from './router.ts';
import { readServerTime, readUsers } from './ruvents/tables-reader.ts';
import { planSettlements } from './settle.ts';
import { changeEvent, type Vault, type VaultEvent } from './vault.ts';
import type { Log } from './log.ts';

export interface HandlerContext
  extends CustodyContext, PrintingContext, ClosingContext, KeyContext, DiagnosticsContext {
  readonly vault: Vault;
  readonly log: Log;
  readonly describeStation: () => Station;
  /** Gives the lease to whoever asks. @returns its epoch */
  readonly takeLease: () => number;
}

/** The handlers of all routes of the contract. */
export function createHandlers(context: HandlerContext): Handlers {
  const { doors, vault, clock, log, describeStation, takeLease, onStationChange } = context;
  const current = (): OpenEvent | Refusal => doors.current ?? refuse('noEvent');
  let refusedSignIns = 0;

  return {
    station: () => describeStation(),
    language: async ({ language }) => {
      await saveLanguage(vault, language);
      onStationChange();
      return {};
    },
    connect: async ({ server, hash }) => eventAnswer(await doors.connect(server, hash.trim())),
    practice: async ({ participants }) => eventAnswer(await doors.startPractice(participants)),
    practiceOperators: () => {
      const operators = doors.practiceOperators();
      return operators === null ? refuse('notFound') : { operators: [...operators] };
    },
    openEvent: async ({ key }) => {
      const opened = await doors.open(key);
      return opened instanceof Refusal ? opened : {};
    },
    leaveEvent: async () => {
      await doors.leave();
      return {};
    },
    signIn: async ({ login, password }) => {
      const event = current();
      if (event instanceof Refusal) return event;
      const operator = await event.operators.signIn(login, password);
      if (!(operator instanceof Refusal)) return { operator };
      refusedSignIns += 1;
      log.warn('sign-in refused', { code: operator.problem.code, sinceStart: refusedSignIns });
      return operator;
    },
    signOut: () => {
      doors.current?.operators.signOut();
      return {};
    },
    eventSettings: async (settings) => {
      const event = current();
      if (event instanceof Refusal) return event;
      await vault.update((contents) => changeEvent(contents, event.key, (one) => ({ ...one, settings })));
      onStationChange();
      return {};
    },
    lease: () => {
      const event = current();
      if (event instanceof Refusal) return event;
      return {
        epoch: takeLease(),
        station: describeStation(),
        connection: event.connection.describe(),
        tables: event.tables(),
        jobs: [...event.prints.describeRecent()],
      };
    },
    operations: () => {
      const event = current();
      if (event instanceof Refusal) return event;
      return { operations: [...shownOperations(event)], held: event.journal.ledger.heldRows() };
    },
    audit: ({ participant, limit }) => {
      const event = current();
      if (event instanceof Refusal) return event;
      const { ledger } = event.journal;
      const key = participantKey(participant);
      const operations = key === null ? [...ledger.operations()] : [...ledger.operationsOf(key)];
      return { operations: operations.slice(-limit).reverse(), notes: latestNotes(ledger, key, limit) };
    },
    serverTime: async () => {
      const event = current();
      if (event instanceof Refusal) return event;
      return { time: event.connection.state === 'online' ? await readServerTime(event.client) : null };
    },
    knock: () => {
      doors.current?.connection.knock();
      return {};
    },
    ...createCustodyHandlers(context),
    record: async ({ operations }) => {
      const event = current();
      if (event instanceof Refusal) return event;
      const recorded = await recordOperations(operations, event, clock);
      return recorded instanceof Refusal ? recorded : { operations: [...recorded] };
    },
    drain: ({ clearances }) => {
      const event = current();
      if (event instanceof Refusal) return event;
      event.sender.drain(clearances);
      return {};
    },
    settle: async ({ settlements }) => {
      const event = current();
      if (event instanceof Refusal) return event;
      const plan = planSettlements(settlements, event.journal, clock().toISOString());
      await event.journal.append(plan.records);
      return { settled: [...plan.settled] };
    },
    syncNow: () => {
      const event = current();
      if (event instanceof Refusal) return event;
      event.syncNow();
      return {};
    },
    users: async ({ query }) => {
      const event = signedIn(current());
      if (event instanceof Refusal) return event;
      const { state, problem } = event.connection.describe();
      if (state === 'paused' && problem !== null) return new Refusal(problem);
      const users = await readUsers(event.client, log, query);
      return users.ok ? { users: [...users.value.rows] } : new Refusal(users.problem);
    },
    ...createPrintingHandlers(context),
    ...createDiagnosticsHandlers(context),
    ...createClosingHandlers(context),
    ...createKeyHandlers(context),
  };
}

function signedIn(event: OpenEvent | Refusal): OpenEvent | Refusal {
  if (event instanceof Refusal) return event;
  return event.operators.session.operator === null ? refuse('notSignedIn') : event;
}

async function saveLanguage(vault: Vault, language: Language): Promise<void> {
  await vault.update((contents) => ({ ...contents, language }));
}

/** What is told of an event of the vault. */
export function describeEvent({ key, server, eventId, title, practice }: VaultEvent): KnownEvent {
  return { key, server, eventId, title, practice };
}

function eventAnswer(event: VaultEvent | Refusal): { event: KnownEvent } | Refusal {
  return event instanceof Refusal ? event : { event: describeEvent(event) };
}

/**
 * Open ones; those that were handed over and that the server does not show yet; and walk-ins that are done: their other spelling
 * still shows, and their local key is still spoken of.
 */
function shownOperations(event: OpenEvent): readonly Operation[] {
  const shown: Operation[] = [];
  for (const operation of event.journal.ledger.operations()) {
    const { state, intent } = operation;
    if (!FINAL.has(state.name) || isHandedOver(operation)) shown.push(operation);
    else if (state.name === 'done' && intent.kind === 'create') shown.push(operation);
  }
  return shown;
}

function participantKey(text: string | null): Operation['participant'] | null {
  if (text === null) return null;
  return text.startsWith('id:') ? `id:${Number(text.slice(3))}` : `local:${text.replace(/^local:/, '')}`;
}
