/**
 * The engine's worker: a fresh one for every opening (sign-in, "use it here", the host's return), so that nothing of the
 * opening before is left over. After a sign-out the old one goes on until the next opening: what is unsent still leaves.
 */
import * as Comlink from 'comlink';
import { create } from 'zustand';
import type { WipedDatabase } from '../../../shared/contract/closing-routes.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';
import type { EngineApi, EngineEvent, SyncState } from '../../engine/api.ts';
import { reportFault, reportFaultAt } from '../health/faults.ts';

interface EngineState {
  readonly phase: 'closed' | 'opening' | 'open' | 'failed' | 'elsewhere';
  readonly failure: { readonly code: string; readonly detail: string } | null;
  /** Null until the engine has told it. */
  readonly sync: SyncState | null;
  readonly tables: Tables | null;
}

const CLOSED: EngineState = { phase: 'closed', failure: null, sync: null, tables: null };
export const useEngine = create<EngineState>()(() => CLOSED);

/** The event's tables, as soon as the engine has told them; null when it has told none after so many milliseconds. */
export function awaitTables(ms: number): Promise<Tables | null> {
  return new Promise((resolve) => {
    const end = (tables: Tables | null): void => {
      clearTimeout(timer);
      stop();
      resolve(tables);
    };
    const timer = setTimeout(() => end(null), ms);
    const stop = useEngine.subscribe(({ tables }) => {
      if (tables !== null) end(tables);
    });
    const { tables } = useEngine.getState();
    if (tables !== null) end(tables);
  });
}

interface Running {
  readonly worker: Worker;
  readonly api: EngineApi;
  /** Settled when this worker has ended: what it was asked and has not answered, it never will. */
  readonly ended: Promise<void>;
  readonly end: () => void;
}

let running: Running | null = null;

/** Starts a worker and opens the event that the host has open. `listener` gets what the engine tells, until the next opening. */
export async function openEngine(listener: (event: EngineEvent) => void): Promise<void> {
  stopWorker();
  const worker = new Worker(new URL('../../engine/engine.worker.ts', import.meta.url), { type: 'module' });
  // All of EngineApi is asynchronous already: what Comlink makes of it has the very same type, which it cannot express.
  const api = Comlink.wrap(worker) as unknown as EngineApi;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const opening = { worker, api, ended, end };
  running = opening;
  useEngine.setState({ ...CLOSED, phase: 'opening' });

  const fail = (code: string, detail: string): void => {
    if (running === opening) useEngine.setState({ phase: 'failed', failure: { code, detail } });
  };
  worker.onerror = (event) => {
    reportFaultAt('engine', event);
    fail('worker', event.message);
  };
  try {
    const done = await api.open(
      Comlink.proxy((event: EngineEvent) => {
        if (running === opening) listener(event);
      }),
    );
    if (running !== opening) return;
    if (!done.ok) fail(done.code, done.detail);
    else if (useEngine.getState().phase === 'opening') useEngine.setState({ phase: 'open' });
  } catch (error) {
    reportFault('engine', error);
    fail('worker', String(error));
  }
}

/** Ends the worker: no event is open any more. */
export function closeEngine(): void {
  stopWorker();
  useEngine.setState(CLOSED);
}

/** The engine that runs, or null. */
export function readEngine(): EngineApi | null {
  return running?.api ?? null;
}

/** Resolves when the engine that runs now has ended; never when none runs. */
export function untilEngineEnds(): Promise<void> {
  return running?.ended ?? new Promise<void>(() => undefined);
}

/** Deletes the replica of an event that was closed for good, by a worker that lives no longer than that. */
export async function wipeReplica(eventKey: string): Promise<readonly WipedDatabase[]> {
  const worker = new Worker(new URL('../../engine/engine.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await (Comlink.wrap(worker) as unknown as EngineApi).wipe(eventKey);
  } finally {
    worker.terminate();
  }
}

function stopWorker(): void {
  running?.worker.terminate();
  running?.end();
  running = null;
}
